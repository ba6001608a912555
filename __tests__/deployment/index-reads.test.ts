import { readIndexReads } from '../../deployment/index-reads';
import { awsError, fakeAws, type Input } from './aws';

const { signal } = new AbortController();
const DROPPED = [
  { table: 'rooms', index: 'StatusIndex' },
  { table: 'rooms', index: 'TTLIndex' },
  { table: 'votes', index: 'StatusIndex' },
];

test('one request for all indexes, page by page; the day of the last read, and the units of all days', async () => {
  const on = (day: string) => new Date(`${day}T00:00:00Z`);
  const aws = fakeAws({
    GetMetricDataCommand: ({ NextToken }) =>
      NextToken === undefined
        ? {
            MetricDataResults: [
              { Id: 't0', Timestamps: [on('2026-11-25'), on('2026-11-26')], Values: [2.5, 0] },
              { Id: 't1', Timestamps: [on('2026-11-25')], Values: [0] },
            ],
            NextToken: 'more',
          }
        : { MetricDataResults: [{ Id: 't0', Timestamps: [on('2026-11-24')], Values: [4] }, { Id: 't2' }] },
  });
  expect(await readIndexReads(DROPPED, aws, signal)).toEqual({
    days: 90,
    indexes: [
      { ...DROPPED[0], lastRead: '2026-11-25', units: 6.5 },
      { ...DROPPED[1], lastRead: null, units: 0 },
      { ...DROPPED[2], lastRead: null, units: null },
    ],
  });
  expect(aws.sent).toHaveLength(2);
  const {
    MetricDataQueries: queries,
    StartTime: start,
    EndTime: end,
  } = aws.sent[0]!.input as {
    MetricDataQueries: readonly { MetricStat: Input }[];
    StartTime: Date;
    EndTime: Date;
  };
  expect(start.toISOString()).toMatch(/T00:00:00\.000Z$/);
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  expect(Math.floor(days)).toBe(90); // whole ones, and what there is of today
  expect(queries[2]!.MetricStat).toEqual({
    Metric: {
      Namespace: 'AWS/DynamoDB',
      MetricName: 'ConsumedReadCapacityUnits',
      Dimensions: [
        { Name: 'TableName', Value: 'votes' },
        { Name: 'GlobalSecondaryIndexName', Value: 'StatusIndex' },
      ],
    },
    Period: 86_400,
    Stat: 'Sum',
  });
});

test('what CloudWatch fails at is no sign that nobody reads', async () => {
  const failing = { Id: 't1', StatusCode: 'InternalError', Values: [] };
  const aws = fakeAws({ GetMetricDataCommand: () => ({ MetricDataResults: [{ Id: 't0' }, failing] }) });
  expect(await readIndexReads(DROPPED, aws, signal)).toEqual({ why: 'CloudWatch could not answer for all of them' });
});

test('more than a request takes are asked for by several', async () => {
  const many = Array.from({ length: 501 }, (_, at) => ({ table: 'rooms', index: `Index${at}` }));
  const aws = fakeAws({
    GetMetricDataCommand: ({ MetricDataQueries: queries }) => ({
      MetricDataResults: [
        { Id: 't0', Timestamps: [new Date('2026-11-25')], Values: [(queries as readonly unknown[]).length] },
      ],
    }),
  });
  const reads = await readIndexReads(many, aws, signal);
  expect(reads).toMatchObject({ days: 90 });
  const units = 'indexes' in reads! ? reads.indexes.map((one) => one.units) : [];
  expect([units[0], units[499], units[500]]).toEqual([500, null, 1]);
  expect(aws.sent).toHaveLength(2);
});

test('without an index that goes, nobody is asked', async () => {
  expect(await readIndexReads([], fakeAws({}), signal)).toBeUndefined();
});

test.each([
  ['refused', awsError('AccessDeniedException', 'no'), 'these credentials may not call GetMetricData'],
  ['throttled for ever', awsError('ThrottlingException', 'Rate exceeded'), 'CloudWatch says: Rate exceeded'],
  [
    'unreachable',
    Object.assign(new Error('getaddrinfo ENOTFOUND'), { syscall: 'getaddrinfo' }),
    'CloudWatch says: getaddrinfo ENOTFOUND',
  ],
])('%s: the review goes on, and says why', async (_, error, why) => {
  expect(await readIndexReads(DROPPED, fakeAws({ GetMetricDataCommand: () => error }), signal)).toEqual({ why });
});

test('a bug is none of CloudWatch, and whoever interrupts is obeyed', async () => {
  await expect(readIndexReads(DROPPED, fakeAws({}), signal)).rejects.toThrow('was not expected');
  const interrupted = fakeAws({ GetMetricDataCommand: () => awsError('AbortError', 'aborted') });
  await expect(readIndexReads(DROPPED, interrupted, AbortSignal.abort())).rejects.toThrow('aborted');
});
