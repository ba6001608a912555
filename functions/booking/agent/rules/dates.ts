import { Chrono, configuration, type Parser, type ParsingResult, type Refiner } from 'chrono-node/en';
import { addDays, monday, monthOf, wallTime, weekday } from '../wall-time';
import type { Days, Part } from '../extractor';

/** A point of time or a stretch of days that is spoken of. */
export type Piece =
  | { readonly kind: 'days'; readonly candidates: readonly Days[]; readonly doubtful?: boolean }
  /** A day of the week without a date: any of them, the coming one first. 1 is Monday. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly doubtful?: boolean }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'time'; readonly bound: Bound; readonly times: readonly ClockTime[]; readonly or: boolean };
export type Bound = 'at' | 'after' | 'before' | 'between';
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  /** Its half of the day is known. */
  readonly certain: boolean;
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const MONTHS = [
  ...['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER'],
  'DECEMBER',
];
const anyWeekday = `(${WEEKDAYS.join('|')})`;
const isoWeekday = (word: string) => WEEKDAYS.indexOf(word) + 1;

/** Days after which a date of this year that has passed is rather a mistake than one of the next year. */
const FAR = 300;
const CHRONOS = configuration.createCasualConfiguration(false).parsers;
/** In Spanish and Portuguese, a week is also eight days, and two weeks are fifteen. */
const IDIOMS = [8, 15];

/**
 * The days and times that a text in the lexicons' notation speaks of, in its order. Numeric dates, dates with a month's name and "in 2
 * weeks" are chrono's; what chrono reads otherwise than people mean, or not at all, is read by parsers of our own before it.
 *
 * @param now epoch milliseconds
 * @param monthFirst 6/12 may be the 12th of June
 */
export function readDates(notation: string, now: number, zone: string, monthFirst: boolean): Piece[] {
  const today = wallTime(now, zone).date;
  const pieces = new Map<ParsingResult, readonly Piece[]>();
  const chrono = new Chrono({
    parsers: [...ownParsers({ now, zone, today, monthFirst, pieces }), ...CHRONOS],
    refiners: [ownFirst(pieces), chronosDays(pieces, today), joined(pieces, today)],
  });
  // Noon exists on every day of every time zone, also of the one that this process has: chrono counts days, never hours.
  const [year, month, date] = today.split('-').map(Number) as [number, number, number];
  const results = chrono.parse(notation, new Date(year, month - 1, date, 12)) as ParsingResult[];
  return results.flatMap((result) => pieces.get(result)!);
}

interface Frame {
  readonly now: number;
  readonly zone: string;
  readonly today: string;
  readonly monthFirst: boolean;
  /** What our own parsers have understood of a result. */
  readonly pieces: Map<ParsingResult, readonly Piece[]>;
}

const day = (date: string): Days => ({ from: date, to: date });

function ownParsers(frame: Frame): Parser[] {
  const { now, zone, today, monthFirst, pieces } = frame;
  const parser = (
    pattern: RegExp,
    read: (...groups: (string | undefined)[]) => Piece | Piece[] | undefined,
  ): Parser => ({
    pattern: () => pattern,
    extract(context, match) {
      const piece = read(...match.slice(1));
      if (!piece) return null;
      const result = context.createParsingResult(match.index!, match[0], {});
      pieces.set(result, Array.isArray(piece) ? piece : [piece]);
      return result;
    },
  });
  const days = (...candidates: Days[]): Piece => ({ kind: 'days', candidates });

  return [
    parser(new RegExp(`\\[(THIS|NEXT) ${anyWeekday}\\]`), (which, word) => {
      const first = coming(isoWeekday(word!), today);
      if (which === 'THIS') return days(day(first));
      // In the week that runs, some mean its own and some the next week's.
      const next = first === today ? addDays(first, 7) : first;
      return next < addDays(monday(today), 7) ? days(day(next), day(addDays(next, 7))) : days(day(next));
    }),
    parser(new RegExp(`\\[(\\d) WEEKS FROM ${anyWeekday}\\]`), (weeks, word) =>
      days(day(addDays(coming(isoWeekday(word!), today), 7 * Number(weeks)))),
    ),
    parser(/\[(\d) WEEKS FROM (TODAY|TOMORROW)\]/, (weeks, near) =>
      days(day(addDays(today, 7 * Number(weeks) + (near === 'TODAY' ? 0 : 1)))),
    ),
    parser(/\[(THIS|NEXT|AFTERNEXT) WEEK\]/, (which) => {
      const start = addDays(monday(today), 7 * ['THIS', 'NEXT', 'AFTERNEXT'].indexOf(which!));
      return days({ from: start < today ? today : start, to: addDays(start, 6) });
    }),
    parser(/\[(THIS|NEXT) WEEKEND\]/, (which) => {
      const saturday = addDays(monday(today), 5);
      const weekend = (start: string): Days => ({ from: start < today ? today : start, to: addDays(start, 1) });
      if (which === 'THIS') return days(weekend(saturday));
      const after = weekend(addDays(saturday, 7));
      return weekday(today) >= 6 ? days(after) : days(weekend(saturday), after);
    }),
    parser(/\[(THIS|NEXT) MONTH\]/, (which) => {
      const month = monthOf(today, which === 'NEXT' ? 1 : 0);
      return days({ from: month.from < today ? today : month.from, to: month.to });
    }),
    parser(new RegExp(`\\[MONTH (${MONTHS.join('|')})\\]`), (word) => {
      const later = (MONTHS.indexOf(word!) + 1 - Number(today.slice(5, 7)) + 12) % 12;
      const month = monthOf(today, later);
      return days({ from: month.from < today ? today : month.from, to: month.to });
    }),
    parser(/\[IN (\d+) (HOURS|MINUTES)\]/, (number, unit) => {
      const then = wallTime(now + Number(number) * (unit === 'HOURS' ? 3_600_000 : 60_000), zone);
      return [
        days(day(then.date)),
        { kind: 'time', bound: 'at', times: [{ ...clockOf(then.time), certain: true }], or: false },
      ];
    }),
    parser(/\[IN (8|15) DAYS\]/, (number) => {
      const later = Number(number);
      return monthFirst || !IDIOMS.includes(later)
        ? days(day(addDays(today, later)))
        : days(day(addDays(today, later - 1)), day(addDays(today, later)));
    }),
    parser(/\[DAY (\d{1,2})\]/, (number) => {
      for (let later = 0; later < 3; later++) {
        const date = `${monthOf(today, later).from.slice(0, 8)}${number!.padStart(2, '0')}`;
        if (date >= today && isDate(date)) return days(day(date));
      }
      return days();
    }),
    parser(/(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?(?![\d/])/, (first, second, year) => {
      const readings = [...(monthFirst ? [[first!, second!]] : []), [second!, first!]] as [string, string][];
      const found = readings.flatMap(
        ([month, date]) => (year ? dated(year.padStart(4, '20'), month, date) : yearless(today, month, date)) ?? [],
      );
      const candidates = different(found.map(({ date }) => date)).sort();
      return { kind: 'days', candidates: candidates.map(day), doubtful: found.some(({ doubtful }) => doubtful) };
    }),
    parser(new RegExp(`(?<!\\[[A-Z0-9 ]*)${anyWeekday}`), (word) => ({ kind: 'weekday', weekday: isoWeekday(word!) })),
    parser(/(MORNING|AFTERNOON|EVENING)/, (part) => ({ kind: 'part', part: part!.toLowerCase() as Part })),
    parser(
      /(?:(AFTER|BEFORE|BETWEEN) )?@(\d+):(\d\d)([!?])(?: (AND|TO|OR) @(\d+):(\d\d)([!?]))?/,
      (bound, hour, minute, mark, and, hour2, minute2, mark2) => {
        const times = [{ hour: Number(hour), minute: Number(minute), certain: mark === '!' }];
        if (and) times.push({ hour: Number(hour2), minute: Number(minute2), certain: mark2 === '!' });
        const kind = and && and !== 'OR' ? 'between' : bound ? (bound.toLowerCase() as Bound) : 'at';
        return { kind: 'time', bound: kind, times, or: and === 'OR' };
      },
    ),
  ];
}

/** Of what several parsers have read, ours; else the longest. */
const ownFirst = (pieces: Frame['pieces']): Refiner => ({
  refine(_, results) {
    const end = ({ index, text }: ParsingResult) => index + text.length;
    const better = (one: ParsingResult, other: ParsingResult) =>
      Number(pieces.has(one)) - Number(pieces.has(other)) || one.text.length - other.text.length;
    const kept: ParsingResult[] = [];
    for (const result of [...results].sort((a, b) => better(b, a))) {
      if (kept.every((other) => end(result) <= other.index || end(other) <= result.index)) kept.push(result);
    }
    return kept.sort((a, b) => a.index - b.index);
  },
});

/** The days that chrono has read. Its times are not asked for: ours say what is open. */
const chronosDays = (pieces: Frame['pieces'], today: string): Refiner => ({
  refine: (_, results) =>
    results.filter((result) => {
      if (pieces.has(result)) return true;
      const { start } = result;
      if (!start.isCertain('month')) return false;
      const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')].map(String) as [
        string,
        string,
        string,
      ];
      const found = start.isCertain('year') ? dated(year, month, date) : yearless(today, month, date);
      pieces.set(result, [
        { kind: 'days', candidates: found ? [day(found.date)] : [], doubtful: found?.doubtful ?? true },
      ]);
      return true;
    }),
});

/** "Monday to Wednesday" is one stretch of days; "after Monday" is not Monday. */
const joined = (pieces: Frame['pieces'], today: string): Refiner => ({
  refine(context, results) {
    const firstDay = (result: ParsingResult | undefined, from: string): string | undefined => {
      const piece = result && pieces.get(result)?.[0];
      if (piece?.kind === 'weekday') return coming(piece.weekday, from);
      return piece?.kind === 'days' && piece.candidates.length === 1 ? piece.candidates[0]!.from : undefined;
    };
    const out: ParsingResult[] = [];
    for (const result of results) {
      const last = out.at(-1);
      const from = firstDay(last, today);
      const to = from && firstDay(result, from);
      const link = last ? context.text.slice(last.index + last.text.length, result.index).trim() : '';
      const isBetween = link === 'AND' && context.text.slice(0, last!.index).endsWith('BETWEEN ');
      if (from && to && to > from && (link === 'TO' || link === 'BEFORE' || isBetween)) {
        pieces.set(last!, [{ kind: 'days', candidates: [{ from, to }] }]);
        continue;
      }
      if (/(?:AFTER|BEFORE) $/.test(context.text.slice(0, result.index))) {
        const read = pieces.get(result)!;
        pieces.set(
          result,
          read.map((piece) =>
            piece.kind === 'days' || piece.kind === 'weekday' ? { ...piece, doubtful: true } : piece,
          ),
        );
      }
      out.push(result);
    }
    return out;
  },
});

const coming = (wanted: number, from: string): string => addDays(from, (wanted - weekday(from) + 7) % 7);

const different = (dates: readonly string[]): string[] => [...new Set(dates)];

const clockOf = (time: string) => ({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) });

interface Dated {
  readonly date: string;
  /** Rather a mistake than meant. */
  readonly doubtful: boolean;
}

/** @returns undefined when no calendar has this day */
function dated(year: string, month: string, date: string): Dated | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDate(text) ? { date: text, doubtful: false } : undefined;
}

const isDate = (text: string): boolean => {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
};

/** The next such day, from today on. The 29th of February may be years away. */
function yearless(today: string, month: string, date: string): Dated | undefined {
  for (let later = 0; later < 9; later++) {
    const found = dated(String(Number(today.slice(0, 4)) + later), month, date);
    if (found && found.date >= today) return { ...found, doubtful: found.date > addDays(today, FAR) };
  }
  return undefined;
}
