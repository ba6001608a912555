import type { Index, Key, KeyAttribute, Limits, Projection } from '../description';

export const showAttribute = (one: KeyAttribute | undefined): string => (one ? `${one.name} (${one.type})` : 'none');

/** `roomId (S) + sequenceIndex (N)` */
const showKey = ([hash, range]: Key): string =>
  range ? `${showAttribute(hash)} + ${showAttribute(range)}` : showAttribute(hash);

/** `status (S) with all attributes` */
export function showIndex({ key, projection }: Index): string {
  return `${key ? showKey(key) : 'a key that is not said'} with ${showProjection(projection)}`;
}

function showProjection(projection: Projection | undefined): string {
  if (projection === undefined) return 'attributes that are not said';
  if (projection === 'ALL') return 'all attributes';
  return projection === 'KEYS_ONLY' ? 'the keys alone' : projection.join(', ');
}

/** `at most 500 read and 500 write units` */
export function showLimits(limits: Limits | null): string {
  const { read, write } = limits ?? {};
  if (read === undefined && write === undefined) return 'no limit';
  const parts = [...(read === undefined ? [] : [`${read} read`]), ...(write === undefined ? [] : [`${write} write`])];
  return `at most ${parts.join(' and ')} units`;
}
