import { isObject, isSame } from '../plan/json';
import type { Json, JsonObject } from '../plan/model';

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
  const [gone, come] = [[...before.entries()], [...after.entries()]];
  for (let index = gone.length - 1; index >= 0; index -= 1) {
    const twin = come.findIndex(([, value]) => isSame(value, gone[index]![1]));
    if (twin < 0) continue;
    gone.splice(index, 1);
    come.splice(twin, 1);
  }
  if ([...gone, ...come].every(([, value]) => isObject(value))) {
    const longer = Math.max(gone.length, come.length);
    return Array.from({ length: longer }, (_, index) => pair(gone[index], come[index]));
  }
  const inPlace = (one: [number, Json]) => come.find(([index]) => index === one[0]);
  const alone = come.filter(([index]) => !gone.some(([other]) => other === index));
  return [...gone.map((one) => pair(one, inPlace(one))), ...alone.map((one) => pair(undefined, one))];
}

function pairNamed(name: string, before: readonly JsonObject[], after: readonly JsonObject[]): Pair[] {
  const step = (one: JsonObject): string => one[name] as string;
  const changed = before.map((one): Pair => {
    const afterIndex = after.findIndex((other) => step(other) === step(one));
    const found = afterIndex < 0 ? {} : { after: after[afterIndex]!, afterIndex };
    return { before: one, ...found, step: `[${step(one)}]` };
  });
  const added = [...after.entries()].filter(([, one]) => !before.some((other) => step(other) === step(one)));
  return [
    ...changed.filter((one) => !isSame(one.before, one.after)),
    ...added.map(([afterIndex, one]): Pair => ({ after: one, afterIndex, step: `[${step(one)}]` })),
  ];
}

/** @returns undefined when there is none that all elements have, each another one */
function nameOf(before: readonly Json[], after: readonly Json[]): string | undefined {
  const isName = (name: string, list: readonly Json[]): boolean => {
    const names = list.map((one) => (isObject(one) ? one[name] : undefined));
    return names.every((one) => typeof one === 'string' && one !== '') && new Set(names).size === names.length;
  };
  if (before.length + after.length === 0) return undefined;
  return NAMES.find((name) => isName(name, before) && isName(name, after));
}

function pair(gone: [number, Json] | undefined, come: [number, Json] | undefined): Pair {
  return {
    ...(gone && { before: gone[1] }),
    ...(come && { after: come[1], afterIndex: come[0] }),
    step: come?.[0] ?? gone?.[0] ?? 0,
  };
}
