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
export function asAnswered(description: TableDescription): TableDescription {
  const answered = { ...SILENT, ...description };
  const indexes = [...answered.globalIndexes].map(([name, one]) => [name, { onDemandLimits: null, ...one }] as const);
  return { ...answered, globalIndexes: new Map(indexes) };
}
