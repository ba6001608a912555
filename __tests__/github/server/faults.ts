import type { Reply } from './routes';

/** What the local GitHub does instead of answering, or after it has done what it was asked for. */
export type Fault =
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** The connection ends without an answer; `done`: only the answer is lost. */
  | { readonly kind: 'drop'; readonly done?: boolean }
  /** Nothing is sent for so many milliseconds. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

export interface Faults {
  /** Takes the place of the next answers to requests that match, such as `/^POST .*comments/`. */
  next(fault: Fault, options?: { readonly times?: number; readonly on?: RegExp }): void;
  /** No more requests until then (epoch seconds). */
  primaryLimit(reset: number): void;
  /** No more requests for so many seconds. */
  secondaryLimit(seconds: number): void;
  take(operation: string): Fault | undefined;
}

/** @param now epoch milliseconds */
export function createFaults(now: () => number): Faults {
  const planned: { fault: Fault; left: number; on: RegExp }[] = [];
  let primaryUntil = 0;
  let secondaryUntil = 0;
  return {
    next: (fault, { times = 1, on = /./ } = {}) => planned.push({ fault, left: times, on }),
    primaryLimit: (reset) => (primaryUntil = reset * 1000),
    secondaryLimit: (seconds) => (secondaryUntil = now() + seconds * 1000),

    take(operation) {
      if (now() < primaryUntil) {
        return refusal('API rate limit exceeded for installation.', {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(primaryUntil / 1000),
        });
      }
      if (now() < secondaryUntil) {
        return refusal('You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
          'retry-after': String(Math.ceil((secondaryUntil - now()) / 1000)),
        });
      }
      const found = planned.find(({ left, on }) => left > 0 && on.test(operation));
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}

const refusal = (message: string, headers: Record<string, string>): Fault => ({
  kind: 'reply',
  reply: { status: 403, body: { message }, headers },
});
