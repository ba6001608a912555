import { readFileSync, readlinkSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

export interface Scheduled {
  /** For how long the worker was ready to run and had no processor. */
  readonly queued: number;
  /**
   * For how long the main thread computed, or was ready to: it is the tables and queues that the worker calls, which AWS has
   * for everybody.
   */
  readonly busy: number;
}

/** What a clock shows of a worker since it was started, milliseconds. */
export interface Reading {
  readonly wall: number;
  /** For how long the worker's event loop had nothing to do. */
  readonly idle: number;
  /** Processor time of the whole process, in which the worker has its part. */
  readonly processor: number;
  /** Linux says so; undefined elsewhere. */
  readonly scheduled?: Scheduled | undefined;
}

/** Where nothing says what the machine withholds: the least part of the time that it is taken to give. */
const LEAST_SHARE = 0.1;

/**
 * Milliseconds that the machine gave to a worker: what it computed or waited for, and not what it stood in the queue for a
 * processor, or waited while its services were busy. Lambda's limits count on a processor that is there; on a machine that does other things, too, a limit of wall
 * time would end what is only slow. On an idle machine both are the same. Where nothing tells of the queue: what it was idle,
 * and of the rest what the process computed at most.
 */
export function givenTime({ wall, idle, processor, scheduled }: Reading): number {
  if (scheduled) return wall - scheduled.queued - Math.min(idle, scheduled.busy);
  return Math.max(idle + Math.min(wall - idle, processor), wall * LEAST_SHARE);
}

/** A worker as a clock sees it. */
export interface Timed extends Pick<Worker, 'performance'> {
  /** What `threadOf` says in the worker; undefined while it has not said it, and where there is no such thing. */
  thread(): string | undefined;
}

/** Starts a clock. */
export type StartClock = (worker: Timed) => () => Reading;

export const startClock: StartClock = (worker) => {
  const start = performance.now();
  const loop = worker.performance.eventLoopUtilization();
  const thread = schedule(worker.thread());
  const processor = thread ? undefined : process.cpuUsage(); // not asked for where nobody looks: a function sets many limits
  const before = { queued: thread?.queued ?? 0, busy: busyTime() ?? 0 }; // a thread to be starts at 0
  return () => {
    const { user, system } = processor ? process.cpuUsage(processor) : { user: 0, system: 0 };
    const queued = schedule(worker.thread())?.queued;
    const busy = busyTime();
    return {
      wall: performance.now() - start,
      idle: worker.performance.eventLoopUtilization(loop).idle,
      processor: (user + system) / 1000,
      scheduled:
        queued === undefined || busy === undefined
          ? undefined
          : { queued: queued - before.queued, busy: busy - before.busy },
    };
  };
};

/** The name of the thread that asks, as Linux has it below /proc: `123/task/124`; undefined elsewhere. */
export function threadOf(): string | undefined {
  try {
    return readlinkSync('/proc/thread-self');
  } catch {
    return undefined;
  }
}

/** Milliseconds that the main thread has run, or waited to. */
function busyTime(): number | undefined {
  const main = schedule('self');
  return main && main.running + main.queued;
}

/**
 * Milliseconds that a thread has run, and waited for a processor: the first two numbers of its schedstat, nanoseconds
 * (sched-stats.rst).
 */
function schedule(thread: string | undefined): { readonly running: number; readonly queued: number } | undefined {
  if (thread === undefined) return undefined;
  try {
    const [running = 0, queued = 0] = readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ').map(Number);
    return { running: running / 1e6, queued: queued / 1e6 };
  } catch {
    return undefined; // no Linux, or one without these numbers; or the thread has ended
  }
}

/** Between two looks at a clock, at least; milliseconds. */
const LEAST_PAUSE = 10;

/**
 * Calls back when a worker was given so much time.
 *
 * @param wait sets a timer. Default: Node.js's
 * @returns the timer that is set now: cleared, it calls back no more
 */
export function afterGiven(
  milliseconds: number,
  read: () => Reading,
  callback: () => void,
  wait: (look: () => void, milliseconds: number) => NodeJS.Timeout = setTimeout,
): () => NodeJS.Timeout {
  let timer = wait(look, milliseconds);
  function look(): void {
    const left = milliseconds - givenTime(read());
    if (left <= 0) callback();
    else timer = wait(look, Math.max(left, LEAST_PAUSE));
  }
  return () => timer;
}
