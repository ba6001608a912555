import { LANGUAGES, type Language } from '../extractor';
import { en } from './lexicon/en';
import { es } from './lexicon/es';
import type { Lexicon } from './lexicon/lexicon';
import { pt } from './lexicon/pt';
import { words, type Text } from './text';

const LEXICONS: Readonly<Record<Language, Lexicon>> = { es, en, pt };

/** This language's first: where two read a word differently, it is right. */
export const lexiconsFor = (language: Language = 'es'): Lexicon[] => [
  LEXICONS[language],
  ...LANGUAGES.filter((other) => other !== language).map((other) => LEXICONS[other]),
];

const all = Object.values(LEXICONS);

/** Folded: weekdays and months. */
export const DAY_WORDS: ReadonlySet<string> = new Set(
  all.flatMap(({ weekdays, months }) => [...Object.keys(weekdays), ...Object.keys(months)]),
);

/** Folded words of the languages, besides months: those are names of people, too. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  all.flatMap(({ words: own, weekdays, numbers, mended }) => [
    ...own,
    ...Object.keys(weekdays),
    ...Object.keys(numbers),
    ...mended,
  ]),
);

const EVIDENCE = new Map(
  LANGUAGES.map((language) => {
    const { words: own, weekdays, months, numbers, mended, ordinals } = LEXICONS[language];
    const keys = [weekdays, months, numbers, ordinals].flatMap((table) => Object.keys(table));
    return [language, new Set([...own, ...mended, ...keys])];
  }),
);

/** The language that most words are of. @returns undefined when that is none, or not one alone */
export function languageOf({ raw, folded }: Text): Language | undefined {
  const said = words(folded);
  const score = (language: Language): number =>
    said.filter((word) => EVIDENCE.get(language)!.has(word)).length +
    2 * (raw.match(new RegExp(LEXICONS[language].letters, 'giu'))?.length ?? 0);
  const scores = LANGUAGES.map((language) => ({ language, score: score(language) }));
  const most = Math.max(...scores.map((one) => one.score));
  const best = scores.filter((one) => one.score === most);
  return best.length === 1 ? best[0]!.language : undefined;
}
