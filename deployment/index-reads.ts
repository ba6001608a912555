import type { IndexReads } from '../packages/plan-review/src/review';
import type { Aws } from './aws/clients';
import { consumedUnits } from './aws/consumed-units';
import { whyUnanswerable } from './aws/errors';
import { messageOf } from './errors';
import { isOutside } from './outside';

/** Days that count: a quarter, so that what runs once a month, or at a quarter's end, is seen. */
const DAYS = 90;

/**
 * Asks CloudWatch who still reads indexes that a plan drops: `cloudwatch:GetMetricData`, one request for all. Whatever it
 * answers, a review goes on.
 *
 * @returns undefined when none is dropped
 */
export async function readIndexReads(
  dropped: readonly { readonly table: string; readonly index: string }[],
  { cloudwatch }: Pick<Aws, 'cloudwatch'>,
  signal: AbortSignal,
): Promise<IndexReads | undefined> {
  if (dropped.length === 0) return undefined;
  try {
    const read = await consumedUnits(dropped, 'Read', DAYS, cloudwatch, signal);
    if (read.includes(undefined)) return { why: 'CloudWatch could not answer for all of them' };
    const indexes = dropped.map((one, at) => {
      const days = read[at] ?? [];
      const readOn = days.filter(({ units }) => units > 0).map(({ day }) => day);
      const units = days.length === 0 ? null : days.reduce((sum, day) => sum + day.units, 0);
      return { ...one, lastRead: readOn.sort().at(-1) ?? null, units };
    });
    return { days: DAYS, indexes };
  } catch (error) {
    if (signal.aborted || !isOutside(error)) throw error;
    const why = whyUnanswerable(error, 'GetMetricData') ?? `CloudWatch says: ${messageOf(error)}`;
    return { why };
  }
}
