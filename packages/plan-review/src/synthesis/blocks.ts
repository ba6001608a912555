import { own } from '../../../../keys/own';
import { isObject } from '../plan/json';
import type { Json, JsonObject } from '../plan/value';

/** A block of Terraform's JSON syntax. */
export interface Block {
  /** `['aws_sqs_queue', 'films']` */
  readonly labels: readonly string[];
  /** Without comments (`//`), where CDKTF keeps its metadata. */
  readonly body: JsonObject;
}

/** How many labels stand before a block's body; none for a keyword that is not here. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  action: 2,
  provider: 1,
  variable: 1,
  output: 1,
  module: 1,
  check: 1,
};

/** All blocks of one keyword, in the document's order. */
export function blocksOf(document: JsonObject, keyword: string): Block[] {
  return collect(own(document, keyword), own(LABELS, keyword) ?? 0, []);
}

/** The syntax allows a list of objects wherever an object may stand. */
function collect(value: Json | undefined, depth: number, labels: readonly string[]): Block[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as Json[]).flatMap((one) => collect(one, depth, labels));
  if (!isObject(value)) return [{ labels, body: { value } }]; // Terraform would refuse it: shown as it is
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  if (depth === 0) return [{ labels, body: Object.fromEntries(entries) }];
  return entries.flatMap(([label, child]) => collect(child, depth - 1, [...labels, label]));
}
