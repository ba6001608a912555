import { own } from '../../../keys/own';
import { id } from '../../../model/booking/items/values';
import type { Reading } from '../../../model/item';
import { succeed, type Failure, type Result } from '../../shared/result';
import { shown } from '../../shared/text';
import { fail } from './failure';

/** Characters of a value that a message shows. */
const SHOWN = 60;

/**
 * Checks what a client has sent by the very shape that the item has to have.
 *
 * @param input what it was made of, for the message
 * @param name what the API calls it
 */
export function checked<T>({ value, problem = '' }: Reading<T>, input: unknown, name = 'input'): Result<T> {
  if (value !== undefined) return succeed(value);
  const [path = ''] = problem.split(' ');
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => own(at as Record<string, unknown> | undefined, key), input);
  return invalid(`${name}.${problem}`, found);
}

/** `input.name is not 1 to 200 characters: it is "".` @param problem what is wrong and what is allowed */
export function invalid(problem: string, found: unknown): Failure {
  const value = found === undefined || found === null ? 'missing' : JSON.stringify(found);
  return fail('ValidationError', `${problem}: it is ${value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value}.`);
}

/** Without the nulls that say that something is left out, and without spaces around texts. */
export function tidy<T>(input: T): T {
  if (typeof input === 'string') return shown(input) as T;
  if (Array.isArray(input)) return input.map(tidy) as T;
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === null ? [] : [[name, tidy(value)]])),
  ) as T;
}

/** Whether a text can be an id at all: what cannot is not looked for. */
export const isId = (text: string): boolean => id.safeParse(text).success;

/** @param what `service` @param where `the query "services"` */
export const notFound = (what: string, found: string, where: string): Failure =>
  fail('NotFound', `There is no ${what} "${found.slice(0, SHOWN)}". Take an id of ${where}.`);

/**
 * What a client names so that it is the same when it asks again: a request, a conversation. It is all that keeps one visitor's from
 * another's, for whoever sends the same is told of the same.
 */
export const isSecretId = (text: string): boolean => /^[\w-]{16,64}$/.test(text);
export const SECRET_ID = '16 to 64 letters, digits, _ or - that nobody guesses, as a UUID';
