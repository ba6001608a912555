/** The command line was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Why something was not reviewed, or not posted, for a person: what happened, and what to do next. */
export class ReviewError extends Error {
  override readonly name: string = 'ReviewError';
  /** Whether a result in JSON says it already. Default: no. */
  readonly reported: boolean;

  /**
   * @param stage has an exit code of its own: the request is not valid, a plan cannot be judged, a review not be posted
   * @param message one or more sentences, with the value that is wrong
   * @param next what to do, a step a line
   */
  constructor(
    readonly stage: 'invalid' | 'unreadable' | 'post',
    message: string,
    readonly next: string,
    { reported = false, ...options }: ErrorOptions & { readonly reported?: boolean } = {},
  ) {
    super(message, options);
    this.reported = reported;
  }
}

/** For a program that asked for JSON. */
export const errorJson = (stage: string, reason: string, next: string): object => ({
  error: { stage, reason, next: next.split('\n') },
});
