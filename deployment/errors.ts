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
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError';
  /** Whether a report, or a result in JSON, says it already. Default: no. */
  readonly reported: boolean;
  /** Addresses of what is in the way. Default: none, or nobody can say. */
  readonly about: readonly string[];

  /**
   * @param message one or more sentences, with the value that is wrong
   * @param next what to do, with the command where there is one
   */
  constructor(
    readonly stage: Stage,
    message: string,
    readonly next: string,
    options: ErrorOptions & { readonly reported?: boolean; readonly about?: readonly string[] } = {},
  ) {
    super(message, options);
    this.reported = options.reported ?? false;
    this.about = options.about ?? [];
  }
}

/** What a fault of the outside world means to an operator. */
export interface Explanation {
  /** One sentence. */
  readonly reason: string;
  /** What to do, with the command where there is one. */
  readonly next: string;
}
