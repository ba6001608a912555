import type { TableDescription } from '../description';
import type { Difference } from './difference';
import { compareIndexes } from './indexes';
import { compareKey } from './key';
import { compareSettings } from './settings';

/**
 * Each setting in which a table that exists is not what is declared, and what a deploy would do about it. What the
 * declaration leaves out stays as it is; what the source of the table leaves out is `unseen`.
 */
export const compareTables = (existing: TableDescription, declared: TableDescription): Difference[] => [
  ...compareKey(existing, declared),
  ...compareIndexes(existing, declared),
  ...compareSettings(existing, declared),
];
