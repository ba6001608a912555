import type { Index, Key, KeyAttribute, Limits } from '../description';

export const showAttribute = (one: KeyAttribute | undefined): string => (one ? `${one.name} (${one.type})` : 'none');

/** `roomId (S) + sequenceIndex (N)` */
const showKey = ([hash, range]: Key): string =>
  range ? `${showAttribute(hash)} + ${showAttribute(range)}` : showAttribute(hash);

/** `status (S) with all attributes` */
export function showIndex({ key, projection }: Index): string {
  if (projection === 'ALL') return `${showKey(key)} with all attributes`;
  if (projection === 'KEYS_ONLY') return `${showKey(key)} with the keys alone`;
  return `${showKey(key)} with ${projection.join(', ')}`;
}

/** `at most 500 read and 500 write units` */
export function showLimits(limits: Limits | null): string {
  const { read, write } = limits ?? {};
  if (read === undefined && write === undefined) return 'no limit';
  const parts = [...(read === undefined ? [] : [`${read} read`]), ...(write === undefined ? [] : [`${write} write`])];
  return `at most ${parts.join(' and ')} units`;
}
