import type { Intent, Language } from '../../extractor';

/**
 * Rewrites a folded phrase into the one notation of days and times that `dates.ts` reads, whatever the language: capitals; a clock's time
 * as `@5:30?` where morning or afternoon is open and as `@17:30!` where it is not; what belongs together in brackets: `[IN 2 DAYS]`.
 */
export type Rewriting = readonly [phrase: RegExp, notation: string | ((...match: string[]) => string)];

/** One language: the words alone. What they do is the same for all. Everything is folded: lower case, no accents. */
export interface Lexicon {
  readonly language: Language;
  /** Words, besides those of days and times, by which the language is told, and which are no typing mistake of another. */
  readonly words: readonly string[];
  /** Letters that only this language has, as typed. */
  readonly letters: RegExp;
  readonly numbers: Readonly<Record<string, number>>;
  readonly weekdays: Readonly<Record<string, string>>;
  readonly months: Readonly<Record<string, string>>;
  /** Other words of days and times whose typing mistakes are mended. */
  readonly mended: readonly string[];
  /** Words that say nothing between a day and a time. */
  readonly fillers: readonly string[];
  readonly rewritings: readonly Rewriting[];
  /** What parts a sentence: what comes after may hold where what comes before does not. */
  readonly contrast: RegExp;
  /** A clause of which nothing holds. */
  readonly negation: RegExp;
  /** Where an exception begins, in a clause: it is one of its own. */
  readonly exception: RegExp;
  readonly greeting: RegExp;
  readonly intents: Readonly<Partial<Record<Intent, RegExp>>>;
  /** At a clause's beginning. */
  readonly yes: RegExp;
  /** At a clause's beginning. */
  readonly no: RegExp;
  /** Whole clause: `ordinal` or `number` is the chosen one. */
  readonly choice: RegExp;
  readonly ordinals: Readonly<Record<string, number>>;
  /** Before a person of the business. */
  readonly withPerson: RegExp;
  /** Before a visitor's own name: `clear` says so, `vague` may go on with anything. */
  readonly nameIs: { readonly clear: RegExp; readonly vague: RegExp };
  /** Small words inside a name. */
  readonly nameParticles: readonly string[];
}

/** A choice's last one. */
export const LAST = -1;

/** A clock's time; both halves of the day are possible up to 12, unless a zero stands in front. */
export function clock(hour: string, minute: string | number = 0, half?: string): string {
  const h = Number(hour);
  const m = Number(minute);
  if (h > 24 || m > 59) return '·';
  const twelve = half && h <= 12;
  const on24 = twelve ? (h % 12) + (half.startsWith('p') ? 12 : 0) : h % 24;
  const certain = twelve || h > 12 || h === 0 || hour.startsWith('0');
  return `@${on24}:${String(m).padStart(2, '0')}${certain ? '!' : '?'}`;
}

/** So many minutes before a full hour. */
export const clockBefore = (hour: string, minutes: number): string =>
  clock(String(Number(hour) === 1 ? 12 : Number(hour) - 1), 60 - minutes);

export const alternatives = (list: readonly string[]): string =>
  [...list].sort((a, b) => b.length - a.length).join('|');

/** Whole words only. */
export const re = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');

/** What a table has for a word that its own pattern has matched. */
export const entry = (table: Readonly<Record<string, string>>) => {
  const entries = new Map(Object.entries(table));
  return (word: string | undefined): string => entries.get(word!)!;
};
