/** A part of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text, or what it says once something in it is decoded. */
export interface Reading {
  readonly text: string;
  /** Of each character, where it stands in what is written; undefined where nothing was decoded. */
  readonly places?: readonly Span[];
}

/** One way in which a text is written into another one. */
interface Code {
  readonly written: RegExp;
  readonly read: (written: string) => string;
}

const hex = (digits: number): string => `[\\da-fA-F]{${digits}}`;
const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }), // of others, the character itself
);

/** As in JSON, and in a key of an address, which HCL writes. */
const ESCAPES: Code = {
  written: new RegExp(`\\\\(?:["\\\\/bfnrt]|u${hex(4)}|U000${hex(5)}|U0010${hex(4)})`, 'g'),
  read: ([, kind = '', ...digits]) =>
    digits.length > 0 ? String.fromCodePoint(parseInt(digits.join(''), 16)) : (SHORT.get(kind) ?? kind),
};

/** HCL's `$${` and `%%{`. */
const TEMPLATES: Code = { written: /([$%])\1(?=\{)/g, read: ([one = '']) => one };

const next = `%[89abAB]${hex(1)}`;
/** Of a URL, a character of UTF-8 at a time. */
const PERCENT: Code = {
  written: new RegExp(
    `%[0-7]${hex(1)}|%[cdCD]${hex(1)}${next}|%[eE]${hex(1)}(?:${next}){2}|%[fF][0-4](?:${next}){3}`,
    'g',
  ),
  read: (written) => Buffer.from(written.replaceAll('%', ''), 'hex').toString(),
};

/** White space says the same however much it is: an indentation, or a line's end on Windows. A form writes it as +. */
const SPACES: Code = { written: /[\s+]+/g, read: () => ' ' };

/** The ends of lines into which Base64 is broken. */
const WRAPS: Code = { written: /\r?\n(?<=[\w+/-]{60}\r?\n)[ \t]*(?=[\w+/=-])/g, read: () => '' };

/** So often is one text written into another: JSON into JSON into a URL. */
const MOST_LEVELS = 3;

/** The text, and what it says when it is decoded, in any way, and again. */
export function readingsOf(text: string): Reading[] {
  const all: Reading[] = [{ text }];
  for (let from = 0, level = 0; level < MOST_LEVELS; level += 1) {
    const made = all.slice(from).flatMap((one) => [ESCAPES, TEMPLATES, PERCENT].flatMap((code) => decoded(one, code)));
    from = all.length;
    for (const one of made) if (!all.some((known) => known.text === one.text)) all.push(one);
  }
  return all;
}

/** Also as one line: Base64 that is broken into several; and, on demand, with its white space made the same. */
export const flatReadings = (readings: readonly Reading[], isSpaced: boolean): Reading[] =>
  readings.flatMap((one) => [...decoded(one, WRAPS), ...(isSpaced ? decoded(one, SPACES) : [])]);

/** @returns as `flatReadings` makes it: what is looked for there has to look the same */
export const spaced = (text: string): string => text.trim().replace(SPACES.written, ' ');

/** @returns nothing where there is nothing to decode */
function decoded({ text, places }: Reading, { written, read }: Code): Reading[] {
  if (text.search(written) < 0) return [];
  const placeOf = (at: number): Span => places?.[at] ?? { start: at, end: at + 1 };
  const made: Span[] = [];
  let all = '';
  let from = 0;
  const keepTo = (end: number): void => {
    for (let at = from; at < end; at += 1) made.push(placeOf(at));
    all += text.slice(from, end);
  };
  for (const { 0: whole, index } of text.matchAll(written)) {
    keepTo(index);
    from = index + whole.length;
    const meant = read(whole);
    const place = { start: placeOf(index).start, end: placeOf(from - 1).end };
    for (let unit = 0; unit < meant.length; unit += 1) made.push(place);
    all += meant;
  }
  keepTo(text.length);
  return [{ text: all, places: made }];
}
