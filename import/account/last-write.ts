import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';

/** Metrics that one request takes, and days for which CloudWatch keeps figures of an hour. */
const MOST_METRICS = 500;
const DAYS_KEPT = 455;

const DAY = 86_400;

/**
 * The day on which each table was last written to, as far back as CloudWatch knows.
 *
 * @returns days by name, such as `2026-11-02`; a table that was not written to is not there
 */
export async function lastWrites(
  names: readonly string[],
  cloudwatch: CloudWatchClient,
  abortSignal: AbortSignal,
  now = new Date(),
): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  for (let from = 0; from < names.length; from += MOST_METRICS) {
    const some = names.slice(from, from + MOST_METRICS);
    let NextToken: string | undefined;
    do {
      const page = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now.getTime() - DAYS_KEPT * DAY * 1000),
          EndTime: now,
          ScanBy: 'TimestampDescending',
          MetricDataQueries: some.map((name, index) => ({
            Id: `t${index}`,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/DynamoDB',
                MetricName: 'ConsumedWriteCapacityUnits',
                Dimensions: [{ Name: 'TableName', Value: name }],
              },
              Period: DAY,
              Stat: 'Sum',
            },
          })),
          NextToken,
        }),
        { abortSignal },
      );
      for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
        const name = some[Number(Id.slice(1))];
        const written = Timestamps.filter((_, index) => (Values[index] ?? 0) > 0).map((one) =>
          one.toISOString().slice(0, 10),
        );
        const last = [...written, ...(name === undefined ? [] : [days.get(name) ?? ''])].sort().at(-1);
        if (name !== undefined && last) days.set(name, last);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return days;
}
