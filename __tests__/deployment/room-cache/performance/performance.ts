import type { Performance } from '../../../../deployment/room-cache/performance';
import { summaryOf } from '../../../../deployment/performance/latencies';

/** What a measurement with these latencies says, all else being well. */
export function performanceOf(latencies: readonly number[], other: Partial<Performance> = {}): Performance {
  const { percentiles, histogram } = summaryOf(latencies);
  return {
    measuredAt: '2026-11-22T09:00:00.000Z',
    limits: { pageP95Ms: 200, firstBatchMs: 10_000 },
    readers: 50,
    pages: latencies.length,
    errors: 0,
    errorMessages: [],
    pageMs: percentiles,
    histogram,
    firstBatchMs: 900,
    cleanupMs: 150,
    cleanupProblem: null,
    ...other,
  };
}
