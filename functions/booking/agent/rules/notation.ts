import { clock, type Lexicon } from './lexicon/lexicon';
import { edits, forgiven } from './text';

/** Shapes that need no language. */
const SHAPES: readonly (readonly [RegExp, (...match: string[]) => string])[] = [
  [/(?<![\d-])(\d{4}-\d\d-\d\d)(?![\d-])/g, (_, date) => `[${date}]`],
  [
    /(?<![\d./-])(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])/g,
    (_, first, _separator, second, year) => `[${first}/${second}/${year}]`,
  ],
  [/(?<!\d)(\d{1,2})(?:o|er|ro|do|to|mo)(?= de )/g, (_, number) => number],
  [/(?<![\d/])(\d{1,2}\/\d{1,2})(?![\d/])/g, (_, date) => `[${date}]`],
  [/(?<!\d)(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m\b\.?/g, (_, hour, minute, half) => clock(hour, minute, half)],
  [/(?<![\d@])(\d{1,2}):(\d\d)(?!\d)(?: ?h(?:rs?|s|oras?)?\b)?/g, (_, hour, minute) => clock(hour, minute)],
  [/(?<!\d)(\d{1,2}) ?h(?:rs?|s)?(?: ?(\d\d))?\b/g, (_, hour, minute) => clock(hour, minute)],
  [
    /(?<![\d.])(\d{1,2})\.([1-5]\d)(?![\d.])/g,
    (all, hour, minute) => (Number(minute) > 12 ? clock(hour, minute) : all),
  ],
];

/** Between two days. Between a day and a time, "a" is "at". */
const UNTIL = /(?<=\]|DAY) (?:al?|ao)(?: (?:el|[oa]))? (?=\[|[A-Z]+DAY)/g;

/** Hours without a name, beside a word or a time that makes them one. */
const NEIGHBOURS: readonly (readonly [RegExp, (...match: string[]) => string])[] = [
  [/(AFTER|BEFORE|BETWEEN) (\d{1,2})(?= |$)/g, (_, bound, hour) => `${bound} ${clock(hour)}`],
  [/(@[\d:]+[!?] (?:AND|OR|TO)) (\d{1,2})(?= |$)/g, (_, before, hour) => `${before} ${clock(hour)}`],
  [/(?<=^| )(\d{1,2}) (AND|OR|TO) (?=@)/g, (_, hour, link) => `${clock(hour)} ${link} `],
];

/**
 * A folded clause in the notation that `dates.ts` reads. What is no day and no time becomes a dot: a visitor's own words do not get through.
 *
 * @param lexicons the message's language first: where two read a word differently, it is right
 */
export function notate(clause: string, lexicons: readonly Lexicon[]): string {
  let text = clause
    .replace(/[@[\]!?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  text = rewrite(text, SHAPES);
  for (const lexicon of lexicons) {
    const numbers = new Map(Object.entries(lexicon.numbers));
    text = text.replace(/\p{L}+/gu, (word) => String(numbers.get(word) ?? word));
    text = rewrite(text, lexicon.rewritings).replace(UNTIL, ' TO ');
    // Its fillers and its other words are settled: to the next language they would mean something else.
    const fillers = new Set(lexicon.fillers);
    const known = new Set(lexicon.words);
    text = text.replace(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu, (word) =>
      fillers.has(word) ? '' : known.has(word) ? '·' : word,
    );
    text = text.replace(/ +/g, ' ').trim();
  }
  text = rewrite(text, NEIGHBOURS);
  return text
    .replace(/\[[^\]]*\]|@[\d:]+[!?]|[A-Z]+|(\S)/g, (kept, other) => (other ? '·' : kept))
    .replace(/·(?:\s*·)*/g, '·');
}

function rewrite(
  text: string,
  rules: readonly (readonly [RegExp, string | ((...match: string[]) => string)])[],
): string {
  return rules.reduce(
    (so, [phrase, notation]) =>
      typeof notation === 'string' ? so.replace(phrase, notation) : so.replace(phrase, notation),
    text,
  );
}

/**
 * Mends typing mistakes in words of days and times. People seldom mistake the first letter, and many words differ in it alone.
 *
 * @param others words that are right as they are
 */
export function mend(folded: string, lexicons: readonly Lexicon[], others: ReadonlySet<string>): string {
  return folded.replace(/\p{L}{4,}/gu, (word) => {
    if (others.has(word)) return word;
    for (const { weekdays, mended } of lexicons) {
      const right = [...Object.keys(weekdays), ...mended]
        .filter((known) => known.length >= 5)
        .find((known) => known[0] === word[0] && edits(word, known, forgiven(known)) <= forgiven(known));
      if (right) return right;
    }
    return word;
  });
}
