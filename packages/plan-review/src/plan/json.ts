import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { own } from '../../../../keys/own';
import type { Json, JsonObject } from './value';
import { ExactNumber, isSameNumber, numberFrom } from './number';

/** Levels of nesting. No provider's schema comes near; what goes deeper would overflow the stack. */
export const MOST_LEVELS = 200;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);

/** Most values are plain, and the comparison of objects takes its time. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' ? isDeepStrictEqual(one, other) : isSameNumber(one, other));

/** The object with each value made anew. It inherits nothing: a tag may be called `constructor`, or `__proto__`. */
export function mapObject(value: JsonObject, make: (child: Json, key: string) => Json): JsonObject {
  const made = Object.create(null) as Record<string, Json>;
  for (const key in value) made[key] = make(value[key]!, key); // eslint-disable-line trinity/outside-keys -- it inherits no setter
  return made;
}

/** What the object itself has of that name; nothing of what is no object. */
export const ownOf = (value: unknown, key: string): Json | undefined => (isObject(value) ? own(value, key) : undefined);

/** A JSON document in a text; undefined for any other text, and for one that is only a number or a word. */
export function parseDocument(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The JSON nests deeper than `MOST_LEVELS`. */
export class TooDeepError extends Error {
  override readonly name = 'TooDeepError';
}

/**
 * The value of a JSON text. A number of which JavaScript would keep other digits is an `ExactNumber`: a look at the text
 * tells whether there may be one, and only then it is read once more, with those in quotes.
 *
 * @throws SyntaxError for what is no JSON, TooDeepError
 */
export function parseJson(text: string): Json {
  const parsed = JSON.parse(text) as Json;
  if (!isWithin(parsed, MOST_LEVELS)) throw new TooDeepError(`It is nested more than ${MOST_LEVELS} levels deep.`);
  const odd = MAY_BE_ODD.test(text) ? oddNumbersIn(text) : [];
  if (odd.length === 0) return parsed;
  const mark = randomUUID();
  const ends = [0, ...odd.map(({ end }) => end)];
  const pieces = odd.map(
    ({ start, end }, index) => `${text.slice(ends[index], start)}"${mark}${text.slice(start, end)}"`,
  );
  return JSON.parse(`${pieces.join('')}${text.slice(ends.at(-1))}`, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? numberFrom(value.slice(mark.length)) : value,
  ) as Json;
}

/** The value as a JSON text, as `JSON.stringify` writes it, with all digits of all numbers. */
export function writeJson(value: unknown, indent?: number): string {
  const mark = randomUUID();
  let hasMarks = false;
  const text = JSON.stringify(
    value,
    (_, child: unknown) => {
      if (!(child instanceof ExactNumber)) return child;
      hasMarks = true;
      return mark + child.source;
    },
    indent,
  );
  return hasMarks ? text.replaceAll(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1') : text;
}

/** Fifteen characters or more, six zeros after the point, an exponent, or -0, where a number may stand; within a text, too. */
const MAY_BE_ODD = /(?:^|[[:,\s])-?(?:\d[\d.]{14}|0\.0{6}|\d[\d.]*[eE]|0(?<=-0))/;

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  // No list is made of what an object has, which takes six times as long: a plan has tens of thousands of them.
  for (const key in value) if (!isWithin((value as Record<string, unknown>)[key], levels - 1)) return false; // eslint-disable-line trinity/outside-keys -- its own
  return true;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where numbers stand that are no JavaScript numbers, or no usual ones. */
function oddNumbersIn(text: string): Place[] {
  const found: Place[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfText(text, index + 1);
    else if (code === MINUS || isDigit(code)) {
      NUMBER.lastIndex = index;
      const end = NUMBER.test(text) ? NUMBER.lastIndex : index + 1;
      if (end - index > 1 && isOdd(text.slice(index, end))) found.push({ start: index, end });
      index = end - 1;
    }
  }
  return found;
}

const [QUOTE, BACKSLASH, MINUS] = [...'"\\-'].map((one) => one.charCodeAt(0));
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function isOdd(source: string): boolean {
  const number = numberFrom(source);
  return typeof number === 'object' || Object.is(Number(source), -0);
}

/** Where the quotation mark is that ends a text, or the end of all. */
export function endOfText(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
