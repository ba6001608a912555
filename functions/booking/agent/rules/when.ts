import { guess, unsure, type Days, type Guess, type Hours, type Part } from '../extractor';
import { addDays, wallTime, weekday } from '../wall-time';
import type { ClockTime, Piece } from './dates';

export interface When {
  readonly days?: Guess<Days>;
  readonly hours?: Guess<Hours>;
}

/**
 * What the pieces of a message say together. Pieces that agree narrow each other: "Wednesday the 17th", "Friday of next week", "5 in the
 * afternoon". Pieces that do not agree are several readings.
 */
export function combine(
  pieces: readonly Piece[],
  { opens, now, zone }: { opens: { from: string; to: string }; now: number; zone: string },
): When {
  const days = combineDays(pieces, wallTime(now, zone).date);
  const hours = combineHours(pieces, opens);
  return { ...(days && { days }), ...(hours && { hours }) };
}

function combineDays(pieces: readonly Piece[], today: string): Guess<Days> | undefined {
  const dates = pieces.filter((piece) => piece.kind === 'days');
  const weekdays = pieces.filter((piece) => piece.kind === 'weekday');
  if (dates.length + weekdays.length === 0) return undefined;
  const doubtful = [...dates, ...weekdays].some((piece) => piece.doubtful);

  const named = dates.reduce<readonly Days[] | undefined>(
    (so, { candidates }) => (so ? agree(so, candidates) : candidates),
    undefined,
  );
  let found: readonly Days[];
  if (named && weekdays.length === 1) {
    found = named.flatMap((range) => within(range, weekdays[0]!.weekday));
    if (found.length === 0) found = [...named, ...comingDays(weekdays[0]!.weekday, today)];
  } else {
    found = [...(named ?? []), ...weekdays.flatMap((piece) => comingDays(piece.weekday, today))];
  }
  const distinct = [...new Map(found.map((range) => [`${range.from} ${range.to}`, range])).values()];
  distinct.sort((a, b) => a.from.localeCompare(b.from));
  return doubtful ? unsure(distinct) : guess(distinct);
}

/** What both say; both, where they have nothing in common. */
export function agree(some: readonly Days[], others: readonly Days[]): readonly Days[] {
  const common = some.flatMap((one) =>
    others.flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const to = one.to < other.to ? one.to : other.to;
      return from <= to ? [{ from, to }] : [];
    }),
  );
  return common.length > 0 ? common : [...some, ...others];
}

/** Such weekdays in a stretch of days: of a month, its first two. */
function within({ from, to }: Days, wanted: number): Days[] {
  const first = addDays(from, (wanted - weekday(from) + 7) % 7);
  return [first, addDays(first, 7)].filter((date) => date <= to).map((date) => ({ from: date, to: date }));
}

/** On a Friday, "Friday" is today or in a week. */
function comingDays(wanted: number, today: string): Days[] {
  const first = addDays(today, (wanted - weekday(today) + 7) % 7);
  return (first === today ? [first, addDays(first, 7)] : [first]).map((date) => ({ from: date, to: date }));
}

const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const HALF = 12 * 60;

function combineHours(pieces: readonly Piece[], opens: { from: string; to: string }): Guess<Hours> | undefined {
  const times = pieces.filter((piece) => piece.kind === 'time');
  const parts = [...new Set(pieces.flatMap((piece) => (piece.kind === 'part' ? [piece.part] : [])))];
  if (times.length === 0) return parts.length > 0 ? guess(parts.map((part) => ({ part }))) : undefined;

  const part = parts.length === 1 ? parts[0] : undefined;
  const open = [minutesOf(opens.from), minutesOf(opens.to)] as const;
  /** Minutes since midnight that a clock's time may mean. */
  const readings = (time: ClockTime, isEnd: boolean): number[] => {
    const both = halves(time, part);
    const possible = both.filter((at) => at >= open[0] && (isEnd ? at <= open[1] : at < open[1]));
    return both.length > 1 && possible.length > 0 ? possible : both;
  };

  const found = times.map((piece): Hours[] => {
    const [one, other] = piece.times as [ClockTime, ClockTime?];
    if (piece.bound === 'between' && other) return spans(one, part, readings(other, true));
    if (piece.bound === 'after') return readings(one, false).map((at) => ({ from: text(at) }));
    if (piece.bound === 'before') return readings(one, true).map((at) => ({ to: text(at) }));
    return piece.times.flatMap((time) => readings(time, false).map((at) => ({ at: text(at) })));
  });
  const [first, second] = found;
  if (found.length === 2 && first!.length === 1 && second!.length === 1) {
    const [one, other] = [first![0]!, second![0]!];
    if ('from' in one && 'to' in other) return guess([{ ...one, ...other }]);
  }
  const distinct = [...new Map(found.flat().map((hours) => [JSON.stringify(hours), hours])).values()];
  return guess(distinct);
}

function halves({ hour, minute, certain }: ClockTime, part: Part | undefined): number[] {
  const at = hour * 60 + minute;
  if (certain) return [at];
  const early = at % HALF;
  if (part) return [part === 'morning' && hour !== 12 ? early : early + HALF];
  return [early, early + HALF];
}

/** "From 10 to 2" begins at the last 10 before 2. */
function spans(one: ClockTime, part: Part | undefined, ends: readonly number[]): Hours[] {
  return ends.flatMap((to) => {
    const begins = halves(one, part).filter((at) => at < to);
    return begins.length > 0 ? [{ from: text(Math.max(...begins)), to: text(to) }] : [];
  });
}
