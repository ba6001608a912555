/**
 * Two kinds of exception. What a user did wrong is no exception here: it is a `Result` (result.ts), because it is
 * expected. An exception that is neither of these two came from AWS or from the runtime and is treated like a bug:
 * Lambda counts it as an error, retries what is asynchronous, and AppSync answers `InternalError`. Not of the family of programs/errors.ts:
 * these never leave AWS.
 */

/** The outside world failed: TMDB, or the parameter that holds its key. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  /**
   * @param operation what was attempted, for the log: `GET /discover/movie`
   * @param reason a sentence that a member of the app may read: no key, no address, no stack
   */
  constructor(
    readonly operation: string,
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`${operation}: ${reason}`, options);
  }
}

/** A mistake in this project: a payload that no resolver sends. */
export class BugError extends Error {
  override readonly name = 'BugError';
}
