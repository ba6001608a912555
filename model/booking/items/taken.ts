import type { Attributes, Reading } from '../../item';

/**
 * What of a provider's day is taken. This one item decides which bookings stand: a booking's own item says its details.
 * A booking has all of its cells at once, or none; once it is gone, it never gets any again.
 */
export interface Taken {
  /** By cell (time.ts), the booking that has it; empty text for one that nobody knows. */
  readonly cells: ReadonlyMap<number, string>;
  /** By booking that had cells here and gave them up, the booking that it was moved to; undefined when it was cancelled. */
  readonly gone: ReadonlyMap<string, string | undefined>;
}

/** Of 1985, and of 2129: between them, a name is a digit and four more characters, which is no word that DynamoDB reserves. */
export const FIRST_CELL = 36 ** 4;
export const LAST_CELL = 10 * 36 ** 4 - 1;
const CELL = /^c(\d[\da-z]{4})$/;
const GONE = 'gone#';
export const CANCELLED = '-';

/** `c3jeo0`, base 36: short, since a condition names each cell. */
export const cellName = (cell: number): string => `c${cell.toString(36)}`;
export const goneName = (bookingId: string): string => `${GONE}${bookingId}`;

/** Never a problem: of what nobody knows, a cell is taken all the same. */
export function readTaken(item: Attributes): Reading<Taken> {
  const cells = new Map<number, string>();
  const gone = new Map<string, string | undefined>();
  for (const [name, value] of Object.entries(item)) {
    const cell = CELL.exec(name)?.[1];
    if (cell !== undefined) cells.set(Number.parseInt(cell, 36), typeof value === 'string' ? value : '');
    else if (name.startsWith(GONE)) {
      const isMoved = typeof value === 'string' && value !== CANCELLED;
      gone.set(name.slice(GONE.length), isMoved ? value : undefined);
    }
  }
  return { value: { cells, gone } };
}
