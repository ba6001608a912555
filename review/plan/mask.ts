import { isObject, mapObject } from './json';
import type { Json, JsonObject } from './model';

/**
 * A secret of at least so many characters is looked for within other texts, too; a shorter one is masked only where it
 * is the whole value, or every text with an "a" in it would be gone.
 */
const LEAST_PART = 4;
/** From here on, also the ways in which a text is usually written into another one. */
const LEAST_ENCODED = 8;
/** Alternatives of one regular expression. */
const MOST_ALTERNATIVES = 500;

/** Takes secrets out of values and texts. What is secret shows as `(sensitive 3)`: the same number is the same secret. */
export interface Masker {
  /** Notes what is secret in a value: first for everything, then `mask` and `hide`. */
  readonly collect: (value: unknown, marks: unknown) => void;
  /**
   * @param place of the value, such as a resource's address: equal small secrets of two places have two numbers
   * @returns the value without its secrets, and without those of other places
   */
  readonly mask: (value: unknown, marks: unknown, place: string) => Json;
  /** @returns the text without any secret */
  readonly hide: (text: string) => string;
}

/** How a value is seen through Terraform's marks. */
type Seen = 'clear' | 'secret' | 'inside';

export function createMasker(): Masker {
  const numbers = new Map<string, number>();
  const exact = new Map<string, string>();
  const parts = new Map<string, string>();
  const done = new Map<string, string>();
  let expressions: RegExp[] | undefined;

  const tokenOf = (key: string): string => {
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return `(sensitive ${number})`;
  };

  function add(secret: string): void {
    if (secret === '' || exact.has(secret)) return;
    const token = tokenOf(`text ${secret}`);
    exact.set(secret, token);
    if (secret.length >= LEAST_PART) parts.set(secret, token);
    if (secret.length >= LEAST_ENCODED) for (const text of encodings(secret)) parts.set(text, token);
    expressions = undefined;
  }

  function addAll(value: unknown): void {
    if (typeof value === 'string') add(value);
    else if (typeof value === 'number' && String(value).length >= LEAST_PART) add(String(value));
    else if (Array.isArray(value)) value.forEach(addAll);
    else if (isObject(value)) Object.values(value).forEach(addAll);
  }

  function collect(value: unknown, marks: unknown): void {
    const seen = look(value, marks);
    if (seen === 'secret') addAll(value);
    if (seen !== 'inside') return;
    for (const [key, child] of Object.entries(value as object)) collect(child, (marks as JsonObject)[key]);
  }

  function mask(value: unknown, marks: unknown, place: string): Json {
    const seen = look(value, marks);
    if (seen === 'secret') return conceal(value, place);
    if (seen === 'clear') return clear(value);
    if (Array.isArray(value)) {
      return value.map((child, index) => mask(child, (marks as unknown[])[index], `${place}.${index}`));
    }
    return mapObject(value as JsonObject, (child, key) => mask(child, (marks as JsonObject)[key], `${place}.${key}`));
  }

  function conceal(value: unknown, place: string): Json {
    if (value === null || value === undefined) return null;
    const text = typeof value === 'string' ? value : undefined;
    return text !== undefined && exact.has(text)
      ? exact.get(text)!
      : tokenOf(`${typeof value} ${JSON.stringify(value)} of ${place}`);
  }

  /** Of a leaf that is no secret here, but may be one elsewhere. */
  function clear(value: unknown): Json {
    if (typeof value === 'string') return hide(value);
    if (typeof value === 'number') return exact.get(String(value)) ?? value;
    return (value ?? null) as Json;
  }

  function hide(text: string): string {
    if (exact.size === 0) return text;
    const known = exact.get(text) ?? done.get(text);
    if (known !== undefined) return known;
    expressions ??= expressionsOf([...parts.keys()]);
    let hidden = text;
    for (const expression of expressions) hidden = hidden.replace(expression, (secret) => parts.get(secret)!);
    done.set(text, hidden);
    return hidden;
  }

  return { collect, mask, hide };
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

/** As it stands within JSON, within JSON within JSON, in a URL, and in Base64 (whose last characters depend on what follows). */
function encodings(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64').replace(/.?=+$/, '');
  return [escaped, twice, encodeURIComponent(secret), base64].filter((text) => text !== secret);
}

/** The longest first: of two secrets that begin alike, the longer one is meant where it stands. */
function expressionsOf(secrets: readonly string[]): RegExp[] {
  const sorted = secrets
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const chunks = Math.ceil(sorted.length / MOST_ALTERNATIVES);
  return Array.from({ length: chunks }, (_, chunk) => {
    const from = chunk * MOST_ALTERNATIVES;
    return new RegExp(sorted.slice(from, from + MOST_ALTERNATIVES).join('|'), 'g');
  });
}
