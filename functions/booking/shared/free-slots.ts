import { CLOSED, type DayHours } from '../../../model/booking/items/hours';
import type { Duration } from '../../../model/booking/items/service';
import type { BookingRules } from '../../../model/booking/items/tenant';
import { opening, type Span } from './opening';
import {
  addDays,
  cellOf,
  clockAt,
  clockOf,
  clockText,
  datesBetween,
  DAY,
  isOnCell,
  MINUTE,
  offsetAt,
  startOfCell,
  weekdayOf,
  type LocalDate,
} from './time';

/** When a provider works, and what of it is taken. */
export interface Calendar {
  /** By weekday, 1 (Monday) to 7. One that is not there is closed. */
  readonly hours: ReadonlyMap<number, DayHours>;
  /** By date, what counts in place of the weekday's. */
  readonly exceptions: ReadonlyMap<LocalDate, DayHours>;
  /** By cell, the booking that has it. */
  readonly taken: ReadonlyMap<number, string>;
}

/** Whose time it is, and how to read their clock. */
export interface Worker {
  readonly providerId: string;
  readonly timeZone: string;
  readonly calendar: Calendar;
}

export interface Terms {
  readonly duration: Duration;
  readonly rules: BookingRules;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A time that can be booked. */
export interface Slot {
  /** ISO 8601, UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Whoever is free then, in the order in which they were asked for. */
  readonly free: readonly {
    readonly providerId: string;
    readonly timeZone: string;
    /** What their clock shows when it begins: `2026-03-29T10:05`. */
    readonly localTime: string;
  }[];
}

/** Why a time cannot be booked. */
export type Refusal = 'UNALIGNED' | 'PAST' | 'TOO_FAR' | 'OUTSIDE_HOURS' | 'TAKEN';

/**
 * The times that can be booked, in order. What a booking takes, with its buffers, lies in working hours.
 *
 * @param workers one, or several when any of them will do
 * @param from, to epoch milliseconds between which a slot begins, the second not included
 */
export function freeSlots(workers: readonly Worker[], terms: Terms, from: number, to: number): Slot[] {
  const slots = new Map<number, Slot['free'][number][]>();
  for (const { providerId, timeZone, calendar } of workers) {
    for (const { start, localTime } of freeStarts(timeZone, calendar, terms, from, to)) {
      const free = slots.get(start) ?? [];
      slots.set(start, [...free, { providerId, timeZone, localTime }]);
    }
  }
  return [...slots]
    .sort(([one], [other]) => one - other)
    .map(([start, free]) => ({
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + terms.duration.durationMinutes * MINUTE).toISOString(),
      free,
    }));
}

/**
 * Why a booking cannot be made; undefined when it can.
 *
 * @param startsAt epoch milliseconds
 * @param takes with its buffers
 * @param mine bookings whose cells count as free
 */
export function whyNot(
  { timeZone, calendar }: Omit<Worker, 'providerId'>,
  terms: Omit<Terms, 'duration'>,
  startsAt: number,
  takes: Span,
  mine: readonly string[] = [],
): Refusal | undefined {
  const spans = openingOf(timeZone, calendar, clockAt(timeZone, takes.from).date);
  return refusal(spans, calendar.taken, terms, startsAt, takes, mine);
}

/** What a booking takes that begins then. */
export function takenBy(duration: Duration, startsAt: number): Span {
  return {
    from: startsAt - duration.bufferBeforeMinutes * MINUTE,
    to: startsAt + (duration.durationMinutes + duration.bufferAfterMinutes) * MINUTE,
  };
}

/** The one judgement of a time, of those that are offered as of one that is asked for. */
function refusal(
  spans: readonly Span[],
  taken: ReadonlyMap<number, string>,
  { rules, now }: Omit<Terms, 'duration'>,
  startsAt: number,
  takes: Span,
  mine: readonly string[],
): Refusal | undefined {
  if (!isOnCell(startsAt)) return 'UNALIGNED';
  if (startsAt < now + rules.leadMinutes * MINUTE) return 'PAST';
  if (startsAt > now + rules.horizonDays * DAY) return 'TOO_FAR';
  if (!spans.some(({ from, to }) => from <= takes.from && takes.to <= to)) return 'OUTSIDE_HOURS';
  for (let cell = cellOf(takes.from); startOfCell(cell) < takes.to; cell += 1) {
    const owner = taken.get(cell);
    if (owner !== undefined && !mine.includes(owner)) return 'TAKEN';
  }
  return undefined;
}

function* freeStarts(
  timeZone: string,
  calendar: Calendar,
  terms: Terms,
  from: number,
  to: number,
): Generator<{ start: number; localTime: string }> {
  const { duration, rules } = terms;
  const before = duration.bufferBeforeMinutes * MINUTE;
  const dates = from < to ? datesBetween(clockAt(timeZone, from).date, clockAt(timeZone, to - 1).date) : [];
  for (const date of dates) {
    const spans = openingOf(timeZone, calendar, date);
    for (const span of spans) {
      const offsets = [span.from, span.to].map((instant) => offsetAt(timeZone, instant));
      const only = offsets[0] === offsets[1] ? offsets[0] : undefined;
      const first = cellOf(Math.max(span.from + before, from) - 1) + 1;
      for (let cell = first; startOfCell(cell) < Math.min(span.to, to); cell += 1) {
        const start = startOfCell(cell);
        const clock = clockOf(start + (only ?? offsetAt(timeZone, start)));
        if (clock.minute % rules.stepMinutes !== 0) continue;
        if (refusal(spans, calendar.taken, terms, start, takenBy(duration, start), []) !== undefined) continue;
        yield { start, localTime: clockText(clock) };
      }
    }
  }
}

function openingOf(timeZone: string, { hours, exceptions }: Calendar, date: LocalDate): Span[] {
  return opening(timeZone, date, exceptions.get(date) ?? hours.get(weekdayOf(date)) ?? CLOSED);
}

/**
 * The dates whose calendar has to be known for times between two instants: in whatever time zone a provider is, or was when
 * what is taken there was booked.
 */
export function datesAround(from: number, to: number): { from: LocalDate; to: LocalDate } {
  return { from: addDays(clockOf(from).date, -1), to: addDays(clockOf(to).date, 1) };
}
