import type { TableConfig } from './table-schema';

/** What a table gets: what an adoption keeps goes before what is configured. */
export const settingsOf = ({ adopt, ...config }: TableConfig) => ({ ...config, ...adopt });
