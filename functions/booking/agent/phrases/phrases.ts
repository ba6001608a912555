import type { Days, Hours } from '../extractor';
import type { Choice, Reply, ShownTime } from '../replies';

/** A sentence for each kind of reply. It is plain text: whoever shows it escapes it, for it may hold what a visitor has typed. */
export type Phrases = { readonly [Kind in Reply['kind']]: (reply: OfKind<Kind>) => string };

type OfKind<Kind, One = Reply> = One extends { readonly kind: infer Own } ? (Kind extends Own ? One : never) : never;

/** How a language writes days and times. */
export interface Writing {
  /** BCP 47. */
  readonly locale: string;
  readonly time: (hour: number, minute: string) => string;
  /** `viernes 12 de junio a las 17:00` */
  readonly at: (date: string, time: string) => string;
  readonly range: (from: string, to: string) => string;
  readonly from: (time: string) => string;
  readonly until: (time: string) => string;
  readonly parts: Readonly<Record<'morning' | 'afternoon' | 'evening', string>>;
  readonly withPerson: string;
}

export interface Writer {
  readonly time: (shown: ShownTime) => string;
  readonly choice: (choice: Choice) => string;
  /** Numbered, a line each. */
  readonly list: (lines: readonly string[]) => string;
}

export function writer({ locale, time, at, range, from, until, parts, withPerson }: Writing): Writer {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const date = (text: string) => format.format(Date.parse(text));
  const clock = (text: string) => time(Number(text.slice(0, 2)), text.slice(3));
  const days = (value: Days) => (value.from === value.to ? date(value.from) : range(date(value.from), date(value.to)));
  const hours = (value: Hours) => {
    if ('at' in value) return clock(value.at);
    if ('part' in value) return parts[value.part];
    if ('from' in value && 'to' in value) return range(clock(value.from), clock(value.to));
    return 'from' in value ? from(clock(value.from)) : until(clock(value.to));
  };
  const shownTime = (shown: ShownTime) => {
    const offset = shown.offset ? ` (${shown.offset})` : '';
    return `${at(date(shown.date), clock(shown.time))}${offset}${shown.provider && ` ${withPerson} ${shown.provider}`}`;
  };
  return {
    time: shownTime,
    choice: (choice) => {
      if ('days' in choice) return days(choice.days);
      if ('hours' in choice) return hours(choice.hours);
      return 'time' in choice ? shownTime(choice.time) : choice.name;
    },
    list: (lines) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n'),
  };
}
