import { types } from 'node:util';
import { ProgramError } from './errors';

/** Something that the person at the keyboard can put right: shown as one message, without a stack. */
export class UserError extends ProgramError {
  override readonly name: string = 'UserError';
  readonly stage: string = 'invalid';
}

/** The command line was not understood. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
  override readonly stage = 'usage';
}

/** Errors of another realm, too: a resolver's, or Node's own where a test runs in a context of its own. */
export const isError = (error: unknown): error is Error => error instanceof Error || types.isNativeError(error);

export const messageOf = (error: unknown): string => (isError(error) ? error.message : String(error));

/** What a program has said. Messages of our own errors are whole; of a crash, the lines of the stack say nothing to who changed a file. */
export const withoutStack = (said: string): string =>
  said
    .split('\n')
    .filter((line) => !/^\s+at |^Node\.js v/.test(line))
    .join('\n')
    .trim();
