import { guess, sure, unsure, type Asked, type Guess } from '../extractor';
import { LAST, type Lexicon } from './lexicon/lexicon';
import type { Clause } from './clauses';

/** A longer sentence that begins with "yes" says more than yes. */
const MOST_WORDS = 8;
const POLITE =
  /^(?:[\s·]|\p{Extended_Pictographic}|gracias|thanks|thank you|obrigad[oa]|por favor|porfa|please|no|nao|that'?s (?:wrong|not right)|esta (?:mal|bien)|ta (?:errado|certo)|it'?s wrong|eso no|es (?:eso|asi|correcto)|e isso|e isto)*$/u;

/** Yes is sure only if nothing in the message limits it: no question, no condition, no "but", no "no". */
export function readAnswer(clauses: readonly Clause[], lexicons: readonly Lexicon[]): Guess<'yes' | 'no'> | undefined {
  const { yes, no } = {
    yes: clauses.findIndex((clause) => startsWithYes(clause, lexicons)),
    no: clauses.findIndex((clause) => isNo(clause, lexicons)),
  };
  const wholeIsShort = clauses.reduce((so, { words }) => so + words.length, 0) <= MOST_WORDS;
  if (yes >= 0 && no >= 0) return unsure(['yes', 'no']);
  if (no >= 0) return clauses.some(({ isQuestion }) => isQuestion) ? unsure(['no']) : sure('no');
  if (yes < 0) return undefined;
  const isLimited = clauses.some(({ isQuestion, isContrast, isNegated }) => isQuestion || isContrast || isNegated);
  return isLimited || !wholeIsShort ? unsure(['yes']) : sure('yes');
}

const CONDITION = /(?<!\p{L})(?:if|unless|when|si|cuando|salvo|se|quando)(?!\p{L})/u;

function startsWithYes({ folded, raw, words }: Clause, lexicons: readonly Lexicon[]): boolean {
  if (/^\s*👍/u.test(raw)) return true;
  return lexicons.some(({ yes }) => {
    const said = yes.exec(folded);
    if (!said) return false;
    // "Si" without an accent is "if", too.
    if (said[0] === 'si' && words.length > 1 && !/^s[íÍ]/iu.test(raw))
      return words.length === 2 && POLITE.test(folded.slice(2));
    return !CONDITION.test(folded.slice(said[0].length));
  });
}

function isNo({ folded, raw }: Clause, lexicons: readonly Lexicon[]): boolean {
  if (/^\s*👎/u.test(raw)) return true;
  return lexicons.some(({ no }) => {
    const said = no.exec(folded);
    return said !== null && POLITE.test(folded.slice(said[0].length));
  });
}

export interface Choice {
  readonly choice: Guess<number>;
  /** The words may mean a day, too. */
  readonly isDay: boolean;
}

/** A choice by its number or its place. @param message folded, without punctuation around it */
export function readChoice(message: string, asked: Asked, lexicons: readonly Lexicon[]): Choice | undefined {
  const count = asked.options.length;
  if (count === 0) return undefined;
  const bare = /^(?:(el|la|the|o|a) )?(\d{1,2})(st|nd|rd|th|[aoºª])?$/u.exec(message);
  if (bare) {
    const number = Number(bare[2]);
    const isDay = /^(?:el|the|o)$/.test(bare[1] ?? '') || /^(?:st|nd|rd|th)$/.test(bare[3] ?? '');
    return number >= 1 && number <= count ? { choice: isDay ? unsure([number]) : sure(number), isDay } : undefined;
  }
  for (const { choice, ordinals, numbers, weekdays } of lexicons) {
    const { ordinal, number, article, noun } = choice.exec(message)?.groups ?? {};
    const place = ordinal ? new Map(Object.entries(ordinals)).get(ordinal) : undefined;
    const chosen =
      place === LAST ? count : (place ?? (number && (Number(number) || new Map(Object.entries(numbers)).get(number))));
    if (!chosen || chosen > count) continue;
    const isDay = ordinal !== undefined && Object.hasOwn(weekdays, ordinal) && !article && !noun;
    return { choice: isDay ? unsure([chosen]) : guess([chosen]), isDay };
  }
  return undefined;
}
