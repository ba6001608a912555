import { CommandError } from '../programs/errors';
import { messageOf } from '../programs/user-error';

export { isError, messageOf } from '../programs/user-error';

/** An error's message in one line. */
export const sentence = (error: unknown): string => messageOf(error).replace(/\s+/g, ' ');

/**
 * What a failure counts as, whatever step or command it was in: why a command did not do what it was told. Each has an exit code of its
 * own (cli/exit-codes.ts).
 */
export type Stage =
  | 'invalid'
  | 'preflight'
  | 'declined'
  | 'plan'
  | 'apply'
  | 'verification'
  | 'performance'
  | 'rollback'
  | 'interrupted'
  | 'unreadable'
  | 'post';

/** A command that ended early, for a person: what happened, and what to do next. */
export class DeploymentError extends CommandError<Stage> {
  override readonly name = 'DeploymentError';
  /** Addresses of what is in the way. Default: none, or nobody can say. */
  readonly about: readonly string[];

  constructor(
    stage: Stage,
    message: string,
    next: string,
    { about = [], ...options }: ErrorOptions & { readonly reported?: boolean; readonly about?: readonly string[] } = {},
  ) {
    super(stage, message, next, options);
    this.about = about;
  }
}

/** What a fault of the outside world means to an operator. */
export interface Explanation {
  /** One sentence. */
  readonly reason: string;
  /** What to do, with the command where there is one. */
  readonly next: string;
}
