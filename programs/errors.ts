export interface ProgramErrorOptions extends ErrorOptions {
  /** What to do, a step a line, with the command where there is one. Default: the message ends with it */
  readonly next?: string;
}

/**
 * What ends a program, and is no fault of the program itself: a person is told, without a stack (end.ts). Who is at fault is the class:
 * a person (`UserError`), or what the program talks to (`OutsideError`); of a `CommandError`, its stage says it. Any other error is a bug.
 */
export abstract class ProgramError extends Error {
  /** What it counts as: each program has an exit code for it. */
  abstract readonly stage: string;
  readonly next: string | undefined;

  constructor(message: string, { next, ...options }: ProgramErrorOptions = {}) {
    super(message, options);
    this.next = next;
  }
}

/** The outside world failed: a service, the network, another program. */
export class OutsideError extends ProgramError {
  override readonly name: string = 'OutsideError';
  readonly stage = 'outside';
  override readonly next: string;
  /** What was asked for, where the message does not say it: `DynamoDB CreateTable`. */
  readonly operation: string | undefined;

  /**
   * @param message one or more sentences; of a service's answer, its own words
   * @param options.next what to do
   */
  constructor(
    message: string,
    { operation, next, ...options }: ErrorOptions & { readonly next: string; readonly operation?: string },
  ) {
    super(message, options);
    this.next = next;
    this.operation = operation;
  }
}

/** A command that ended early, for a person: what happened, and what to do next. */
export abstract class CommandError<Stage extends string> extends ProgramError {
  override readonly next: string;
  /** Whether a report, or a result in JSON, says it already. Default: no. */
  readonly reported: boolean;

  /**
   * @param stage has an exit code of its own
   * @param message one or more sentences, with the value that is wrong
   * @param next what to do, a step a line, with the command where there is one
   */
  constructor(
    readonly stage: Stage,
    message: string,
    next: string,
    { reported = false, ...options }: ErrorOptions & { readonly reported?: boolean } = {},
  ) {
    super(message, options);
    this.next = next;
    this.reported = reported;
  }
}
