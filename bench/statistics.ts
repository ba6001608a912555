import type { ProcessCost } from './process';

/** The value below which `fraction` (0..1) of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], fraction: number): number {
  if (samples.length === 0) throw new Error('a percentile of no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(fraction * sorted.length) - 1))]!;
}

/** Half of the samples lie below it. */
export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** The medians of what the same command cost, run after run. */
export function medians(costs: readonly ProcessCost[]): ProcessCost {
  const memory = costs.map((cost) => cost.peakMiB).filter((peak) => peak !== undefined);
  return {
    wallMs: median(costs.map((cost) => cost.wallMs)),
    peakMiB: memory.length > 0 ? median(memory) : undefined,
  };
}
