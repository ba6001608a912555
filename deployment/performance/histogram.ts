/** Requests whose latency lies in a range of milliseconds. */
export interface Bucket {
  /** Included. */
  readonly from: number;
  /** Not included; null is without end. */
  readonly to: number | null;
  readonly count: number;
}

/** Where a bucket ends and the next one begins, milliseconds: even steps on a logarithmic scale, 200 among them. */
const EDGES = [
  1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000,
  10_000,
] as const;

/** The same in every measurement, so that two can be compared. */
export const BUCKETS: readonly Omit<Bucket, 'count'>[] = [0, ...EDGES].map((from, index) => ({
  from,
  to: EDGES[index] ?? null,
}));

/** @param latencies milliseconds */
export function histogram(latencies: readonly number[]): Bucket[] {
  return BUCKETS.map(({ from, to }) => ({
    from,
    to,
    count: latencies.filter((latency) => latency >= from && (to === null || latency < to)).length,
  }));
}

/** The least value that is not exceeded by a part (0 to 1) of the samples: nearest rank. Of no samples: 0. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
