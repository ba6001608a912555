/** DynamoDB's TTL counts in whole seconds; `Date.now()` in milliseconds. */
export function epochSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
