/** One line in the API's log for an item that is set aside: its key, never what is in it. */
export function logSetAside(table: string, key: string, problem: string | undefined): void {
  // eslint-disable-next-line no-console -- it is AppSync's way into its log
  console.error(`An item is of another shape and is set aside: ${table} ${key}: ${problem}`);
}
