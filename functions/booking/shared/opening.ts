import type { DayHours, Interval } from '../../../model/booking/items/hours';
import { firstInstant, minuteOf, type LocalDate } from './time';

/** Instants, the second not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When somebody works on a date, in order. They open when the clock has come to `from`, and close when it has come to `to`: on
 * the night in which an hour is left out or comes twice, at the first instant of which that is so.
 */
export function opening(timeZone: string, date: LocalDate, { open, breaks }: DayHours): Span[] {
  const spanOf = ({ from, to }: Interval): Span => ({
    from: firstInstant(timeZone, date, minuteOf(from)),
    to: firstInstant(timeZone, date, minuteOf(to)),
  });
  return breaks.map(spanOf).reduce(without, joined(open.map(spanOf)));
}

/** In order; those that overlap or touch are one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.filter(isSome).sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
}

function without(spans: readonly Span[], gap: Span): Span[] {
  if (!isSome(gap)) return [...spans];
  return spans
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, gap.from) },
      { from: Math.max(from, gap.to), to },
    ])
    .filter(isSome);
}

const isSome = ({ from, to }: Span): boolean => from < to;
