import * as z from 'zod/mini';

/** Why a request brought nothing. */
export interface Fault {
  /** For a member of the app. */
  readonly reason: string;
  /** For an operator. Holds no key: it is made of status codes, error codes and paths inside a body. */
  readonly detail: string;
  readonly retryable: boolean;
  /** Milliseconds that TMDB wants us to stay away. */
  readonly retryAfter?: number;
  readonly keyRefused?: boolean;
  /** Ended from here, because its answer is of no use any more: TMDB has not failed. */
  readonly givenUp?: boolean;
}

const tryAgain = 'Try again in a moment.';

export function late(): Fault {
  return { reason: `The film catalogue did not answer in time. ${tryAgain}`, detail: 'no time left', retryable: false };
}

/** A status that is neither 200 nor 404. @param now epoch milliseconds, for a `Retry-After` that names a date */
export function fromStatus(response: Response, now: number): Fault {
  const detail = `status ${response.status}`;
  if (response.status === 401 || response.status === 403) {
    const reason = "The film catalogue refused this app's key. Tell the app's operator.";
    return { reason, detail, retryable: false, keyRefused: true };
  }
  if (response.status === 429) {
    const reason = `The film catalogue is asked too much at the moment. ${tryAgain}`;
    return { reason, detail, retryable: true, retryAfter: parseRetryAfter(response.headers.get('retry-after'), now) };
  }
  const reason = `The film catalogue reported an error of its own (${response.status}). ${tryAgain}`;
  return { reason, detail, retryable: response.status >= 500 };
}

/** The body is JSON, but not what TMDB documents. */
export function fromShape(error: z.core.$ZodError): Fault {
  const paths = error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.code}`);
  return nonsense(paths.join('; '));
}

/** What `fetch`, reading the body or parsing it has thrown. */
export function fromException(error: unknown): Fault {
  const name = property(error, 'name');
  if (name === 'SyntaxError') return nonsense('not JSON');
  if (name === 'TimeoutError') return { ...late(), detail: 'timeout', retryable: true };
  if (name === 'AbortError') return { ...late(), detail: 'given up', retryable: false, givenUp: true };
  return {
    reason: `The film catalogue could not be reached. ${tryAgain}`,
    detail: networkCode(error),
    retryable: true,
  };
}

function nonsense(detail: string): Fault {
  const reason = `The film catalogue answered with something that this app does not understand. ${tryAgain}`;
  return { reason, detail, retryable: true };
}

/** `ECONNRESET` and its like, from the cause that native fetch wraps. Messages stay out: they may quote the address. */
function networkCode(error: unknown): string {
  const cause = property(error, 'cause') ?? error;
  const code = property(cause, 'code') ?? property(cause, 'name');
  return typeof code === 'string' ? code : 'unknown';
}

/** Of whatever was thrown: native fetch throws a DOMException, which is not an Error of every realm. */
function property(thrown: unknown, key: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, key) : undefined;
}

/** Seconds, or a date (RFC 9110). @returns milliseconds, 0 when there is none that can be read */
function parseRetryAfter(header: string | null, now: number): number {
  if (header === null || header.trim() === '') return 0;
  const seconds = Number(header);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}
