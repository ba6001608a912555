import { CELL_MINUTES } from '../../../model/booking/items/values';

/*
 * Between instants (epoch milliseconds) and what a clock on a wall shows in a time zone. Node's own zones, by Intl: they are those
 * of the runtime, whichever library asks for them.
 */

/** `2026-03-29` */
export type LocalDate = string;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const CELL = CELL_MINUTES * MINUTE;

/** The five minutes that an instant is in, counted from 1970. The same whatever zone, offset or day. */
export const cellOf = (instant: number): number => Math.floor(instant / CELL);
export const startOfCell = (cell: number): number => cell * CELL;
export const isOnCell = (instant: number): boolean => instant % CELL === 0;

export interface Clock {
  readonly date: LocalDate;
  /** Minutes since midnight as the clock shows it: 0 to 1439. */
  readonly minute: number;
}

/** What a clock shows. */
export function clockAt(timeZone: string, instant: number): Clock {
  return clockOf(instant + offsetAt(timeZone, instant));
}

/** What a clock shows that is so far ahead of UTC. @param local epoch milliseconds, as if the zone were UTC */
export function clockOf(local: number): Clock {
  const date = new Date(local).toISOString().slice(0, 10);
  return { date, minute: Math.floor((local - startOf(date)) / MINUTE) };
}

/** `2026-03-29T10:05`. */
export function clockText({ date, minute }: Clock): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/**
 * The first instant at which the clock has come to this time of this date. One that daylight saving leaves out: when it goes on
 * after it. One that there is twice: the first.
 *
 * @param minute 0 to 1440, which is the end of the date
 */
export function firstInstant(timeZone: string, date: LocalDate, minute: number): number {
  const local = startOf(date) + minute * MINUTE;
  const before = offsetAt(timeZone, local - DAY);
  const after = offsetAt(timeZone, local + DAY);
  if (before === after) return local - before;
  for (const offset of [before, after]) {
    if (offsetAt(timeZone, local - offset) === offset) return local - offset;
  }
  return firstWith(timeZone, after, local - after, local - before);
}

/** The first instant of an offset, which is not yet there at the first of two instants and is at the second. */
function firstWith(timeZone: string, offset: number, early: number, late: number): number {
  let [not, yes] = [early, late];
  while (yes - not > 1) {
    const middle = Math.floor((not + yes) / 2);
    if (offsetAt(timeZone, middle) === offset) yes = middle;
    else not = middle;
  }
  return yes;
}

/** Milliseconds that a zone is ahead of UTC. */
export function offsetAt(timeZone: string, instant: number): number {
  const shown = formatOf(timeZone).format(instant);
  const [match, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(shown) ?? [];
  if (match === undefined)
    throw new Error(`Intl says "${shown}" of ${timeZone}: allowed is an offset such as GMT+02:00.`);
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE + Number(seconds) * 1000);
}

/** `2026, GMT+02:00`; of zero, some releases of Node say GMT alone. To ask for all of a clock takes six times as long. */
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** To make one takes as long as to ask it a hundred times, measured under Node 20. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
  formats.set(timeZone, format);
  return format;
}

/** Of a date where the zone is UTC. */
export const startOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00.000Z`);

export const addDays = (date: LocalDate, days: number): LocalDate => clockOf(startOf(date) + days * DAY).date;

/** 1 (Monday) to 7. */
export const weekdayOf = (date: LocalDate): number => new Date(startOf(date)).getUTCDay() || 7;

/** Both included; none when the second is before the first. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const days = Math.round((startOf(to) - startOf(from)) / DAY) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, index) => addDays(from, index));
}

/** `09:05` is 545. */
export function minuteOf(wallTime: string): number {
  const [hours, minutes] = wallTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}
