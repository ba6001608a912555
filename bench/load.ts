import { median, percentile } from './statistics';

/** Latencies of one kind of request under a number of simultaneous readers, in milliseconds. */
interface Latency {
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
function latencyOf(samples: readonly number[]): Latency {
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) };
}

/** Latency of a page beside the same two requests of DynamoDB made bare, taken in turns in one run. */
export interface PageLatency {
  readonly readers: number;
  readonly page: Latency;
  readonly bare: Latency;
  /** Page p50 over bare p50: of all rounds the median, the least and the most. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
}

const rounds = 9;

/** Rounds of each in turn, so that a change of the machine's speed hits both. */
export async function compareLatency(
  readers: number,
  sendPage: () => Promise<void>,
  sendBare: () => Promise<void>,
): Promise<PageLatency> {
  const requestsEach = Math.max(10, Math.ceil(400 / readers));
  const [pages, bares, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const bare = await sendFromReaders(readers, requestsEach, sendBare);
    const page = await sendFromReaders(readers, requestsEach, sendPage);
    bares.push(...bare);
    pages.push(...page);
    ratios.push(median(page) / median(bare));
  }
  const ratio = { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
  return { readers, page: latencyOf(pages), bare: latencyOf(bares), ratio };
}
