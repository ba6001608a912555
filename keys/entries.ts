/** The keys of an object that has no others than its type says: one that is written out in the source. */
export const keysOf = <K extends string>(object: Readonly<Record<K, unknown>>): K[] => Object.keys(object) as K[];

/** An object of the same keys, each with what is made of it. */
export const forEachKey = <K extends string, T>(
  object: Readonly<Record<K, unknown>>,
  make: (key: K) => T,
): Record<K, T> => Object.fromEntries(keysOf(object).map((key) => [key, make(key)])) as Record<K, T>;

/** A copy without some of its keys. */
export function omit<T extends object, K extends keyof T>(object: T, ...keys: readonly K[]): Omit<T, K> {
  const left = { ...object };
  for (const key of keys) delete left[key];
  return left;
}
