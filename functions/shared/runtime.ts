import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Runtime } from './ports';

/** The real clock, the real dice. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  random: () => Math.random(),
  uniqueId: () => randomUUID(),
  sleep: async (ms) => {
    await setTimeout(ms);
  },
};
