import { type CollectionTag, Lexer, parseDocument, type ScalarTag } from 'yaml';
import { messageOf, UserError } from '../../programs/user-error';
import { repeatedKey } from '../../packages/plan-review/src/plan/repeated-key';
import { decode } from './decode';

/**
 * What a JSON or YAML file holds, as a tree: what YAML says once and means in two places is there twice. CloudFormation's short
 * forms are what they stand for: `!Ref A` is `{ Ref: 'A' }`, `!Sub a` is `{ 'Fn::Sub': 'a' }`.
 *
 * @throws UserError with the line, when it is neither, says a thing twice or is nested without end
 */
export function parseFile(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (text.trim() === '') throw new UserError('It is empty.');
  // YAML reads JSON, too, but takes a tab for a mistake, and is slow. A comment of JavaScript begins what was meant as JSON.
  return /^\s*([{[]|\/[/*])/.test(text) ? parseJson(text) : parseYaml(text);
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const message = messageOf(cause);
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? offsetOfToken(text));
    const problem = message.replace(/( in JSON)? at position.*| of JSON input|, (\.\.\.)?".*/s, '');
    throw new UserError(`It is not JSON: ${problem} at ${placeOf(offset, text)}.`, { cause });
  }
  const tree = asTree(value);
  // JSON.parse takes the last of two equal keys without a word.
  if (repeatedKey(text, tree)) {
    const twice = parseDocument(text).errors.find(({ code }) => code === 'DUPLICATE_KEY');
    throw new UserError(`It is not clear: a key is there twice${twice ? ` at ${placeOf(twice.pos[0], text)}` : ''}.`);
  }
  return tree;
}

/** Where JSON.parse meets what it calls an unexpected token, and does not say: at the end of the shortest text that has it. */
function offsetOfToken(text: string): number {
  let [fine, broken] = [0, text.length + 1];
  while (broken - fine > 1) {
    const middle = (fine + broken) >> 1;
    if (hasUnexpectedToken(text.slice(0, middle))) broken = middle;
    else fine = middle;
  }
  return fine;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return messageOf(error).startsWith('Unexpected token');
  }
}

function placeOf(offset: number, text: string): string {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}

function parseYaml(text: string): unknown {
  if (isDeep(text)) throw new UserError(TOO_DEEP);
  const document = parseDocument(text, { customTags: SHORT_FORMS, stringKeys: true, merge: true });
  // A tag that is not known would leave its value as if it had none.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem?.code === 'MULTIPLE_DOCS')
    throw new UserError('It holds several YAML documents. Put each into a file of its own.');
  if (problem) throw new UserError(`It is not YAML: ${problem.message.split('\n')[0]!.replace(/:$/, '')}.`);
  try {
    return asTree(document.toJS());
  } catch (cause) {
    // The library's words for an alias without anchor, and for aliases that multiply.
    if (!(cause instanceof ReferenceError)) throw cause;
    throw new UserError(`It is not YAML: ${cause.message}.`, { cause });
  }
}

/** More levels than any description has, and far less than would exhaust what reads them. */
const DEEPEST = 100;
const TOO_DEEP = `It is nested deeper than ${DEEPEST} levels, as no description of a table is.`;

/** Whether YAML is nested so deep that its parser could run out of stack, which ends the process. */
function isDeep(text: string): boolean {
  if (new RegExp(`^(?: |[-?:][ \\t]){${2 * DEEPEST},}`, 'm').test(text)) return true;
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function asTree(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) throw new UserError(TOO_DEEP);
  if (Array.isArray(value)) return value.map((one: unknown) => asTree(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTree(one, depth + 1)]));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS =
  'And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or Select Split Sub ToJsonString Transform';

const SHORT_FORMS = [
  ...FUNCTIONS.split(' ').map((name) => [`!${name}`, `Fn::${name}`] as const),
  ['!Ref', 'Ref'] as const,
  ['!Condition', 'Condition'] as const,
].flatMap(([tag, name]): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (value: string) => ({ [name]: value }) },
  { tag, collection: 'seq', resolve: (value) => ({ [name]: value.toJSON() as unknown }) },
  { tag, collection: 'map', resolve: (value) => ({ [name]: value.toJSON() as unknown }) },
]);
