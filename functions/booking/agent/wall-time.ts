/** Local wall time: `date` is `yyyy-mm-dd`, `time` is `hh:mm` of 24 hours. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What calendars and clocks show in a time zone.
 *
 * @param instant epoch milliseconds
 * @param zone IANA name
 * @throws RangeError when there is no such zone
 */
export function wallTime(instant: number, zone: string): WallTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  const [date, time] = format.format(instant).split(' ') as [string, string];
  return { date, time };
}

const DAY = 24 * 3600 * 1000;

/** The date so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** 1 (Monday) to 7 (Sunday). */
export const weekday = (date: string): number => new Date(date).getUTCDay() || 7;

export const monday = (date: string): string => addDays(date, 1 - weekday(date));

/** The first and the last day of the month that is so many months later. */
export function monthOf(date: string, later = 0): { from: string; to: string } {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const day = (of: number, on: number) => new Date(Date.UTC(year, of, on)).toISOString().slice(0, 10);
  return { from: day(month - 1 + later, 1), to: day(month + later, 0) };
}
