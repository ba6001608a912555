import { isObject, isSame, ownOf } from '../plan/json';
import type { Json, JsonObject } from '../plan/value';

export interface Pair {
  readonly before?: Json;
  readonly after?: Json;
  /** How a path goes on: the element's name where it has one, or its place. */
  readonly step: string | number;
  /** Place of `after`. */
  readonly afterIndex?: number;
}

/** Attributes by which the elements of a list are told apart, the most telling first: of policies, tables, tags, containers. */
const NAMES = ['Sid', 'sid', 'id', 'name', 'Name', 'index_name', 'key', 'Key', 'rule_id', 'region_name'];

/**
 * Which element became which: those of one name belong together; of others, the same in another place are left out, and
 * what is left is paired in its order, or, of plain values, by its place. Terraform writes sets as lists, too.
 *
 * @returns only what differs; nothing when there is the same in another order
 */
export function pairElements(before: readonly Json[], after: readonly Json[]): Pair[] {
  const name = nameOf(before, after);
  if (name !== undefined) return pairNamed(name, before as readonly JsonObject[], after as readonly JsonObject[]);
  const [gone, come] = withoutTwins(before, after);
  if ([...gone, ...come].every(([, value]) => isObject(value))) {
    const longer = Math.max(gone.length, come.length);
    return Array.from({ length: longer }, (_, index) => pair(gone[index], come[index]));
  }
  const places = new Map(come.map((one) => [one[0], one]));
  const left = new Set(gone.map(([index]) => index));
  const alone = come.filter(([index]) => !left.has(index));
  return [...gone.map((one) => pair(one, places.get(one[0]))), ...alone.map((one) => pair(undefined, one))];
}

type Place = readonly [index: number, value: Json];

/** What is on one side only; each element has one twin at most. */
function withoutTwins(before: readonly Json[], after: readonly Json[]): [gone: Place[], come: Place[]] {
  const waiting = new Map<string, number[]>();
  before.forEach((value, index) => {
    const key = spell(value);
    const same = waiting.get(key);
    if (same) same.push(index);
    else waiting.set(key, [index]);
  });
  const come = [...after.entries()].filter(([, value]) => waiting.get(spell(value))?.pop() === undefined);
  const left = new Set([...waiting.values()].flat());
  return [[...before.entries()].filter(([index]) => left.has(index)), come];
}

/** The same text for the same value, in whatever order its keys stand. */
const spell = (value: Json): string =>
  JSON.stringify(value, (_, child: unknown) =>
    isObject(child) ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1))) : child,
  );

function pairNamed(name: string, before: readonly JsonObject[], after: readonly JsonObject[]): Pair[] {
  const step = (one: JsonObject): string => ownOf(one, name) as string;
  const places = new Map(after.map((one, index) => [step(one), index]));
  const old = new Set(before.map(step));
  const changed = before.map((one): Pair => {
    const afterIndex = places.get(step(one));
    const found = afterIndex === undefined ? {} : { after: after[afterIndex]!, afterIndex };
    return { before: one, ...found, step: `[${step(one)}]` };
  });
  const added = [...after.entries()].filter(([, one]) => !old.has(step(one)));
  return [
    ...changed.filter((one) => !isSame(one.before, one.after)),
    ...added.map(([afterIndex, one]): Pair => ({ after: one, afterIndex, step: `[${step(one)}]` })),
  ];
}

/** @returns undefined when there is none that all elements have, each another one */
function nameOf(before: readonly Json[], after: readonly Json[]): string | undefined {
  const isName = (name: string, list: readonly Json[]): boolean => {
    const names = list.map((one) => ownOf(one, name));
    return names.every((one) => typeof one === 'string' && one !== '') && new Set(names).size === names.length;
  };
  if (before.length + after.length === 0) return undefined;
  return NAMES.find((name) => isName(name, before) && isName(name, after));
}

function pair(gone: Place | undefined, come: Place | undefined): Pair {
  return {
    ...(gone && { before: gone[1] }),
    ...(come && { after: come[1], afterIndex: come[0] }),
    step: come?.[0] ?? gone?.[0] ?? 0,
  };
}
