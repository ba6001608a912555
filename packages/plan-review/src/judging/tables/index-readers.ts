import type { Plan } from '../../plan/model';
import { many } from '../../render/phrase';

export interface TableIndex {
  readonly table: string;
  readonly index: string;
}

/** What CloudWatch knows of one index. */
export interface Readers {
  readonly days: number;
  readonly lastRead: string | null;
  readonly units: number | null;
}

/** @returns undefined when nobody has asked, or CloudWatch has not answered */
export function readersOf({ table, index }: TableIndex, { indexReads }: Plan): Readers | undefined {
  if (indexReads === undefined || 'why' in indexReads) return undefined;
  const found = indexReads.indexes.find((one) => one.table === table && one.index === index);
  return found && { ...found, days: indexReads.days };
}

/** `it was last read on 2026-11-25: 1,234.5 read units in the last 90 days` */
export function describeReaders(of: TableIndex, plan: Plan): string {
  const readers = readersOf(of, plan);
  if (readers) return describe(readers);
  const { indexReads } = plan;
  return indexReads && 'why' in indexReads
    ? `who still reads it could not be looked up: ${indexReads.why}`
    : 'who still reads it was not looked up: only a review that plans an environment asks CloudWatch';
}

function describe({ days, lastRead, units }: Readers): string {
  const time = `in the last ${days} days`;
  if (units === null) return `CloudWatch has no figure of it ${time}, as of an index that nobody reads`;
  if (lastRead === null) return `nobody has read it ${time}`;
  return `it was last read on ${lastRead}: ${showUnits(units)} ${time}`;
}

/** An eventually consistent read of 4 KB takes half a unit. */
export const showUnits = (units: number): string =>
  units === 1 ? many(1, 'read unit') : `${units.toLocaleString('en', { maximumFractionDigits: 1 })} read units`;
