/** What begins the line of a request that failed through no fault of its caller: HTTP says 200, and no metric of AppSync counts it. */
export const REQUEST_FAILED = 'REQUEST_FAILED';

/** One line in the API's log, which a metric filter counts (stacks/room-cache/observability.ts). */
export function logFailure(whatFailed: string): void {
  // eslint-disable-next-line no-console -- it is AppSync's way into its log
  console.error(`${REQUEST_FAILED} ${whatFailed}`);
}

/** One line in the API's log for an item that is set aside: its key, never what is in it. */
export function logSetAside(table: string, key: string, problem: string | undefined): void {
  // eslint-disable-next-line no-console -- it is AppSync's way into its log
  console.error(`An item is of another shape and is set aside: ${table} ${key}: ${problem}`);
}
