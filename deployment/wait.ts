import { setTimeout as sleep } from 'node:timers/promises';

export interface Wait {
  /** Milliseconds after which waiting ends. */
  readonly timeoutMs: number;
  /** Milliseconds between two looks. */
  readonly pollMs: number;
  /** The clock, milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

/**
 * Looks until something is there. The first look is at once, the last one not before the time is over.
 *
 * @param look undefined means not yet
 * @returns undefined when the time is over
 * @throws the signal's reason when it was aborted
 */
export async function waitFor<T>(
  look: () => Promise<T | undefined>,
  { timeoutMs, pollMs, now = () => performance.now() }: Wait,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const end = now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const isLast = now() >= end;
    const seen = await look();
    if (seen !== undefined || isLast) return seen;
    await pause(pollMs, signal);
  }
}

/** @throws the signal's reason when it was aborted */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
}
