/** An item without some of its attributes. */
export function without<Item extends object, Key extends keyof Item>(item: Item, ...keys: Key[]): Omit<Item, Key> {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key as Key))) as Omit<Item, Key>;
}
