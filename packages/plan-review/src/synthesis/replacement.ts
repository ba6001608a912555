import { isDeepStrictEqual } from 'node:util';
import { own } from '../../../../keys/own';
import { isObject } from '../plan/json';
import type { Path } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { replacedBy } from '../resources/stateful';

/**
 * The attributes of an update that force a replacement. Only the provider knows: of types that hold data a list is kept,
 * of all others nothing is said.
 */
export function replacePathsOf(type: string, before: JsonObject, after: JsonObject): Path[] {
  const ignored = lifecycleOf(after).ignore_changes;
  if (ignored === 'all') return [];
  const isIgnored = (name: string): boolean => Array.isArray(ignored) && ignored.includes(name);
  return replacedBy(type)
    .filter((name) => !isIgnored(name) && !isDeepStrictEqual(own(before, name) ?? null, own(after, name) ?? null))
    .map((name) => [name]);
}

/** What a replacement does, in order. */
export const replaceSteps = (after: JsonObject): readonly string[] =>
  lifecycleOf(after).create_before_destroy === true ? ['create', 'delete'] : ['delete', 'create'];

/** A block may stand in a list. */
function lifecycleOf({ lifecycle }: JsonObject): JsonObject {
  const block: Json | undefined = Array.isArray(lifecycle) ? (lifecycle as Json[])[0] : lifecycle;
  return isObject(block) ? block : {};
}
