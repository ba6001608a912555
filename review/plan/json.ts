import { isDeepStrictEqual } from 'node:util';
import { own } from '../../keys/own';
import type { Json, JsonObject } from './model';

/** Levels of nesting. No provider's schema comes near; what goes deeper would overflow the stack. */
export const MOST_LEVELS = 200;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Most values are plain, and the comparison of objects takes its time. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && isDeepStrictEqual(one, other));

/** The object with each value made anew. It inherits nothing: a tag may be called `constructor`, or `__proto__`. */
export function mapObject(value: JsonObject, make: (child: Json, key: string) => Json): JsonObject {
  const made = Object.create(null) as Record<string, Json>;
  for (const [key, child] of Object.entries(value)) made[key] = make(child, key); // eslint-disable-line trinity/outside-keys -- it inherits no setter
  return made;
}

/** What the object itself has of that name; nothing of what is no object. */
export const ownOf = (value: unknown, key: string): Json | undefined => (isObject(value) ? own(value, key) : undefined);

/** A JSON document in a text; undefined for any other text, and for one that is only a number or a word. */
export function parseDocument(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text) || isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether brackets nest deeper than `MOST_LEVELS`, told without parsing. */
export function isTooDeep(text: string): boolean {
  let level = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') index = endOfText(text, index + 1);
    else if (character === '{' || character === '[') level += 1;
    else if (character === '}' || character === ']') level -= 1;
    if (level > MOST_LEVELS) return true;
  }
  return false;
}

/** Where the quotation mark is that ends a text, or the end of all. */
function endOfText(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}
