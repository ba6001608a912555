import { own } from '../../../../keys/own';
import { isObject } from '../plan/json';
import type { Json, JsonObject } from '../plan/value';
import { blocksOf } from './blocks';

/** A resource, or one of those that its `count` or `for_each` makes; a module call counts as one of type `module`. */
export interface Instance {
  /** `aws_sqs_queue.films["a"]` */
  readonly address: string;
  /** `aws_sqs_queue.films` */
  readonly block: string;
  readonly type: string;
  /** As the document has it, in one order where order says nothing; of one of several, with its `each.value`. */
  readonly body: JsonObject;
}

export type Instances = ReadonlyMap<string, Instance>;

/** More than anybody means: a document that says so is not counted out. */
const MOST = 10_000;

/**
 * What both documents configure. A `count` or `for_each` that is an expression on either side cannot be counted: then the
 * resource stands for all that it makes.
 */
export function instancesOf(before: JsonObject, after: JsonObject): readonly [Instances, Instances] {
  const [prior, next] = [resourcesOf(before), resourcesOf(after)];
  const uncounted = new Set(
    [...prior, ...next].filter((one) => keysOf(one.body) === undefined).map((one) => one.block),
  );
  const expand = (list: readonly Instance[]): Instances =>
    new Map(
      list
        .flatMap((one) => (uncounted.has(one.block) ? [one] : split(one)))
        .map((instance) => [instance.address, instance]),
    );
  return [expand(prior), expand(next)];
}

/** Addresses of all that is configured, also with a `count` of 0. */
export const blocksIn = (document: JsonObject): Set<string> => new Set(resourcesOf(document).map(({ block }) => block));

function resourcesOf(document: JsonObject): Instance[] {
  const make = (address: string, type: string, body: JsonObject): Instance => ({
    address,
    block: address,
    type,
    body: inOrder(body),
  });
  return [
    ...blocksOf(document, 'resource').map(({ labels, body }) => make(labels.join('.'), labels[0] ?? '', body)),
    ...blocksOf(document, 'module').map(({ labels, body }) => make(['module', ...labels].join('.'), 'module', body)),
  ];
}

function inOrder(body: JsonObject): JsonObject {
  const { depends_on: names } = body;
  return Array.isArray(names) ? { ...body, depends_on: (names as Json[]).map(String).sort() } : body;
}

function split(one: Instance): Instance[] {
  const { for_each: forEach } = one.body;
  const body = Object.entries(one.body).filter(([name]) => name !== 'count' && name !== 'for_each');
  return (keysOf(one.body) ?? []).map((key) => {
    if (key === undefined) return one;
    const each = typeof key === 'string' && isObject(forEach) ? { 'each.value': own(forEach, key) ?? null } : {};
    return { ...one, address: `${one.block}[${JSON.stringify(key)}]`, body: { ...Object.fromEntries(body), ...each } };
  });
}

/** @returns undefined alone for a resource that is not repeated; undefined when it cannot be counted */
function keysOf({ count, for_each: forEach }: JsonObject): readonly (string | number | undefined)[] | undefined {
  if (isObject(forEach)) {
    const keys = Object.keys(forEach);
    return keys.some((key) => key.includes('${')) ? undefined : keys;
  }
  if (forEach !== undefined && forEach !== null) return undefined;
  if (count === undefined || count === null) return [undefined];
  const number = typeof count === 'string' && /^\d+$/.test(count) ? Number(count) : count;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > MOST) return undefined;
  return Array.from({ length: number }, (_, index) => index);
}
