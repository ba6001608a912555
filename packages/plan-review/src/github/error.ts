import { OutsideError } from '../../../../programs/errors';

/** What GitHub, or the way to it, did not let happen, for a person: what happened, and what to do next. */
export class GitHubError extends OutsideError {
  override readonly name = 'GitHubError';

  /**
   * @param message one or more sentences; never holds the token
   * @param next what to do
   * @param status of the answer; 429 for every kind of rate limit; undefined when there was no answer
   */
  constructor(
    message: string,
    next: string,
    readonly status?: number,
  ) {
    super(message, { next });
  }
}
