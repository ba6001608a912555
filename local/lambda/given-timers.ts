import { afterGiven, type Reading } from './given-time';

/** Shorter timers are pauses and turns of the event loop, not limits; milliseconds. */
const LEAST_LIMIT = 1_000;

/** What of a worker's global object tells the time. */
export type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'> & {
  readonly AbortSignal: Pick<typeof AbortSignal, 'timeout'>;
};

/**
 * Lets the limits that a function sets itself, such as the AWS SDK's for a request, count the time that the machine gives, as
 * Lambda's limits do here: all of them are made for a processor that is there. A timer of a second or more, and
 * `AbortSignal.timeout`, end when so much time was given. On an idle machine that is when they would have ended anyway.
 *
 * @param scope is changed
 * @param start starts a clock
 */
export function useGivenTime(scope: Timers, start: () => () => Reading): void {
  const { setTimeout: wait, clearTimeout: clear } = scope;
  const running = new WeakMap<object, () => NodeJS.Timeout>();

  function setTimeout(callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]): NodeJS.Timeout {
    if (!(milliseconds >= LEAST_LIMIT)) return wait(callback, milliseconds, ...args);
    let first: NodeJS.Timeout | undefined = undefined as NodeJS.Timeout | undefined;
    const now = afterGiven(
      milliseconds,
      start(),
      () => callback(...args),
      (look, pause) => {
        const timer = wait(look, pause);
        if (first?.hasRef() === false) timer.unref();
        return timer;
      },
    );
    first = now();
    running.set(first, now);
    return first;
  }

  scope.setTimeout = Object.defineProperties(setTimeout, Object.getOwnPropertyDescriptors(wait)) as typeof wait;
  scope.clearTimeout = (timer) => clear((typeof timer === 'object' && running.get(timer)?.()) || timer);
  scope.AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    setTimeout(() => controller.abort(reason()), milliseconds).unref();
    return controller.signal;
  };
}
