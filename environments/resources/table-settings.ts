import type { TableConfig } from './table';

/** What a table gets: what an adoption keeps goes before what is configured. */
export const settingsOf = ({ adopt, ...config }: TableConfig) => ({ ...config, ...adopt });

/** Whether Application Auto Scaling sets the capacity of one of these tables, or of an index of one. */
export const isAutoscaled = ({ tables }: { readonly tables: Readonly<Record<string, TableConfig>> }): boolean =>
  Object.values(tables).some(isScaled);

function isScaled(table: TableConfig): boolean {
  const { billing, globalIndexes = {}, released } = settingsOf(table);
  if (released) return false; // somebody else looks after it
  const capacities = [...(billing.mode === 'PROVISIONED' ? [billing] : []), ...Object.values(globalIndexes)];
  return capacities.some(({ read, write }) => [read, write].some((units) => typeof units === 'object'));
}
