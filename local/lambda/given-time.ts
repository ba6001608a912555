import type { Worker } from 'node:worker_threads';

/** What a clock shows of a worker since it was started, milliseconds. */
export interface Reading {
  readonly wall: number;
  /** For how long the worker's event loop had nothing to do. */
  readonly idle: number;
  /** Processor time of the whole process, in which the worker has its part. */
  readonly processor: number;
}

/**
 * Milliseconds that the machine gave to a worker: what it waited, and of the rest what the process computed at most.
 * Lambda's limits count on a processor that is there. On a machine that does other things, too, a worker gets a part of
 * one, and a limit of wall time would end what is only slow. On an idle machine both are the same.
 */
export const givenTime = ({ wall, idle, processor }: Reading): number => idle + Math.min(wall - idle, processor);

/** Starts a clock. */
export type StartClock = (worker: Pick<Worker, 'performance'>) => () => Reading;

export const startClock: StartClock = (worker) => {
  const start = performance.now();
  const processor = process.cpuUsage();
  const loop = worker.performance.eventLoopUtilization();
  return () => {
    const { user, system } = process.cpuUsage(processor);
    return {
      wall: performance.now() - start,
      idle: worker.performance.eventLoopUtilization(loop).idle,
      processor: (user + system) / 1000,
    };
  };
};

/** Between two looks at a clock, at least; milliseconds. */
const LEAST_PAUSE = 10;

/**
 * Calls back when a worker was given so much time.
 *
 * @returns stops it
 */
export function afterGiven(milliseconds: number, read: () => Reading, callback: () => void): () => void {
  let timer = setTimeout(look, milliseconds);
  function look(): void {
    const left = milliseconds - givenTime(read());
    if (left <= 0) callback();
    else timer = setTimeout(look, Math.max(left, LEAST_PAUSE));
  }
  return () => clearTimeout(timer);
}
