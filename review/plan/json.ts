import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from './model';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Most values are plain, and the comparison of objects takes its time. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && isDeepStrictEqual(one, other));

/** The object with each value made anew. */
export function mapObject(value: JsonObject, make: (child: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, make(child, key)]));
}

/** A JSON document in a text; undefined for any other text, and for one that is only a number or a word. */
export function parseDocument(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
