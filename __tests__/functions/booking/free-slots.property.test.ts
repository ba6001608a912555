import fc from 'fast-check';
import { freeSlots, takenBy, whyNot, type Calendar, type Terms } from '../../../functions/booking/shared/free-slots';
import { addDays, cellOf, clockAt, weekdayOf } from '../../../functions/booking/shared/time';
import type { DayHours, Interval } from '../../../model/booking/items/hours';
import { night, wallClock } from './support/zones';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clockWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const wallTime = (cell: number): string => clockWords(cell * 5);
/** Of a day, or of its night. */
const interval = (latest: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(fc.nat(latest - 1), fc.integer({ min: 1, max: latest }))
    .map(([from, length]) => ({ from: wallTime(from), to: wallTime(Math.min(from + length, latest)) }));
const someInterval = fc.oneof(interval(60), interval(288));
const dayHours: fc.Arbitrary<DayHours> = fc.record({
  open: fc.array(someInterval, { maxLength: 3 }),
  breaks: fc.array(someInterval, { maxLength: 2 }),
});

const scene = night.chain(({ timeZone, around }) => {
  const { date } = clockAt(timeZone, around);
  const dates = [-1, 0, 1].map((days) => addDays(date, days));
  return fc.record({
    timeZone: fc.constant(timeZone),
    from: fc.constant(around),
    length: fc.integer({ min: 0, max: 20 * 60 }),
    weekly: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
    exceptions: fc.dictionary(fc.constantFrom(...dates), dayHours),
    taken: fc.array(fc.tuple(fc.integer({ min: -100, max: 400 }), fc.integer({ min: 1, max: 8 })), { maxLength: 4 }),
    duration: fc.record({
      durationMinutes: fc.integer({ min: 1, max: 24 }).map((cells) => cells * 5),
      bufferBeforeMinutes: fc.nat(3).map((cells) => cells * 5),
      bufferAfterMinutes: fc.nat(3).map((cells) => cells * 5),
    }),
    stepMinutes: fc.constantFrom(5, 10, 15, 20, 30, 45, 60),
    leadMinutes: fc.nat(180),
    horizonDays: fc.integer({ min: 1, max: 3 }),
    sinceNow: fc.integer({ min: -300, max: 600 }),
  });
});

type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

function calendarOf({ weekly, exceptions, taken, from }: Scene): Calendar {
  const cells = taken.flatMap(([start, length]) => Array.from({ length }, (_, index) => cellOf(from) + start + index));
  return {
    hours: new Map(weekly.map((hours, index) => [index + 1, hours])),
    exceptions: new Map(Object.entries(exceptions)),
    taken: new Map(cells.map((cell) => [cell, 'other'])),
  };
}

const termsOf = (one: Scene): Terms => ({
  duration: one.duration,
  rules: { stepMinutes: one.stepMinutes, leadMinutes: one.leadMinutes, horizonDays: one.horizonDays },
  now: one.from - one.sinceNow * MINUTE,
});

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/**
 * Which minutes somebody works in, by one who watches the clock from the day before: a minute is in an interval when the clock
 * has come to its `from` on that date, and has not yet come to its `to`.
 */
function watch({ timeZone, from, length }: Scene, { hours, exceptions, taken }: Calendar) {
  const clock = wallClock(timeZone);
  const works = new Map<number, { date: string; minute: number; works: boolean }>();
  let date = '';
  let latest = 0;
  for (let instant = from - 27 * HOUR; instant < from + length * MINUTE + 3 * HOUR; instant += MINUTE) {
    const shown = clock(instant);
    latest = shown.date === date ? Math.max(latest, shown.minute) : shown.minute;
    date = shown.date;
    const day = exceptions.get(date) ?? hours.get(weekdayOf(date))!;
    const isIn = (one: Interval) => minuteOf(one.from) <= latest && latest < minuteOf(one.to);
    const isWorking = day.open.some(isIn) && !day.breaks.some(isIn) && !taken.has(cellOf(instant));
    works.set(instant, { ...shown, works: isWorking });
  }
  return works;
}

test('slots are those that somebody finds who watches the clock, minute by minute', () => {
  let found = 0;
  fc.assert(
    fc.property(scene, (one) => {
      const calendar = calendarOf(one);
      const terms = termsOf(one);
      const to = one.from + one.length * MINUTE;
      const works = watch(one, calendar);
      const expected: string[] = [];
      for (let start = one.from; start < to; start += 5 * MINUTE) {
        const takes = takenBy(terms.duration, start);
        const isIn = (instant: number) =>
          works.get(instant)?.works === true && works.get(instant)?.date === works.get(start)?.date;
        const minutes = Array.from(
          { length: (takes.to - takes.from) / MINUTE },
          (_, index) => takes.from + index * MINUTE,
        );
        const inTime = start >= terms.now + one.leadMinutes * MINUTE && start <= terms.now + one.horizonDays * DAY;
        const onStep = works.get(start)!.minute % one.stepMinutes === 0;
        if (inTime && onStep && minutes.every(isIn)) expected.push(new Date(start).toISOString());
      }
      const slots = freeSlots([{ providerId: 'ana', timeZone: one.timeZone, calendar }], terms, one.from, to);
      expect(slots.map(({ startsAt }) => startsAt)).toEqual(expected);
      const clock = wallClock(one.timeZone);
      for (const { startsAt, free } of slots) {
        const { date, minute } = clock(Date.parse(startsAt));
        expect(free[0]?.localTime).toBe(`${date}T${clockWords(minute)}`);
      }
      found += slots.length;
    }),
    { numRuns: 200 },
  );
  expect(found).toBeGreaterThan(200);
});

test('what is offered can be booked, and what can be booked on a step is offered', () => {
  fc.assert(
    fc.property(scene, (one) => {
      const calendar = calendarOf(one);
      const terms = termsOf(one);
      const to = one.from + one.length * MINUTE;
      const worker = { providerId: 'ana', timeZone: one.timeZone, calendar };
      const offered = new Set(freeSlots([worker], terms, one.from, to).map(({ startsAt }) => Date.parse(startsAt)));
      const bookable: number[] = [];
      for (let start = one.from; start < to; start += 5 * MINUTE) {
        const onStep = clockAt(one.timeZone, start).minute % one.stepMinutes === 0;
        if (onStep && !whyNot(worker, terms, start, takenBy(terms.duration, start))) bookable.push(start);
      }
      expect([...offered]).toEqual(bookable);
    }),
    { numRuns: 100 },
  );
});

test('of several, a time has all who are free then and nobody else', () => {
  fc.assert(
    fc.property(fc.array(scene, { minLength: 1, maxLength: 4 }), ([first, ...others]) => {
      const scenes = [first!, ...others];
      const to = first!.from + first!.length * MINUTE;
      const terms = termsOf(first!);
      const workers = scenes.map((one, index) => ({
        providerId: `p${index}`,
        timeZone: one.timeZone,
        calendar: calendarOf({ ...one, from: first!.from }),
      }));
      const together = freeSlots(workers, terms, first!.from, to);
      const alone = workers.map((worker) => freeSlots([worker], terms, first!.from, to));
      expect(together.map(({ startsAt }) => startsAt)).toEqual(
        [...new Set(alone.flat().map(({ startsAt }) => startsAt))].sort(),
      );
      for (const slot of together) {
        expect(slot.free).toEqual(
          alone.flatMap((slots) =>
            slots.filter(({ startsAt }) => startsAt === slot.startsAt).flatMap(({ free }) => free),
          ),
        );
      }
    }),
    { numRuns: 100 },
  );
});
