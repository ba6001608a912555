/*
 * An item of a table, whichever system's. Resolvers read items, too, so this keeps to what APPSYNC_JS has.
 */

/** An item as it comes out of a table: numbers as numbers, sets as lists. */
export type Attributes = Readonly<Record<string, unknown>>;

/** An item that was understood, or what is wrong with it: an attribute and what is allowed, never its value. */
export type Reading<T> = { readonly value?: T; readonly problem?: string };

/** Whether an item is still to be served: DynamoDB may delete an expired one days later. @param item `ttl` in epoch seconds */
export function isLiveAt(item: { readonly ttl: number }, nowSeconds: number): boolean {
  return item.ttl > nowSeconds;
}
