import type { Lexicon } from './lexicon/lexicon';
import { words, type Text } from './text';

/** A part of a message that stands or falls as one. */
export interface Clause {
  readonly raw: string;
  readonly folded: string;
  readonly words: readonly string[];
  readonly isQuestion: boolean;
  /** It begins with "but" or the like: it takes back something. */
  readonly isContrast: boolean;
  /** What it names is not wanted. */
  readonly isNegated: boolean;
}

const TITLES = /(?<!\p{L})(dra?|sra?|mrs?|ms|num|st)\./gu;
/** What people begin with before they say something. */
const INTERJECTION = /^\s*(?:(?:h+m+|u+h+m*|u+m+|e+h+|a+h+|o+h+|well|so|pues|bueno|entonces|entao)\s+)*/u;
const STOPS = /[,;!?\n]+|\.(?!\d)|(?<!\d)\.|:(?!\d)/u;

/** Splits at punctuation, at words such as "but", and at exceptions. */
export function splitClauses(text: Text, lexicon: Lexicon): Clause[] {
  const folded = text.folded.replace(TITLES, '$1 ').replace(/[¿¡]/g, ' ');
  const stops = new RegExp(`(${STOPS.source})|(?:${lexicon.contrast.source})|${lexicon.exception.source}`, 'gu');
  const clauses: Clause[] = [];
  let start = 0;
  let isContrast = false;
  const add = (end: number, isQuestion: boolean) => {
    const part = folded.slice(start, end);
    if (words(part).length > 0 || /\p{Extended_Pictographic}/u.test(part)) {
      const skipped = INTERJECTION.exec(part)![0].length;
      clauses.push({
        raw: text.raw.slice(start + skipped, end),
        folded: part.slice(skipped).trim(),
        words: words(part),
        isQuestion,
        isContrast,
        isNegated: matches(part, lexicon.negation),
      });
      isContrast = false;
    }
  };
  for (const stop of folded.matchAll(stops)) {
    add(stop.index, stop[1]?.includes('?') ?? false);
    start = stop.index + stop[0].length;
    isContrast ||= stop[0] !== '' && stop[1] === undefined;
  }
  add(folded.length, false);
  return clauses;
}

/** Whether a global pattern matches, from the beginning on. */
export function matches(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  const found = pattern.test(text);
  pattern.lastIndex = 0;
  return found;
}
