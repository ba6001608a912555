import { freeSlots, type Calendar, type Terms, type Worker } from '../../../functions/booking/shared/free-slots';
import { cellOf } from '../../../functions/booking/shared/time';
import { CLOSED, type DayHours } from '../../../model/booking/items/hours';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const hours = (...open: [string, string][]): DayHours => ({
  open: open.map(([from, to]) => ({ from, to })),
  breaks: [],
});
const calendar = (day: DayHours, more: Partial<Calendar> = {}): Calendar => ({
  hours: new Map(EVERY_DAY.map((weekday) => [weekday, day])),
  exceptions: new Map(),
  taken: new Map(),
  ...more,
});
const worker = (day: DayHours | Calendar, timeZone = 'Europe/Madrid', providerId = 'ana'): Worker => ({
  ...{ providerId, timeZone },
  calendar: 'open' in day ? calendar(day) : day,
});

interface Asked {
  readonly minutes?: number;
  readonly before?: number;
  readonly after?: number;
  readonly step?: number;
  readonly lead?: number;
  readonly horizon?: number;
  readonly now?: string;
}
const terms = ({ minutes = 60, before = 0, after = 0, step = 30, lead = 0, horizon = 365, now }: Asked): Terms => ({
  duration: { durationMinutes: minutes, bufferBeforeMinutes: before, bufferAfterMinutes: after },
  rules: { stepMinutes: step, leadMinutes: lead, horizonDays: horizon },
  now: Date.parse(now ?? '2026-01-01T00:00:00Z'),
});

/** What the clocks of those who are free show on one date, wherever they are. */
function offered(workers: Worker | Worker[], date: string, asked: Asked = {}): string[] {
  const from = Date.parse(`${date}T00:00:00Z`) - 15 * 3_600_000;
  return freeSlots([workers].flat(), terms(asked), from, from + 54 * 3_600_000)
    .flatMap(({ free }) => free.map(({ localTime }) => localTime))
    .filter((localTime) => localTime.startsWith(date))
    .map((localTime) => localTime.slice(11));
}

/** Cells from one time to another, of UTC. */
const takenBetween = (from: string, to: string): Map<number, string> => {
  const first = cellOf(Date.parse(from));
  const count = cellOf(Date.parse(to)) - first;
  return new Map(Array.from({ length: count }, (_, index) => [first + index, 'other']));
};

test('a slot says when it is in UTC and on the clock of whoever is free', () => {
  const [first, ...others] = freeSlots(
    [worker(hours(['09:00', '10:30']))],
    terms({}),
    Date.parse('2026-06-01T00:00:00Z'),
    Date.parse('2026-06-02T00:00:00Z'),
  );
  expect(first).toEqual({
    startsAt: '2026-06-01T07:00:00.000Z',
    endsAt: '2026-06-01T08:00:00.000Z',
    free: [{ providerId: 'ana', timeZone: 'Europe/Madrid', localTime: '2026-06-01T09:00' }],
  });
  expect(others).toHaveLength(1);
});

test('the last one ends when they close, and none is cut by a break', () => {
  const day = { ...hours(['09:00', '14:00']), breaks: [{ from: '11:00', to: '11:15' }] };
  expect(offered(worker(day), '2026-06-01')).toEqual(['09:00', '09:30', '10:00', '11:30', '12:00', '12:30', '13:00']);
});

test('a day that is closed has none, and one with hours of its own has those', () => {
  const exceptions = new Map([
    ['2026-06-01', CLOSED],
    ['2026-06-02', hours(['18:00', '19:00'])],
  ]);
  const ana = worker(calendar(hours(['09:00', '10:00']), { exceptions }));
  expect(offered(ana, '2026-06-01')).toEqual([]);
  expect(offered(ana, '2026-06-02')).toEqual(['18:00']);
  expect(offered(ana, '2026-06-03')).toEqual(['09:00']);
});

test('a weekday without hours is closed', () => {
  const ana = worker(calendar(CLOSED, { hours: new Map([[1, hours(['09:00', '10:00'])]]) }));
  expect(offered(ana, '2026-06-01')).toEqual(['09:00']); // a Monday
  expect(offered(ana, '2026-06-02')).toEqual([]);
});

test('buffers lie in working hours, and touch what others take', () => {
  const asked = { minutes: 30, before: 10, after: 20, step: 5 };
  const free = worker(hours(['09:00', '10:10']));
  expect(offered(free, '2026-06-01', asked)).toEqual(['09:10', '09:15', '09:20']);
  const taken = takenBetween('2026-06-01T08:00:00Z', '2026-06-01T08:30:00Z'); // 10:00 to 10:30
  const busy = worker(calendar(hours(['09:00', '11:30']), { taken }));
  expect(offered(busy, '2026-06-01', asked)).toEqual(['09:10', '10:40']);
});

test('what begins too soon or too late is not offered; at the very limit it is', () => {
  const ana = worker(hours(['09:00', '12:00']));
  const asked = { lead: 60, horizon: 1, now: '2026-06-01T07:30:00Z' }; // 9:30
  expect(offered(ana, '2026-06-01', asked)).toEqual(['10:30', '11:00']);
  expect(offered(ana, '2026-06-02', asked)).toEqual(['09:00', '09:30']);
  expect(offered(ana, '2026-06-01', { now: '2026-06-01T09:00:00.001Z' })).toEqual([]);
});

test('only what begins between the two instants, the second not included', () => {
  const between = (from: string, to: string) =>
    freeSlots([worker(hours(['09:00', '12:00']))], terms({}), Date.parse(from), Date.parse(to)).map(
      ({ startsAt }) => startsAt,
    );
  expect(between('2026-06-01T07:30:00Z', '2026-06-01T08:30:00Z')).toEqual([
    '2026-06-01T07:30:00.000Z',
    '2026-06-01T08:00:00.000Z',
  ]);
  expect(between('2026-06-01T07:30:00Z', '2026-06-01T07:30:00Z')).toEqual([]);
  expect(between('2026-06-01T07:30:00Z', '2026-06-01T07:00:00Z')).toEqual([]);
});

test('a visitor far away gets the times of the day in their own zone', () => {
  // Tuesday in Auckland (UTC+12) is Monday noon to Tuesday noon in UTC.
  const [from, to] = [Date.parse('2026-06-01T12:00:00Z'), Date.parse('2026-06-02T12:00:00Z')];
  const slots = freeSlots([worker(hours(['09:00', '19:00']))], terms({ minutes: 240, step: 240 }), from, to);
  expect(slots.map(({ free }) => free[0]?.localTime)).toEqual(['2026-06-02T12:00']);
});

test.each([
  ['an hour is left out', 'Europe/Madrid', '2026-03-29', ['01:00', '01:30', '03:00', '03:30']],
  [
    'an hour is there twice',
    'Europe/Madrid',
    '2026-10-25',
    ['01:00', '01:30', '02:00', '02:30', '02:00', '02:30', '03:00', '03:30'],
  ],
  ['half an hour is left out', 'Australia/Lord_Howe', '2026-10-04', ['01:00', '01:30', '02:30', '03:00', '03:30']],
  [
    'half an hour is there twice',
    'Australia/Lord_Howe',
    '2026-04-05',
    ['01:00', '01:30', '01:30', '02:00', '02:30', '03:00', '03:30'],
  ],
  ['there is no midnight', 'America/Sao_Paulo', '2018-11-04', ['01:00', '01:30', '02:00', '02:30', '03:00', '03:30']],
])('a night in which %s (%s)', (_, timeZone, date, expected) => {
  const asked = { minutes: 30, now: '2011-01-01T00:00:00Z', horizon: 10_000 };
  const from = date === '2018-11-04' ? '00:00' : '01:00';
  expect(offered(worker(hours([from, '04:00']), timeZone), date, asked)).toEqual(expected);
});

test('a day that never was has no times', () => {
  const asked = { now: '2011-01-01T00:00:00Z' };
  const ana = worker(hours(['00:00', '24:00']), 'Pacific/Apia');
  expect(offered(ana, '2011-12-30', asked)).toEqual([]);
  expect(offered(ana, '2011-12-31', asked)[0]).toBe('00:00');
});

test('no booking goes over midnight, though they work on both sides of it', () => {
  const ana = worker(hours(['00:00', '24:00']));
  const all = offered(ana, '2026-06-01', { minutes: 90, step: 30 });
  expect([all[0], all.at(-1)]).toEqual(['00:00', '22:30']);
});

test('any provider: each time once, with all who are free then', () => {
  const taken = takenBetween('2026-06-01T07:00:00Z', '2026-06-01T08:00:00Z');
  const slots = freeSlots(
    [
      worker(hours(['09:00', '11:00']), 'Europe/Madrid', 'ana'),
      worker(calendar(hours(['09:00', '11:00']), { taken }), 'Europe/Madrid', 'leo'),
      worker(hours(['08:30', '09:30']), 'Europe/Lisbon', 'rui'),
    ],
    terms({ step: 30 }),
    Date.parse('2026-06-01T00:00:00Z'),
    Date.parse('2026-06-02T00:00:00Z'),
  );
  expect(slots.map(({ startsAt, free }) => [startsAt.slice(11, 16), ...free.map((one) => one.providerId)])).toEqual([
    ['07:00', 'ana'],
    ['07:30', 'ana', 'rui'],
    ['08:00', 'ana', 'leo'],
  ]);
  expect(slots[1]?.free.map(({ localTime }) => localTime)).toEqual(['2026-06-01T09:30', '2026-06-01T08:30']);
});
