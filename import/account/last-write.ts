import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { allPages } from '../../deployment/aws/pages';

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
    const results = await allPages(async (NextToken) => {
      const page = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(now.getTime() - DAYS_KEPT * DAY * 1000),
          EndTime: now,
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
      return { entries: page.MetricDataResults, token: page.NextToken };
    });
    for (const { Id = '', Timestamps = [], Values = [] } of results) {
      const name = some[Number(Id.slice(1))];
      if (name === undefined) continue;
      for (const [index, time] of Timestamps.entries()) {
        const day = time.toISOString().slice(0, 10);
        if ((Values[index] ?? 0) > 0 && day > (days.get(name) ?? '')) days.set(name, day);
      }
    }
  }
  return days;
}
