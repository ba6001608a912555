import { isObject } from './json';
import type { Path } from './model';
import type { Json, JsonObject } from './value';
import { digitsOf } from './number';
import { attributesOf, DATA, elementIn, isSchemas, keyIn, type Place } from './place';
import { readingsOf } from './readings';
import type { Scanner } from './scan';

/**
 * Takes secrets out of what is written. Each part of a review is one of these, and is hidden where it enters the review:
 *
 * | part | what of it is hidden |
 * | --- | --- |
 * | data: values, ids, messages, reasons of people | every secret, wherever in it; a number that is one as a whole |
 * | names: addresses, types, attributes, outputs, regions | keys and all else that no identifier can be |
 * | sentences of rules, which quote values | what is no plain word; a plain word where the value quoted has it |
 * | the review's own words: titles, risks, rules, verdicts | nothing |
 *
 * A number of six characters or more is a secret like any, whether it is marked, or stands elsewhere, as a number or as a
 * text. Shorter ones, and truth values, are hidden only where they are marked: they are everywhere.
 */
export interface Hide {
  /** Data. */
  readonly text: (text: string) => string;
  /**
   * Data, with its keys; those that are a schema's stay.
   *
   * @param place where it stands. Default: by itself, where all keys are data
   * @returns the same value where there is nothing to hide in it
   */
  readonly value: (value: Json, place?: Place) => Json;
  /** An object's attributes. @param configured of `ResourceChange` */
  readonly attributes: (value: JsonObject | null, configured?: ReadonlySet<string>) => JsonObject | null;
  /** A name with its keys: `module.room["a"].aws_dynamodb_table.cache[0]`. */
  readonly name: (name: string) => string;
  readonly path: (place: Place) => Path;
  /** @param about what its values may come from */
  readonly sentence: (sentence: string, about: readonly Json[]) => string;
}

/** For a plan without secrets. */
export const NOTHING_HIDDEN: Hide = {
  text: (text) => text,
  value: (value) => value,
  attributes: (value) => value,
  name: (name) => name,
  path: ({ steps }) => steps.map(({ step }) => step),
  sentence: (sentence) => sentence,
};

/**
 * @param exact each secret's token
 * @param scanner has those of them that are long enough to be looked for within texts
 */
export function createHide(exact: ReadonlyMap<string, string>, scanner: Scanner): Hide {
  const text = (all: string): string => exact.get(all) ?? scanner.replace(all);

  function value(data: Json, place: Place = DATA): Json {
    if (typeof data === 'string') return text(data);
    if (Array.isArray(data)) return list(data as readonly Json[], place);
    if (isObject(data)) return object(data, place);
    return exact.get(digitsOf(data) ?? '') ?? data;
  }

  function list(data: readonly Json[], place: Place): Json {
    const hidden = data.map((child, index) => value(child, elementIn(place, index)));
    return hidden.every((child, index) => child === data[index]) ? data : hidden;
  }

  function object(data: JsonObject, place: Place): JsonObject {
    const entries = Object.entries(data);
    const hidden = entries.map(
      ([key, child]) => [isSchemas(place.keys, key) ? key : text(key), value(child, keyIn(place, key))] as const,
    );
    const isSame = hidden.every(([key, child], index) => key === entries[index]![0] && child === entries[index]![1]);
    return isSame ? data : Object.fromEntries(hidden);
  }

  /** What lies within one identifier is its own; what goes beyond is not. */
  function name(all: string): string {
    const keyed = all.replace(KEY, (whole, key: string | undefined, number: string) => {
      if (key === undefined) return exact.has(number) ? `[${exact.get(number)}]` : whole;
      const secret = readingsOf(key).find(({ text }) => exact.has(text));
      return secret ? `"${exact.get(secret.text)}"` : whole;
    });
    const own = [...keyed.matchAll(KEY_OR_IDENTIFIERS)].filter(([, identifiers]) => identifiers !== undefined);
    return scanner.replace(
      keyed,
      ({ start, end }) => !own.some(({ 0: { length }, index }) => index <= start && end <= index + length),
    );
  }

  const path = ({ steps }: Place): Path =>
    steps.map(({ step, is }) => {
      if (typeof step === 'number' || is === 'schema') return step;
      return is === 'element' ? `[${text(step.slice(1, -1))}]` : text(step);
    });

  function sentence(words: string, about: readonly Json[]): string {
    let seen: ReadonlySet<string> | undefined;
    return scanner.replace(words, ({ token, secret }) => {
      if (!PLAIN.test(secret)) return true;
      seen ??= new Set(about.flatMap(textsIn).flatMap(scanner.tokensIn));
      return seen.has(token);
    });
  }

  return {
    text,
    value,
    attributes: (data, configured) => data && object(data, attributesOf(configured)),
    name,
    path,
    sentence,
  };
}

/** Words alone, or numbers alone, as they stand in any sentence: no password that deserves the name. */
const PLAIN = /^(?:[\p{L}\s_.,:;'’()-]+|[\d\s.,:/-]+)$/u;

/** In a name, keys of `for_each` stand in quotes, and those of `count` do not. */
const KEY = /"((?:\\.|[^"\\])*)"|\[(-?\d+(?:\.\d+)?)\]/gs;
const KEY_OR_IDENTIFIERS = /"(?:\\.|[^"\\])*"?|([\p{L}\p{N}_.-]+)/gsu;

/** All texts of a value, keys and numbers included. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  if (isObject(value)) return Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]);
  return [digitsOf(value) ?? []].flat();
}
