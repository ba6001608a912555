import type { Performance } from '../../../../deployment/room-cache/performance';
import { histogram, percentile } from '../../../../deployment/room-cache/performance/histogram';

/** What a measurement with these latencies says, all else being well. */
export function performanceOf(latencies: readonly number[], other: Partial<Performance> = {}): Performance {
  return {
    measuredAt: '2026-11-22T09:00:00.000Z',
    limits: { pageP95Ms: 200, firstBatchMs: 10_000 },
    readers: 50,
    pages: latencies.length,
    errors: 0,
    errorMessages: [],
    pageMs: {
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
      max: percentile(latencies, 1),
    },
    histogram: histogram(latencies),
    firstBatchMs: 900,
    cleanupMs: 150,
    cleanupProblem: null,
    ...other,
  };
}
