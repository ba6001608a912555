import { promisify } from 'node:util';
import type { Reading } from '../../../local/lambda/given-time';
import { useGivenTime, type Timers } from '../../../local/lambda/given-timers';

/** A worker to which the machine gives one in so many milliseconds. */
function scopeGiven(oneIn: number) {
  const clocks: number[] = [];
  const start = () => {
    const from = Date.now();
    clocks.push(from);
    return (): Reading => {
      const wall = Date.now() - from;
      return { wall, idle: 0, processor: wall, scheduled: { queued: wall - wall / oneIn, busy: 0 } };
    };
  };
  const scope: Timers = { setTimeout, clearTimeout, AbortSignal: { timeout: () => new AbortController().signal } };
  useGivenTime(scope, start);
  return { scope, clocks };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a limit is reached when the machine gave so much time, with what it was told', () => {
  const { scope } = scopeGiven(4);
  const reached = jest.fn();
  scope.setTimeout(reached, 5_000, 'a', 1);
  jest.advanceTimersByTime(19_999);
  expect(reached).not.toHaveBeenCalled();
  jest.advanceTimersByTime(100);
  expect(reached.mock.calls).toEqual([['a', 1]]);
});

test('on a machine that gives all of it, that is when it would have been reached anyway', () => {
  const { scope } = scopeGiven(1);
  const reached = jest.fn();
  scope.setTimeout(reached, 5_000);
  jest.advanceTimersByTime(4_999);
  expect(reached).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(reached).toHaveBeenCalledTimes(1);
});

test.each([0, 5_000, 12_000])('cleared after %i ms by the timer that was returned, it is not reached', (after) => {
  const { scope } = scopeGiven(4);
  const reached = jest.fn();
  const timer = scope.setTimeout(reached, 5_000);
  jest.advanceTimersByTime(after);
  scope.clearTimeout(timer);
  jest.advanceTimersByTime(60_000);
  expect(reached).not.toHaveBeenCalled();
  expect(jest.getTimerCount()).toBe(0);
});

test('a short pause is a pause, and no clock is started for it', () => {
  const { scope, clocks } = scopeGiven(4);
  const reached = jest.fn();
  scope.setTimeout(reached, 999);
  scope.setTimeout(reached);
  scope.clearTimeout(scope.setTimeout(reached, 500));
  scope.clearTimeout(undefined);
  jest.advanceTimersByTime(999);
  expect(reached).toHaveBeenCalledTimes(2);
  expect(clocks).toEqual([]);
});

test('an AbortSignal is aborted when so much time was given, as Node.js aborts it', () => {
  const { scope } = scopeGiven(2);
  const signal = scope.AbortSignal.timeout(4_000);
  jest.advanceTimersByTime(7_999);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(100);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError', message: 'The operation was aborted due to timeout' });
});

test('what keeps no process alive keeps none, however often it is set anew', () => {
  jest.useRealTimers();
  const set: NodeJS.Timeout[] = [];
  const scope = {
    setTimeout: (look: () => void) => {
      const timer = setTimeout(() => undefined, 60_000);
      set.push(timer);
      looks.push(look);
      return timer;
    },
    clearTimeout,
    AbortSignal: { timeout: () => new AbortController().signal },
  };
  const looks: (() => void)[] = [];
  useGivenTime(scope as unknown as Timers, () => () => ({ wall: 0, idle: 0, processor: 0 }));
  (scope as unknown as Timers).setTimeout(() => undefined, 5_000).unref();
  looks[0]!();
  looks[1]!();
  expect(set.map((timer) => timer.hasRef())).toEqual([false, false, false]);
  for (const timer of set) clearTimeout(timer);
});

test('it is still what util.promisify knows', async () => {
  jest.useRealTimers();
  const { scope } = scopeGiven(1);
  await expect(promisify(scope.setTimeout)(1, 'done')).resolves.toBe('done');
});
