import type { TableDescription } from '../description';

/** What AWS means where it answers nothing. */
const SILENT = {
  localIndexes: new Map(),
  globalIndexes: new Map(),
  /** Of a table that is older than on-demand billing. */
  billingMode: 'PROVISIONED',
  onDemandLimits: null,
  stream: null,
  encryption: 'DEFAULT',
  deletionProtection: false,
  tableClass: 'STANDARD',
  replicas: [],
} satisfies Partial<TableDescription>;

/** A table of which AWS itself was asked: what it does not answer is not there, or off. */
export const asAnswered = (description: TableDescription): TableDescription => ({ ...SILENT, ...description });
