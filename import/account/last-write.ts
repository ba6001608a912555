import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { consumedUnits, DAYS_KEPT } from '../../deployment/aws/consumed-units';

/**
 * The day on which each table was last written to, as far back as CloudWatch knows.
 *
 * @returns days by name, such as `2026-11-02`; a table that was not written to is not there
 */
export async function lastWrites(
  names: readonly string[],
  cloudwatch: CloudWatchClient,
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const tables = names.map((table) => ({ table }));
  const written = await consumedUnits(tables, 'Write', DAYS_KEPT, cloudwatch, abortSignal);
  return new Map(
    names.flatMap((name, at) => {
      const days = (written[at] ?? []).filter(({ units }) => units > 0).map(({ day }) => day);
      const last = days.sort().at(-1);
      return last === undefined ? [] : [[name, last] as const];
    }),
  );
}
