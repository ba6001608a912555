import { median, percentile } from './statistics';

/** Of one kind of request, in milliseconds. */
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

/** Latency of a request beside the requests of DynamoDB that it makes, made bare, taken in turns in one run. */
export interface Comparison {
  /** Loops that sent at once. */
  readonly readers: number;
  readonly ours: Latency;
  readonly bare: Latency;
  /** Our p50 over the bare p50: of all rounds the median, the least and the most. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
}

/**
 * Rounds of each in turn, so that a change of the machine's speed hits both.
 *
 * @param requests of one round, of all readers together; each sends 10 at least. Default: 400
 * @param rounds Default: 9
 */
export async function compareLatency(
  readers: number,
  sendOurs: () => Promise<void>,
  sendBare: () => Promise<void>,
  { requests = 400, rounds = 9 }: { readonly requests?: number; readonly rounds?: number } = {},
): Promise<Comparison> {
  const requestsEach = Math.max(10, Math.ceil(requests / readers));
  const [ours, bares, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const bare = await sendFromReaders(readers, requestsEach, sendBare);
    const our = await sendFromReaders(readers, requestsEach, sendOurs);
    bares.push(...bare);
    ours.push(...our);
    ratios.push(median(our) / median(bare));
  }
  return { readers, ours: latencyOf(ours), bare: latencyOf(bares), ratio: spreadOf(ratios) };
}

/** The median, the least and the most. */
export const spreadOf = (ratios: readonly number[]): Comparison['ratio'] => ({
  median: median(ratios),
  least: Math.min(...ratios),
  most: Math.max(...ratios),
});
