import type { HoursInput, Interval } from '../../../api/booking/schema.types';

/** What somebody has written is no time. The message says what to do. */
export class WrittenWrong extends Error {
  override readonly name = 'WrittenWrong';
}

const ONE = /^(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})$/;

/**
 * `09:00–13:00, 14:00–18:00`: as text, since a browser's field for a time knows no 24:00, and a day may have any number of them.
 *
 * @throws WrittenWrong
 */
export function readIntervals(text: string): Pick<Interval, 'from' | 'to'>[] {
  const parts = text.split(/[,;]/).map((part) => part.trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const [, from, to] = ONE.exec(part) ?? [];
      if (from === undefined || to === undefined)
        throw new WrittenWrong(`“${part}” is not understood. Write times as 09:00–13:00, with a comma between two.`);
      return { from: from.padStart(5, '0'), to: to.padStart(5, '0') };
    });
}

export const writeIntervals = (intervals: readonly Pick<Interval, 'from' | 'to'>[]): string =>
  intervals.map(({ from, to }) => `${from}–${to}`).join(', ');

/** @throws WrittenWrong */
export const readHours = (open: string, breaks: string): HoursInput => ({
  open: readIntervals(open),
  breaks: readIntervals(breaks),
});
