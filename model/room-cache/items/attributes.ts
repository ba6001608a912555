import type { MediaType } from '../../../api/room-cache/schema.types';

/*
 * How attributes of an item are understood, whoever wrote it. The functions, the resolvers and the command line share this
 * folder, so it keeps to what APPSYNC_JS has (docs.aws.amazon.com/appsync/latest/devguide/supported-features.html): no
 * Array.isArray, no Number(), no throw.
 */

/** Nothing, where an optional attribute is left out: its type names it, so that none that the API shows can be forgotten. */
export type LeftOut<Name extends string> = { readonly [Each in Name]: undefined };

/** Seconds up to here, milliseconds beyond: in seconds it is the year 5138, in milliseconds 1973. */
export const LATEST_SECONDS = 99_999_999_999;

/** GraphQL's Int (spec October 2021, section 3.5.1). */
const LARGEST_INT = 2_147_483_647;
/** Number.MAX_SAFE_INTEGER, which APPSYNC_JS does not have. */
const LARGEST_SAFE = 9_007_199_254_740_991;

/**
 * A finite number, also one that was written as text. `+ 0` makes it JavaScript's own: as AppSync has it from DynamoDB, it is
 * reported to be "null" as text and as a key (aws-appsync-community#308).
 */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? +value : value;
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : undefined;
}

/** A whole number from 0 on. */
export function wholeOf(value: unknown): number | undefined {
  const number = numberOf(value);
  const isWhole = number !== undefined && number >= 0 && number <= LARGEST_SAFE && Math.floor(number) === number;
  return isWhole ? number : undefined;
}

/** A whole number from 0 on that GraphQL can show. */
export function countOf(value: unknown): number | undefined {
  const whole = wholeOf(value);
  return whole !== undefined && whole <= LARGEST_INT ? whole : undefined;
}

/** Text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A name of something, also one that was written as a whole number: TMDB's ids are numbers. */
export function idOf(value: unknown): string | undefined {
  const whole = typeof value === 'number' ? wholeOf(value) : undefined;
  return whole === undefined ? textOf(value) : `${whole}`;
}

/** Whether nothing was written: DynamoDB knows NULL, too. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** One of these words in capitals, however it was written. */
export function wordOf<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  const capitals = (typeof value === 'string' ? value.toUpperCase() : '') as T;
  return words.indexOf(capitals) < 0 ? undefined : capitals;
}

/** TMDB's genres: none unless said; undefined when it is no list of them. */
export function genresOf(value: unknown): number[] | undefined {
  return wholesOf(value, LARGEST_INT);
}

/** Whole numbers from 0 on: none unless said; undefined when it is no list, or there is something else in it. */
export function wholesOf(value: unknown, largest = LARGEST_SAFE): number[] | undefined {
  if (isAbsent(value)) {
    return [];
  }
  if (typeof value !== 'object' || !JSON.stringify(value).startsWith('[')) {
    return undefined;
  }
  const all = (value as unknown[]).map((element) => wholeOf(element));
  const numbers = all.filter((element) => element !== undefined && element <= largest);
  return numbers.length === all.length ? (numbers as number[]) : undefined;
}

/**
 * Epoch seconds after which an item is not there any more. One without a `ttl` never expires, as DynamoDB has it. One in
 * milliseconds is deleted by nobody, so it is all the more judged here.
 */
export function expiryOf(ttl: unknown): number | undefined {
  if (isAbsent(ttl)) {
    return LATEST_SECONDS;
  }
  const number = numberOf(ttl);
  if (number === undefined) {
    return undefined;
  }
  const seconds = Math.floor(number > LATEST_SECONDS ? number / 1000 : number);
  return Math.min(seconds, LATEST_SECONDS);
}

/** Long ago: whoever asks how old something is that does not say so is told that it is not new. */
const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';
const DIGITS = '0123456789';
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-03-01T12:00:00.000Z`, as JavaScript writes a time; of anything else GraphQL's AWSDateTime might make an error. */
export function timeOf(value: unknown): string {
  const text = textOf(value) ?? '';
  const characters = text.split('');
  const fits =
    characters.length === UNKNOWN_TIME.length &&
    characters.every((one, index) => {
      const expected = UNKNOWN_TIME.slice(index, index + 1);
      return DIGITS.indexOf(expected) < 0 ? one === expected : DIGITS.indexOf(one) >= 0;
    });
  return fits && isOnClock(text) ? text : UNKNOWN_TIME;
}

/** Whether there is such a day, and such a time of day. */
function isOnClock(text: string): boolean {
  const year = numberOf(text.slice(0, 4)) ?? 0;
  const month = numberOf(text.slice(5, 7)) ?? 0;
  const day = numberOf(text.slice(8, 10)) ?? 0;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeapYear ? 28 : DAYS.find((_, index) => index === month - 1);
  return (
    year > 0 &&
    days !== undefined &&
    day >= 1 &&
    day <= days &&
    text.slice(11, 13) <= '23' &&
    text.slice(14, 16) <= '59' &&
    text.slice(17, 19) <= '59'
  );
}

/** Longer than this nobody holds a lease: it is the longest that a Lambda function runs (Lambda's quotas: 900 s). */
export const LONGEST_LEASE_MS = 900_000;

export const WRONG_TTL = 'ttl is not a number of seconds or milliseconds';
export const WRONG_GENRES = 'genreIds is not a list of whole numbers';

/** TMDB keeps films and series in two catalogues with different paths and field names. */
export const MEDIA_TYPES = ['MOVIE', 'TV'] as const satisfies readonly MediaType[];
export const WRONG_MEDIA_TYPE = 'mediaType is not MOVIE or TV';
