import fc from 'fast-check';
import { addDays, clockAt, firstInstant } from '../../../functions/booking/shared/time';
import { night, wallClock } from './support/zones';

const MINUTE = 60_000;

test('a clock shows what Intl says that it shows', () => {
  fc.assert(
    fc.property(night, ({ timeZone, around }) => {
      expect(clockAt(timeZone, around)).toEqual(wallClock(timeZone)(around));
    }),
    { numRuns: 500 },
  );
});

test('the first instant of a time is the one that somebody finds who looks at the clock each minute', () => {
  fc.assert(
    fc.property(night, fc.oneof(fc.nat(48), fc.nat(288)), ({ timeZone, around }, cell) => {
      const { date } = clockAt(timeZone, around);
      const clock = wallClock(timeZone);
      let instant = around - 27 * 60 * MINUTE;
      const hasCome = (now: number): boolean => {
        const shown = clock(now);
        return shown.date > date || (shown.date === date && shown.minute >= cell * 5);
      };
      while (!hasCome(instant)) instant += MINUTE;
      expect(firstInstant(timeZone, date, cell * 5)).toBe(instant);
    }),
    { numRuns: 400 },
  );
});

test('a date ends where the next one begins', () => {
  fc.assert(
    fc.property(night, ({ timeZone, around }) => {
      const { date } = clockAt(timeZone, around);
      expect(firstInstant(timeZone, date, 24 * 60)).toBe(firstInstant(timeZone, addDays(date, 1), 0));
    }),
    { numRuns: 500 },
  );
});
