import { FUNCTIONS } from '../../model/booking/functions';
import { TABLES, type TableEntry } from '../../model/booking/tables';
import { keysOf } from '../../keys/entries';
import type { Counts } from './server';
import { functionIn, type World } from './world';

/** What something has cost, counted. */
export interface Counted {
  /** Of DynamoDB. */
  readonly requests: number;
  readonly readUnits: number;
  /** With those of indexes. */
  readonly writeUnits: number;
  /** What of them writes to indexes take. The local DynamoDB counts none: they are its count of the table, for each index that has the item. */
  readonly indexUnits: number;
  /** By function, as the system calls it. */
  readonly invocations: Readonly<Record<string, number>>;
  /** Of the functions' own logs, by function. */
  readonly logBytes: Readonly<Record<string, number>>;
}

/** As the tables have it. */
export type Item = Readonly<Record<string, unknown>>;

/** What a piece of work costs. @param booked one of the bookings that it makes, which all have the same keys. Default: it makes none */
export async function counted(
  world: World,
  work: () => Promise<void>,
  booked: () => Promise<Item | undefined> = () => Promise.resolve(undefined),
): Promise<Counted & { readonly operations: Readonly<Record<string, number>> }> {
  const before = await world.counts();
  await work();
  const after = await settled(world);
  const item = await booked();
  const ofTable = (of: Counts, table: string) => of.tables[table] ?? { readUnits: 0, writeUnits: 0 };
  const writesOf = (table: string) => ofTable(after, table).writeUnits - ofTable(before, table).writeUnits;
  const all = Object.keys(after.tables);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const indexUnits = item === undefined ? 0 : writesOf(world.tables.bookings) * indexesOf(item);
  const operations = difference(
    mapped(before.dynamodb, ({ requests }) => requests),
    mapped(after.dynamodb, ({ requests }) => requests),
  );
  const byName = (of: Readonly<Record<string, number>>) =>
    Object.fromEntries(keysOf(FUNCTIONS).map((fn) => [fn, of[functionIn(fn)] ?? 0]));
  return {
    requests: sum(Object.values(operations)),
    readUnits: sum(all.map((table) => ofTable(after, table).readUnits - ofTable(before, table).readUnits)),
    writeUnits: sum(all.map(writesOf)) + indexUnits,
    indexUnits,
    invocations: difference(byName(before.lambda), byName(after.lambda)),
    logBytes: difference(byName(before.logBytes), byName(after.logBytes)),
    operations,
  };
}

/** Indexes of the table of bookings that have an item: those whose keys it has. */
function indexesOf(item: Item): number {
  const { globalIndexes = {} }: TableEntry = TABLES.bookings;
  return Object.values(globalIndexes).filter(({ hashKey, rangeKey }) =>
    [hashKey, rangeKey].every((key) => key === undefined || item[key.name] !== undefined),
  ).length;
}

/** A function's lines come after its answer: the last of an invocation is that of its metrics, which counts the message. */
async function settled(world: World): Promise<Counts> {
  for (;;) {
    const counts = await world.counts();
    if ((counts.metrics['MessageAnswered']?.count ?? 0) === (counts.lambda[functionIn('agent')] ?? 0)) return counts;
  }
}

const mapped = <T>(of: Readonly<Record<string, T>>, to: (value: T) => number): Record<string, number> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, to(value)]));

/** Without what is the same. */
const difference = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(after).flatMap(([name, value]) => {
      const more = value - (before[name] ?? 0);
      return more === 0 ? [] : [[name, more] as const];
    }),
  );
