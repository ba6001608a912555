import { isObject } from './json';
import type { Json, JsonObject, Path } from './model';
import type { Scanner } from './scan';

/**
 * Takes secrets out of what is written. Each part of a review is one of these, and is hidden where it enters the review:
 *
 * | part | what of it is hidden |
 * | --- | --- |
 * | data: values, ids, messages, reasons of people | every secret, wherever in it |
 * | names: addresses, types, attributes, outputs, regions | keys and all else that no identifier can be |
 * | sentences of rules, which quote values | what is no plain word; a plain word where the value quoted has it |
 * | the review's own words: titles, risks, rules, verdicts | nothing |
 *
 * Truth values and numbers are never hidden: they are everywhere, and hiding one that equals a secret gives it away.
 */
export interface Hide {
  /** Data. */
  readonly text: (text: string) => string;
  /**
   * Data, with its keys; those of an element of a list are arguments of a block, unless they look like more.
   *
   * @param path where it stands. Default: by itself
   * @returns the same value where there is nothing to hide in it
   */
  readonly value: (value: Json, path?: Path) => Json;
  /** An object's attributes: the names of the outermost are the schema's. */
  readonly attributes: (value: JsonObject | null) => JsonObject | null;
  /** A name with its keys: `module.room["a"].aws_dynamodb_table.cache[0]`. */
  readonly name: (name: string) => string;
  /** @param of what the path leads into: its first step is an attribute, or a key like others */
  readonly path: (path: Path, of?: 'attributes' | 'value') => Path;
  /** @param about what its values may come from */
  readonly sentence: (sentence: string, about: readonly Json[]) => string;
}

/** For a plan without secrets. */
export const NOTHING_HIDDEN: Hide = {
  text: (text) => text,
  value: (value) => value,
  attributes: (value) => value,
  name: (name) => name,
  path: (path) => path,
  sentence: (sentence) => sentence,
};

/**
 * @param exact each secret's token
 * @param scanner has those of them that are long enough to be looked for within texts
 */
export function createHide(exact: ReadonlyMap<string, string>, scanner: Scanner): Hide {
  const text = (all: string): string => exact.get(all) ?? scanner.replace(all);

  function value(data: Json, isElement = false): Json {
    if (typeof data === 'string') return text(data);
    if (Array.isArray(data)) return list(data as readonly Json[]);
    return isObject(data) ? object(data, isElement ? argument : text) : data;
  }

  function list(data: readonly Json[]): Json {
    const hidden = data.map((child) => value(child, true));
    return hidden.every((child, index) => child === data[index]) ? data : hidden;
  }

  function object(data: JsonObject, hideKey: (key: string) => string): JsonObject {
    const entries = Object.entries(data);
    const hidden = entries.map(([key, child]) => [hideKey(key), value(child)] as const);
    const isSame = hidden.every(([key, child], index) => key === entries[index]![0] && child === entries[index]![1]);
    return isSame ? data : Object.fromEntries(hidden);
  }

  const argument = (key: string): string => (ARGUMENT.test(key) ? key : text(key));
  const attribute = (name: string): string => (IDENTIFIER.test(name) ? name : text(name));

  /** What lies within one identifier is its own; what goes beyond is not. */
  function name(all: string): string {
    const keyed = all.replace(KEY, (whole, key: string) => (exact.has(key) ? `"${exact.get(key)}"` : whole));
    const own = [...keyed.matchAll(KEY_OR_IDENTIFIERS)].filter(([, identifiers]) => identifiers !== undefined);
    return scanner.replace(
      keyed,
      ({ start, end }) => !own.some(({ 0: { length }, index }) => index <= start && end <= index + length),
    );
  }

  function step(path: Path, index: number, of: 'attributes' | 'value'): string | number {
    const [before, one] = [path[index - 1], path[index]!];
    if (typeof one === 'number') return one;
    if (isElementStep(one)) return `[${text(one.slice(1, -1))}]`;
    if (before === undefined) return of === 'attributes' ? attribute(one) : text(one);
    return isElementStep(before) ? argument(one) : text(one);
  }

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
    value: (data, path = []) => value(data, isElementStep(path.at(-1) ?? '')),
    attributes: (data) => data && object(data, attribute),
    name,
    path: (path, of = 'attributes') => path.map((_, index) => step(path, index, of)),
    sentence,
  };
}

/** As providers name the arguments of a block. */
const ARGUMENT = /^[a-z]+(?:_[a-z0-9]+)*$/;
const IDENTIFIER = /^[\p{L}\p{N}_-]+$/u;

/** Words alone, or numbers alone, as they stand in any sentence: no password that deserves the name. */
const PLAIN = /^(?:[\p{L}\s_.,:;'’()-]+|[\d\s.,:/-]+)$/u;

/** In a name, keys of `count` and `for_each` stand in quotes. */
const KEY = /"((?:\\.|[^"\\])*)"/gs;
const KEY_OR_IDENTIFIERS = /"(?:\\.|[^"\\])*"?|([\p{L}\p{N}_.-]+)/gsu;

/** A place in a list, or the name of one of its elements: `[AllowRead]`. */
const isElementStep = (step: string | number): boolean => typeof step === 'number' || step.startsWith('[');

/** All texts of a value, keys included. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([key, child]) => [key, ...textsIn(child)]) : [];
}
