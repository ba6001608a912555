import type { Attributes, Reading } from '../../model/item';
import type { Log, Metrics } from './ports';

/** Where a store says what it could not read. */
export interface ItemPorts {
  readonly log: Pick<Log, 'warn'>;
  readonly metrics: Pick<Metrics, 'count'>;
}

/** How an item is understood. */
export type Reader<T> = (item: Attributes) => Reading<T>;

/**
 * Reads an item that a table has. One that is of another shape is set aside: counted as `ItemSetAside`, and logged with its
 * key. For the caller it is not there.
 *
 * @param key names the item in the log, which must not show what members wrote
 */
export function readItem<T>(
  { log, metrics }: ItemPorts,
  table: string,
  key: Readonly<Record<string, string | number>>,
  item: Attributes,
  reader: Reader<T>,
): T | undefined {
  const { value, problem } = reader(plain(item));
  if (value !== undefined) return value;
  metrics.count('ItemSetAside');
  log.warn('An item is of another shape and is set aside', { table, key, problem });
  return undefined;
}

/** Sets as lists, as AppSync has them. */
export function plain(item: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, value instanceof Set ? [...(value as Set<unknown>)] : value]),
  );
}
