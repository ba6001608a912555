import { createHide, type Hide } from './hide';
import { isObject, mapObject, ownOf, parseDocument } from './json';
import type { Json, JsonObject } from './value';
import { digitsOf } from './number';
import { placeholder } from './placeholder';
import { createScanner, LEAST_PART } from './scan';

/** Of a document that is secret, its texts of at least so many characters are secret by themselves. */
const LEAST_LEAF = 8;

/** As attributes, headers and conditions are called: words, alone or joined. */
const NAME = /^_*(?:[a-z]+|[a-z][a-z\d]*(?:[_:-]+[a-z\d]+)+)_*$/i;

/** Of an object that is secret as a whole, so are its keys; nothing tells those of a map from names of a schema but their looks. */
const isSecretKey = (key: string): boolean => key.length >= LEAST_LEAF && !NAME.test(key);

/**
 * Too common to be a secret that anything could keep: a truth value, or a number of fewer than six characters. It is
 * masked where it is marked, and looked for nowhere else.
 */
const COMMON = /^(?:true|false|yes|no|on|off|null|(?=.{1,5}$)-?\d+(?:\.\d+)?)$/i;

/** Takes secrets out of values. What is secret shows as `(sensitive 3)`: the same number is the same secret. */
export interface Masker {
  /** Notes what is secret in a value: first for everything, then `mask` and `hide`. */
  readonly collect: (value: unknown, marks: unknown) => void;
  /**
   * The value without what is marked in it. What equals a secret of another place stays, so that a rule can judge it:
   * `hide` takes it out of whatever is written.
   *
   * @param place of the value, such as a resource's address: equal small secrets of two places have two numbers
   */
  readonly mask: (value: unknown, marks: unknown, place: string) => Json;
  /** Takes what was noted out of all else that is written. */
  readonly hide: Hide;
  /** Whether anything was noted that would have to be hidden. */
  readonly hasSecrets: () => boolean;
}

/** What of a value can be looked for elsewhere. */
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : digitsOf(value));

/** How a value is seen through Terraform's marks. */
type Seen = 'clear' | 'secret' | 'inside';

export function createMasker(): Masker {
  const numbers = new Map<string, number>();
  const exact = new Map<string, string>();
  const scanner = createScanner();

  const tokenOf = (key: string): string => {
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return placeholder(number);
  };

  function add(secret: string): void {
    if (COMMON.test(secret) || placeholder(0).includes(secret) || exact.has(secret)) return;
    const token = tokenOf(`text ${secret}`);
    exact.set(secret, token);
    if (secret.length >= LEAST_PART) scanner.add(secret, token);
    addLeaves(parseDocument(secret));
  }

  function addLeaves(value: Json | undefined): void {
    if (typeof value === 'string' && value.length >= LEAST_LEAF) add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(addLeaves);
  }

  function addAll(value: unknown): void {
    const text = textOf(value);
    if (text !== undefined) add(text);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(addAll);
    if (isObject(value)) Object.keys(value).filter(isSecretKey).forEach(add);
  }

  function collect(value: unknown, marks: unknown): void {
    const seen = look(value, marks);
    if (seen === 'secret') addAll(value);
    if (seen !== 'inside') return;
    if (Array.isArray(value)) value.forEach((child, index) => collect(child, (marks as unknown[])[index]));
    else for (const key in value as JsonObject) collect((value as JsonObject)[key], ownOf(marks, key)); // eslint-disable-line trinity/outside-keys -- its own
  }

  function mask(value: unknown, marks: unknown, place: string): Json {
    const seen = look(value, marks);
    if (seen === 'secret') return conceal(value, place);
    if (seen === 'clear') return (value ?? null) as Json;
    if (Array.isArray(value)) {
      return value.map((child, index) => mask(child, (marks as unknown[])[index], `${place}.${index}`));
    }
    return mapObject(value as JsonObject, (child, key) => mask(child, ownOf(marks, key), `${place}.${key}`));
  }

  const conceal = (value: unknown, place: string): Json =>
    exact.get(textOf(value) ?? '') ?? tokenOf(`${typeof value} ${JSON.stringify(value)} of ${place}`);

  return { collect, mask, hide: createHide(exact, scanner), hasSecrets: () => exact.size > 0 };
}

/**
 * Terraform's marks have the shape of the value, with true for what is secret; of an object, what is neither secret nor
 * a container is left out. A mask that is missing, or of another shape, tells nothing: then everything beneath is secret.
 */
function look(value: unknown, marks: unknown): Seen {
  if (value === null || value === undefined) return 'clear';
  if (marks === true) return 'secret';
  if (Array.isArray(value)) return Array.isArray(marks) && marks.length === value.length ? 'inside' : 'secret';
  if (isObject(value)) return isObject(marks) ? 'inside' : 'secret';
  return marks === undefined || marks === false ? 'clear' : 'secret';
}

/** Marks for a value in which nothing is secret. */
export function nothingMarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nothingMarked);
  return isObject(value) ? mapObject(value, (child) => nothingMarked(child) as Json) : false;
}
