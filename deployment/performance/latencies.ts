import { z } from 'zod';
import { BUCKETS, histogram, percentile } from './histogram';

export const milliseconds = z.number().nonnegative();
export const count = z.int().nonnegative();

/** Of what a measurement took the time of. */
export const percentilesSchema = z.strictObject({
  p50: milliseconds,
  p95: milliseconds,
  p99: milliseconds,
  max: milliseconds,
});
export type Percentiles = z.infer<typeof percentilesSchema>;

/** By milliseconds: `from` included, `to` not; null is without end. */
export const histogramSchema = z
  .array(z.strictObject({ from: milliseconds, to: milliseconds.nullable(), count }))
  .length(BUCKETS.length);

/** @param latencies milliseconds */
export const summaryOf = (latencies: readonly number[]) => ({
  percentiles: {
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
  } satisfies Percentiles,
  histogram: histogram(latencies),
});
