import { GitHubError } from './error';
import type { Answer } from './exchange';
import { explain } from './explain';

/** What an answer that is no success means. */
export interface Fault {
  readonly error: GitHubError;
  /** Milliseconds to stay away, before it is tried again; undefined when trying again would not help. */
  readonly wait?: {
    readonly atLeast: number;
    /** The most that chance adds before the second attempt; it doubles with each. */
    readonly jitter: number;
  };
}

/** Milliseconds */
const JITTER = 500;
/** What GitHub asks for when it does not say how long. */
const MINUTE = 60_000;

/**
 * @param operation `GET /repos/owner/name`
 * @param now epoch milliseconds
 */
export function faultOf(answer: Answer, operation: string, now: number): Fault {
  const { status, problem } = answer;
  if (status === 0) {
    const next = 'Run it again; githubstatus.com says whether GitHub has a fault.';
    return again(new GitHubError(`GitHub could not be reached for ${operation}: ${problem}.`, next));
  }
  const limited = rateLimit(answer, now);
  if (limited) {
    const until = new Date(now + limited.wait).toISOString().slice(0, 19);
    const message = `GitHub's ${limited.kind} rate limit stops ${operation} until ${until}Z.`;
    const error = new GitHubError(message, 'Run it again after that.', 429);
    return { error, wait: { atLeast: Math.max(1000, limited.wait), jitter: JITTER } };
  }
  if (status >= 500) {
    const next = 'Run it again; githubstatus.com says whether GitHub has a fault.';
    const error = new GitHubError(`GitHub failed at ${operation} (${status}), also when asked again.`, next, status);
    return again(error, (retryAfter(answer) ?? 0) * 1000);
  }
  return { error: explain(answer, operation) };
}

const again = (error: GitHubError, atLeast = 0): Fault => ({ error, wait: { atLeast, jitter: JITTER } });

/** @returns milliseconds to wait */
function rateLimit(answer: Answer, now: number): { readonly kind: string; readonly wait: number } | undefined {
  if (answer.status !== 403 && answer.status !== 429) return undefined;
  const seconds = retryAfter(answer);
  if (seconds !== undefined) return { kind: 'secondary', wait: seconds * 1000 };
  const reset = Number(answer.header('x-ratelimit-reset'));
  if (answer.header('x-ratelimit-remaining') === '0' && reset > 0) {
    return { kind: 'primary', wait: Math.max(0, reset * 1000 - now) };
  }
  const { message = '' } = (answer.body ?? {}) as { message?: string };
  return answer.status === 429 || /rate limit/i.test(message) ? { kind: 'secondary', wait: MINUTE } : undefined;
}

function retryAfter({ header }: Answer): number | undefined {
  const text = header('retry-after') ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
