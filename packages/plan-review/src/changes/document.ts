import { isObject, mapObject, parseDocument } from '../plan/json';
import type { Json } from '../plan/value';

/** Of an IAM policy: one text and a list of one mean the same there. */
const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource', 'AWS', 'Service', 'Federated', 'CanonicalUser'];

/** A JSON document in a text, policies in one spelling; undefined when there is none. */
export function readDocument(text: string): Json | undefined {
  const document = parseDocument(text);
  return document === undefined ? undefined : spell(document);
}

function spell(value: Json): Json {
  if (Array.isArray(value)) return value.map(spell);
  if (!isObject(value)) return value;
  const { Statement: statement } = value;
  const policy = isObject(statement) ? { ...value, Statement: [statement] } : value;
  return mapObject(policy, (child, key) => (typeof child === 'string' && LISTS.includes(key) ? [child] : spell(child)));
}
