import { atLeast } from '../../performance/milliseconds';
import type { Performance, PerformanceLimits } from './schema';

/**
 * What the project promises its members: no wait of more than 200 ms for a page, the first batch of films within 10
 * seconds of opening a room.
 */
export const DEFAULT_LIMITS: PerformanceLimits = { pageP95Ms: 200, firstBatchMs: 10_000 };

/** Members that read at once. */
export const DEFAULT_READERS = 50;

/** What does not hold, a sentence each; empty when everything does. @param limits Default: those it was measured against */
export function judge(performance: Performance, limits: PerformanceLimits = performance.limits): string[] {
  const { pageMs, firstBatchMs, pages, errors, errorMessages, readers, cleanupProblem } = performance;
  const problems: string[] = [];
  if (pages === 0) problems.push('No page could be read.');
  if (pages > 0 && pageMs.p95 > limits.pageP95Ms) {
    problems.push(
      `A page takes ${atLeast(pageMs.p95)} ms at p95 with ${readers} readers at once; allowed are ${limits.pageP95Ms} ms.`,
    );
  }
  if (firstBatchMs > limits.firstBatchMs) {
    problems.push(`The first films came after ${atLeast(firstBatchMs)} ms; allowed are ${limits.firstBatchMs} ms.`);
  }
  if (errors > 0) {
    problems.push(
      `${errors} of ${pages + errors} pages could not be read, allowed are none: ${errorMessages.join('; ')}`,
    );
  }
  if (cleanupProblem !== null) problems.push(cleanupProblem);
  return problems;
}
