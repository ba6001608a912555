import { sure, unsure, type Guess } from '../extractor';
import type { Lexicon } from './lexicon/lexicon';
import { mask, type Text } from './text';

/** What was found, and the text without it. */
export interface Taken<Value> {
  readonly found?: Guess<Value>;
  readonly rest: Text;
}

/** RFC 5321: 64 characters before the @, 254 in all. Quoted local parts and addresses of numbers are nobody's. */
const EMAIL = /(?<![\w.+-])[\w+-][\w.+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?![\w-])/i;
const PHONE = /(?<![\d/.:@-])\+?\(?\d[\d\s().-]{5,20}\d(?![\d/:])/g;
const DATE = /(?<!\d)(?:\d{4}-\d\d-\d\d|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:\d{4}|\d\d))(?!\d)/g;
/** E.164: 15 digits at most. Fewer than 9 without a plus may be anything, unless it is what was asked for. */
const DIGITS = { least: 7, clear: 9, most: 15 };

export function takeEmail(text: Text): Taken<string> {
  const match = EMAIL.exec(text.raw);
  if (!match) return { rest: text };
  return { found: sure(match[0].toLowerCase()), rest: without(text, match.index, match[0].length) };
}

export function takePhone(text: Text, isAsked: boolean): Taken<string> {
  const undated = text.raw.replace(DATE, (date) => '·'.repeat(date.length));
  for (const match of undated.matchAll(PHONE)) {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length < DIGITS.least || digits.length > DIGITS.most) continue;
    const phone = (match[0].startsWith('+') ? '+' : '') + digits;
    const isClear = isAsked || phone.startsWith('+') || digits.length >= DIGITS.clear;
    return { found: isClear ? sure(phone) : unsure([phone]), rest: without(text, match.index, match[0].length) };
  }
  return { rest: text };
}

const WORD = "\\p{L}[\\p{L}\\p{M}'.-]*";
const NAME = new RegExp(`${WORD}(?: ${WORD}){0,5}`, 'uy');
const LONGEST_NAME = 80;

/** After a name that is the last word of its clause. */
const END = /^\s*(?:$|[^\s\p{L}\p{N}]|(?:and|e|y)(?!\p{L}))/u;
/** Where a clause begins. */
const START = /(?<=(?:^|[,;\n·])\s*)\p{Lu}/gu;

/** Folded words of the business, which are not guessed to be a visitor's name. */
export interface NoGuess {
  readonly services: ReadonlySet<string>;
  /** Of services and providers. */
  readonly all: ReadonlySet<string>;
}

/**
 * A visitor's name: after "my name is", after "I'm" with a capital letter, or alone when it was asked for. It is a name perhaps after
 * "I'm" in small letters, where "I'm ana" and "I'm flexible" are the same, and in capital ones as a clause beside a telephone or an address.
 *
 * @param known folded words of the languages: no names, unless a sentence says so
 * @param noGuess default: nothing is guessed
 */
export function takeName(
  text: Text,
  lexicons: readonly Lexicon[],
  known: ReadonlySet<string>,
  isAsked: boolean,
  noGuess?: NoGuess,
): Taken<string> {
  const particles = new Set(lexicons.flatMap(({ nameParticles }) => nameParticles));
  type IsName = (word: string, folded: string) => boolean;
  const at = (start: number, isName: IsName) => {
    const name = nameAt(text.raw, start, (word, folded) =>
      particles.has(folded) ? 'inside' : !known.has(folded) && isName(word, folded),
    );
    return name ? [{ name, rest: without(text, start, name.length), then: text.raw.slice(start + name.length) }] : [];
  };
  const after = (which: keyof Lexicon['nameIs'], isName: IsName) =>
    lexicons.flatMap(({ nameIs }) =>
      [...text.folded.matchAll(nameIs[which])].flatMap((match) => at(match.index + match[0].length + 1, isName)),
    );
  const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);
  const [named] = [...after('clear', () => true), ...after('vague', (word) => isAsked || isCapital(word))];
  if (named) return { found: sure(named.name), rest: named.rest };
  if (isAsked) {
    const start = text.raw.search(/\p{L}/u);
    const name = start < 0 ? '' : nameAt(text.raw, start, () => true);
    const others = text.raw.slice(0, start) + text.raw.slice(start + name.length);
    const isName = name.split(' ').every((word) => {
      const folded = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
      return particles.has(folded) || !known.has(folded);
    });
    if (name && isName && !/[\p{L}\p{N}<>{}=;]/u.test(others))
      return { found: sure(name), rest: without(text, start, name.length) };
  }
  if (!noGuess) return { rest: text };
  const { services, all } = noGuess;
  const alone = [...(text.raw.includes('··') ? text.raw.matchAll(START) : [])].flatMap(({ index }) =>
    at(index, (word, folded) => isCapital(word) && !all.has(folded)),
  );
  const guesses = [...after('vague', (_, folded) => !services.has(folded)), ...alone];
  const perhaps = guesses.find(({ then }) => END.test(then));
  return perhaps ? { found: unsure([perhaps.name]), rest: perhaps.rest } : { rest: text };
}

/** As many words from here on as belong to a name; it does not end with a small one. */
function nameAt(raw: string, start: number, belongs: (word: string, folded: string) => boolean | 'inside'): string {
  NAME.lastIndex = start;
  const all = NAME.exec(raw)?.[0].split(' ') ?? [];
  const taken: string[] = [];
  let length = 0;
  for (const word of all) {
    const answer = belongs(word, word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));
    if (answer === false || (answer === 'inside' && taken.length === 0)) break;
    taken.push(word);
    if (answer === true) length = taken.length;
  }
  const name = taken
    .slice(0, length)
    .join(' ')
    .replace(/[.-]+$/, '');
  return name.length <= LONGEST_NAME ? name : '';
}

/**
 * A message without what says who the visitor is, once that is dots: "2, soy ···" and "2 y mi correo es ···" are 2.
 *
 * @param folded without its typing mistakes
 */
export function besideContact(folded: string, lexicons: readonly Lexicon[]): string {
  if (!folded.includes('··')) return folded;
  const leads = lexicons.flatMap(({ nameIs }) => [nameIs.clear.source, nameIs.vague.source]).join('|');
  const parts = folded
    .replace(new RegExp(`(?:${leads}) ··+`, 'gu'), ',')
    .split(/[,;.!?\n]+|(?<!\p{L})(?:and|e|y)(?!\p{L})/u);
  return parts.filter((part) => !part.includes('··') && part.trim() !== '').join(',');
}

const without = (text: Text, start: number, length: number): Text => ({
  raw: mask(text.raw, start, start + length),
  folded: mask(text.folded, start, start + length),
});
