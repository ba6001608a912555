import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { allPages } from './pages';

/** Metrics that one request takes. */
const MOST_METRICS = 500;

/**
 * Whole days before the one that runs of which CloudWatch has figures: it keeps those of an hour for 455 days, of which the
 * first has begun to go. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export const DAYS_KEPT = 454;

/** Seconds. */
const DAY = 86_400;

/** A DynamoDB table, or a global index of it. */
export interface Consumer {
  readonly table: string;
  readonly index?: string;
}

/** Capacity units of one day, such as `2026-11-02`, by UTC. */
export interface DayOfUnits {
  readonly day: string;
  readonly units: number;
}

/**
 * What was consumed day by day, of each in the order in which they are given: one request for 500 of them, page by page. What
 * a table consumes is without its indexes. A day of which CloudWatch has no figure is not there;
 * undefined is one of which it could not answer.
 *
 * @param days before the one that runs, which is asked for besides; at most `DAYS_KEPT`
 */
export async function consumedUnits(
  of: readonly Consumer[],
  kind: 'Read' | 'Write',
  days: number,
  cloudwatch: CloudWatchClient,
  abortSignal: AbortSignal,
  now = new Date(),
): Promise<readonly (readonly DayOfUnits[] | undefined)[]> {
  const consumed: (DayOfUnits[] | undefined)[] = of.map(() => []);
  for (let from = 0; from < of.length; from += MOST_METRICS) {
    const results = await allPages(async (NextToken) => {
      const page = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(midnightOf(now).getTime() - days * DAY * 1000),
          EndTime: now,
          MetricDataQueries: of.slice(from, from + MOST_METRICS).map(({ table, index }, at) => ({
            Id: `t${at}`,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/DynamoDB',
                MetricName: `Consumed${kind}CapacityUnits`,
                Dimensions: [
                  { Name: 'TableName', Value: table },
                  ...(index === undefined ? [] : [{ Name: 'GlobalSecondaryIndexName', Value: index }]),
                ],
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
    for (const { Id = '', StatusCode = 'Complete', Timestamps = [], Values = [] } of results) {
      const at = from + Number(Id.slice(1));
      // `PartialData` has more on the next page; all else is a failure.
      if (StatusCode !== 'Complete' && StatusCode !== 'PartialData') consumed[at] = undefined;
      const mine = consumed[at];
      mine?.push(...Timestamps.map((time, at) => ({ day: time.toISOString().slice(0, 10), units: Values[at] ?? 0 })));
    }
  }
  return consumed;
}

/** By UTC. A period of CloudWatch's begins at the time of day of the request's start: days begin at midnight by this alone. */
function midnightOf(time: Date): Date {
  const midnight = new Date(time);
  midnight.setUTCHours(0, 0, 0, 0);
  return midnight;
}
