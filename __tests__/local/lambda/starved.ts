/**
 * A process on one processor: its main thread computes until a worker has computed for as long as it was asked to, so that the
 * worker stands in the queue for half of the time or more. Prints the worker's clock.
 */
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { givenTime, startClock } from '../../../local/lambda/given-time';
import { startWorker } from '../../../local/worker';

const ended = new Int32Array(new SharedArrayBuffer(4));
const worker: Worker = startWorker(join(__dirname, 'starved-worker.ts'), { workerData: ended });
worker.once('message', (thread: string) => {
  const read = startClock({ performance: worker.performance, thread: () => thread });
  worker.postMessage('compute');
  while (Atomics.load(ended, 0) === 0);
  const reading = read();
  process.stdout.write(JSON.stringify({ given: givenTime(reading), computed: Atomics.load(ended, 0), ...reading }));
  void worker.terminate();
});
