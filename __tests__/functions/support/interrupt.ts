import type fc from 'fast-check';

/** Called for every operation on the world, in the order in which they begin. `effect` carries it out. */
export type Interceptor = (effect: () => Promise<unknown>, operation: string) => Promise<unknown>;

/** The same table, with an interceptor at each call. */
export function interceptTable<T extends object>(target: T, name: string, interceptor: Interceptor): T {
  return new Proxy(target, {
    get: (object, property) => {
      const method: unknown = Reflect.get(object, property);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        interceptor(() => Reflect.apply(method, object, args) as Promise<unknown>, `${name}.${String(property)}`);
    },
  });
}

/** Every operation waits until the scheduler picks it; its effect and its answer are two such moments. */
export function scheduled(scheduler: fc.Scheduler): Interceptor {
  return async (effect, operation) => {
    await scheduler.schedule(Promise.resolve(), `${operation} begins`);
    const result = await effect();
    await scheduler.schedule(Promise.resolve(), `${operation} answers`);
    return result;
  };
}

/** Where an operation is cut off: before it has any effect, or after it, so that only its answer is lost. */
export type Moment = 'before' | 'after';

/** The process ends at operation `at` (from 1): that one and all later ones never return, and have no effect. */
export function diesAt(at: number, moment: Moment): { interceptor: Interceptor; died: Promise<void> } {
  let count = 0;
  let die = () => {};
  const died = new Promise<void>((resolve) => (die = resolve));
  const never = new Promise<never>(() => {});
  return {
    died,
    interceptor: async (effect) => {
      count += 1;
      if (count < at) return effect();
      if (count === at && moment === 'after') await effect();
      die();
      return never;
    },
  };
}

export class Outage extends Error {}

/** Operation `at` (from 1) fails with an error; everything else works. */
export function throwsAt(at: number, moment: Moment): Interceptor {
  let count = 0;
  return async (effect) => {
    count += 1;
    if (count !== at) return effect();
    if (moment === 'after') await effect();
    throw new Outage(`operation ${at}`);
  };
}

/** Operation `at` (from 1) is held up until `wake` is called: the process was frozen and does not know it. */
export function sleepsAt(
  at: number,
  moment: Moment,
): { interceptor: Interceptor; asleep: Promise<void>; wake: () => void } {
  let count = 0;
  let fallAsleep = () => {};
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (fallAsleep = resolve));
  const awake = new Promise<void>((resolve) => (wake = resolve));
  return {
    asleep,
    wake: () => wake(),
    interceptor: async (effect) => {
      const mine = (count += 1);
      if (mine < at) return effect();
      const result = mine === at && moment === 'after' ? await effect() : undefined;
      fallAsleep();
      await awake; // whatever a frozen process would begin later waits, too
      return mine === at && moment === 'after' ? result : effect();
    },
  };
}
