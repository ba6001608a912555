import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { createAws, type Aws } from '../../deployment/aws/clients';
import { readIndexReads } from '../../deployment/index-reads';
import type { EmulatedAws } from '../../rehearsal/aws';
import { droppedIndexes, readPlan, reviewPlan } from '../../packages/plan-review/src/review';
import { renderHtml } from '../../packages/plan-review/src/render/html';
import { renderMarkdown } from '../../packages/plan-review/src/render/markdown';
import { renderText } from '../../packages/plan-review/src/render/text';
import { reviewSchema } from '../../packages/plan-review/src/schema';
import { REGION, startAws } from '../rehearsal/aws/support';
import { recorded } from '../review/plans';
import { describeWith } from '../support/loud-skip';

const DAY = 86_400_000;

describeWith(['moto_server'], 'who reads an index that a plan drops, as CloudWatch has it', () => {
  let emulated: EmulatedAws;
  let aws: Aws;
  beforeAll(async () => {
    emulated = await startAws();
    const credentials = { accessKeyId: 'emulated', secretAccessKey: 'emulated' };
    aws = createAws(REGION, { endpoint: emulated.endpoint, credentials });
  });
  afterAll(() => emulated.close());

  const { plan, hide } = readPlan(recorded('table-updates'));
  const review = async () => {
    const indexReads = await readIndexReads(droppedIndexes(plan), aws, new AbortController().signal);
    return reviewPlan(plan, { name: 'dev', digest: '0'.repeat(64), commit: null, acceptances: [], hide, indexReads });
  };

  test('no figures; then those of a table of the same name, and of other units, do not count; then it is read', async () => {
    expect(droppedIndexes(plan)).toEqual([{ table: 'recorded-stream-off-and-index-dropped', index: 'ByYear' }]);
    const [{ table, index }] = droppedIndexes(plan) as [{ table: string; index: string }];
    const of = [{ Name: 'TableName', Value: table }];
    const ofIndex = [...of, { Name: 'GlobalSecondaryIndexName', Value: index }];
    const put = (MetricName: string, Dimensions: typeof of, Value: number, daysAgo: number) =>
      aws.cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'AWS/DynamoDB',
          MetricData: [{ MetricName, Dimensions, Value, Timestamp: new Date(Date.now() - daysAgo * DAY) }],
        }),
      );
    await put('ConsumedReadCapacityUnits', of, 7, 1);
    await put('ConsumedWriteCapacityUnits', ofIndex, 7, 1);
    await put('ConsumedReadCapacityUnits', ofIndex, 7, 120);
    const unread = await review();
    expect(unread.indexReads).toEqual({ days: 90, indexes: [{ table, index, lastRead: null, units: null }] });
    expect(unread.findings.filter(({ rule }) => rule === 'index-in-use')).toEqual([]);

    await put('ConsumedReadCapacityUnits', ofIndex, 2.5, 40);
    await put('ConsumedReadCapacityUnits', ofIndex, 1, 2);
    const read = reviewSchema.parse(await review());
    expect(read.indexReads).toMatchObject({ indexes: [{ units: 3.5 }] });
    expect(read.findings.filter(({ rule }) => rule === 'index-in-use')).toHaveLength(1);
    const named = (one: typeof read) => one.findings.find(({ rule }) => rule === 'index-dropped')!.name;
    expect(named(read)).toBe(named(unread));
    const said = /was last read on \d{4}-\d\d-\d\d: 3\.5 read units in the last 90 days/;
    expect(renderText([read], { width: 300 }).join('\n')).toMatch(said);
    expect(renderMarkdown(read, { limit: 350_000 }).join('\n').replaceAll('`', '')).toMatch(said);
    expect(renderHtml([read]).replace(/<[^>]*>/g, '')).toMatch(said);
  });

  test('what is read today is told as of today, at whatever time of day is asked', async () => {
    const [{ table, index }] = droppedIndexes(plan) as [{ table: string; index: string }];
    const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
    const start = Date.now();
    await aws.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'AWS/DynamoDB',
        MetricData: [
          {
            MetricName: 'ConsumedReadCapacityUnits',
            Dimensions: [
              { Name: 'TableName', Value: table },
              { Name: 'GlobalSecondaryIndexName', Value: index },
            ],
            Value: 1,
            Timestamp: new Date(start - 1000),
          },
        ],
      }),
    );
    const { indexReads } = await review();
    expect(indexReads).toMatchObject({ indexes: [{ lastRead: dayOf(start - 1000) }] });
  });

  test('CloudWatch does not answer: the review says so', async () => {
    const fault = emulated.inject({ service: 'monitoring', operation: 'GetMetricData', answer: { kind: 'throttle' } });
    const { findings, indexReads } = await review();
    fault.remove();
    expect(fault.hits).toBeGreaterThan(1); // tried again
    expect(indexReads).toEqual({ why: expect.stringMatching(/^CloudWatch says: /) as string });
    const { because } = findings.find(({ rule }) => rule === 'index-dropped')!;
    expect(because).toEqual([expect.stringMatching(/; who still reads it could not be looked up: CloudWatch says: /)]);
  });
});
