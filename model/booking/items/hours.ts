import * as z from 'zod/mini';
import { readerOf, wallTime } from './values';

const interval = z
  .object({ from: wallTime, to: wallTime }, 'is not from and to')
  .check(z.refine(({ from, to }) => from < to, { error: 'is not after from', path: ['to'] }));
const intervals = z.array(interval, 'is not a list').check(z.maxLength(24, 'is not up to 24 intervals'));

const hours = z.object({
  /** When the provider works. None: it is closed. */
  open: intervals,
  /** When it does not, all the same. */
  breaks: intervals,
});

/** On the clock of the provider. */
export type Interval = z.infer<typeof interval>;
/** A weekday's hours, or those of one date, which stand in their place. */
export type DayHours = z.infer<typeof hours>;
export const readHours = readerOf(hours);

export const CLOSED: DayHours = { open: [], breaks: [] };
