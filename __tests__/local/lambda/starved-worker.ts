import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { threadOf } from '../../../local/lambda/given-time';

/** Milliseconds of processor time. */
const WORK = 400;

const ended = workerData as Int32Array;
/** Milliseconds that this thread has computed, as the system counts them. */
const computed = (): number => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;

// Not `once`: without a listener the thread would end, and its numbers with it, before its clock is read.
parentPort?.on('message', () => {
  const start = computed();
  while (computed() - start < WORK);
  Atomics.store(ended, 0, Math.round(computed() - start));
});
parentPort?.postMessage(threadOf());
