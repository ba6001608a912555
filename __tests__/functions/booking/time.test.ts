import {
  addDays,
  cellOf,
  clockAt,
  clockText,
  datesBetween,
  firstInstant,
  minuteOf,
  offsetAt,
  startOfCell,
  weekdayOf,
} from '../../../functions/booking/shared/time';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();

test.each([
  ['Europe/Madrid', '2026-01-15T08:00:00Z', '2026-01-15T09:00'],
  ['Europe/Madrid', '2026-07-15T22:30:00Z', '2026-07-16T00:30'],
  ['Asia/Kolkata', '2026-03-01T20:00:00Z', '2026-03-02T01:30'],
  ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', '2026-01-01T11:00'],
  ['Pacific/Apia', '2011-12-30T09:59:00Z', '2011-12-29T23:59'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00'],
  ['UTC', '2028-02-29T23:59:00Z', '2028-02-29T23:59'],
])('a clock in %s shows at %s that it is %s', (timeZone, instant, expected) => {
  expect(clockText(clockAt(timeZone, at(instant)))).toBe(expected);
});

test.each([
  ['Europe/Madrid', 'a day as others', '2026-06-01', '09:00', '2026-06-01T07:00:00.000Z'],
  ['Europe/Madrid', 'its end', '2026-06-01', '24:00', '2026-06-01T22:00:00.000Z'],
  ['Europe/Madrid', 'before what is left out', '2026-03-29', '01:55', '2026-03-29T00:55:00.000Z'],
  ['Europe/Madrid', 'left out', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
  ['Europe/Madrid', 'after what is left out', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Madrid', 'there twice', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['Europe/Madrid', 'after what is there twice', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
  ['Australia/Lord_Howe', 'half an hour left out', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z'],
  ['Australia/Lord_Howe', 'half an hour twice', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
  ['America/Sao_Paulo', 'a day without a midnight', '2018-11-04', '00:00', '2018-11-04T03:00:00.000Z'],
  ['America/Sao_Paulo', 'an end after an hour twice', '2018-02-17', '24:00', '2018-02-18T03:00:00.000Z'],
  ['Pacific/Apia', 'a day that never was', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
  ['Asia/Kathmandu', 'three quarters of an hour', '2026-01-01', '00:00', '2025-12-31T18:15:00.000Z'],
])('in %s, %s: %s %s is %s', (timeZone, _, date, wallTime, expected) => {
  expect(iso(firstInstant(timeZone, date, minuteOf(wallTime)))).toBe(expected);
});

test('a zone is ahead of UTC, or behind it, or neither', () => {
  expect(offsetAt('America/New_York', at('2026-01-01T00:00:00.999Z'))).toBe(-5 * 3_600_000);
  expect(offsetAt('Asia/Kolkata', -1)).toBe(5.5 * 3_600_000);
  expect(offsetAt('UTC', 0)).toBe(0);
  expect(offsetAt('Europe/London', at('2026-01-01T00:00:00Z'))).toBe(0);
});

test('dates go on over months, leap days and years', () => {
  expect(datesBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect(datesBetween('2026-02-28', '2026-03-01')).toHaveLength(2);
  expect(datesBetween('2026-03-02', '2026-03-01')).toEqual([]);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

test('a week begins on Monday with 1', () => {
  expect(datesBetween('2026-03-23', '2026-03-29').map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a cell is five minutes, wherever they are', () => {
  const instant = at('2026-03-29T00:55:00Z');
  expect(cellOf(instant + 299_999)).toBe(cellOf(instant));
  expect(cellOf(instant + 300_000)).toBe(cellOf(instant) + 1);
  expect(startOfCell(cellOf(instant + 1))).toBe(instant);
});
