import { percentile } from './statistics';

/** Latencies of one kind of request under a number of simultaneous readers, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests from `readers` loops at once, each waiting for its answer before the next; returns all latencies in ms. */
export async function sendFromReaders(
  readers: number,
  requestsEach: number,
  send: () => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = [];
  const reader = async (): Promise<void> => {
    for (let request = 0; request < requestsEach; request++) {
      const start = performance.now();
      await send();
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return latencies;
}

/** p50 and p99 of the samples. */
export function latencyOf(samples: readonly number[]): Latency {
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}
