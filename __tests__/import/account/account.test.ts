import { tablesOfAccount } from '../../../import/account';
import { adoptionOf } from '../../../import/adoption';
import { stopsOf } from '../../../import/stops';
import { awsError, fakeAws, type Answers, type Input } from '../../deployment/aws';

const NAME = 'trinity-rooms-dev';
const ARN = `arn:aws:dynamodb:eu-west-1:123456789012:table/${NAME}`;
const signal = new AbortController().signal;

const plain = {
  TableName: NAME,
  TableArn: ARN,
  TableStatus: 'ACTIVE',
  TableId: 'one',
  CreationDateTime: new Date(0),
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
  ItemCount: 3,
  TableSizeBytes: 900,
};

/** Answers of an account in which all that can be off is off. */
const QUIET: Answers = {
  ListTablesCommand: () => ({ TableNames: [NAME] }),
  DescribeTableCommand: () => ({ Table: plain }),
  DescribeTimeToLiveCommand: () => ({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } }),
  DescribeContinuousBackupsCommand: () => ({
    ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' } },
  }),
  DescribeKeyCommand: () => awsError('NotFoundException', 'no alias'),
  ListTagsOfResourceCommand: () => ({ Tags: [] }),
  DescribeKinesisStreamingDestinationCommand: () => ({ KinesisDataStreamDestinations: [] }),
  ListContributorInsightsCommand: () => ({ ContributorInsightsSummaries: [] }),
  GetResourcePolicyCommand: () => awsError('PolicyNotFoundException', 'none'),
  DescribeScalableTargetsCommand: () => ({ ScalableTargets: [] }),
  DescribeScalingPoliciesCommand: () => ({ ScalingPolicies: [] }),
};

/** All tables whose names begin with `trinity-` are read whole. */
async function read(answers: Answers = {}) {
  const aws = fakeAws({ ...QUIET, ...answers });
  const wanted = (names: readonly string[]) => new Set(names.filter((name) => name.startsWith('trinity-')));
  const tables = await tablesOfAccount(aws, { region: 'eu-west-1', wanted, signal });
  return { tables, sent: aws.sent.map(({ command }) => command) };
}

const scales = (kind: string) => ({
  ResourceId: `table/${NAME}`,
  ScalableDimension: `dynamodb:table:${kind}CapacityUnits`,
});

const inUse = (kind: string) => ({
  PredefinedMetricSpecification: { PredefinedMetricType: `DynamoDB${kind}CapacityUtilization` },
});

test('what AWS does not answer is off, and nothing is left unsaid', async () => {
  const { tables } = await read();
  expect(tables).toEqual([
    {
      name: NAME,
      table: {
        name: NAME,
        key: [{ name: 'PK', type: 'S' }],
        localIndexes: new Map(),
        globalIndexes: new Map(),
        billingMode: 'PROVISIONED',
        onDemandLimits: null,
        scaling: null,
        timeToLive: null,
        timeToLiveStatus: 'DISABLED',
        stream: null,
        encryption: 'DEFAULT',
        recovery: null,
        deletionProtection: false,
        tableClass: 'STANDARD',
        replicas: [],
        tags: {},
        kinesisStream: null,
        contributorInsights: false,
        resourcePolicy: null,
        status: 'ACTIVE',
        itemCount: 3,
        sizeBytes: 900,
      },
    },
  ]);
});

test('all that can be on, with lists of several pages', async () => {
  const paged = (key: string, pages: readonly unknown[][]) => (input: Input) => {
    const page = Number(input.NextToken ?? 0);
    return { [key]: pages[page], ...(page + 1 < pages.length && { NextToken: String(page + 1) }) };
  };
  const scalesIndex = {
    ResourceId: `table/${NAME}/index/StatusIndex`,
    ScalableDimension: 'dynamodb:index:ReadCapacityUnits',
  };
  const gsi = {
    IndexName: 'StatusIndex',
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
    Projection: { ProjectionType: 'ALL' },
    IndexStatus: 'ACTIVE',
  };
  const { tables } = await read({
    DescribeTableCommand: () => ({
      Table: {
        ...plain,
        GlobalSecondaryIndexes: [gsi],
        SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:key' },
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6, NumberOfDecreasesToday: 0 },
        DeletionProtectionEnabled: true,
        TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
        Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
        WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
      },
    }),
    DescribeTimeToLiveCommand: () => ({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    }),
    DescribeContinuousBackupsCommand: () => ({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 9 },
      },
    }),
    ListTagsOfResourceCommand: paged('Tags', [[{ Key: 'a', Value: '1' }], [{ Key: 'b', Value: '2' }]]),
    DescribeKinesisStreamingDestinationCommand: () => ({
      KinesisDataStreamDestinations: [
        { StreamArn: 'arn:old', DestinationStatus: 'DISABLED' },
        { StreamArn: 'arn:new', DestinationStatus: 'ACTIVE' },
      ],
    }),
    ListContributorInsightsCommand: paged('ContributorInsightsSummaries', [
      [{ ContributorInsightsStatus: 'DISABLED' }],
      [{ IndexName: 'StatusIndex', ContributorInsightsStatus: 'ENABLED' }],
    ]),
    GetResourcePolicyCommand: ({ ResourceArn }) => ({ Policy: `{"of":"${String(ResourceArn)}"}` }),
    DescribeScalableTargetsCommand: paged('ScalableTargets', [
      [{ ...scales('Write'), MinCapacity: 2, MaxCapacity: 20 }],
      [
        { ...scales('Read'), MinCapacity: 1, MaxCapacity: 10 },
        { ...scalesIndex, MinCapacity: 3, MaxCapacity: 30 },
      ],
    ]),
    DescribeScalingPoliciesCommand: (input) => {
      if (input.ResourceId !== `table/${NAME}`) return { ScalingPolicies: [] };
      const read = {
        TargetValue: 70,
        ScaleInCooldown: 0,
        ScaleOutCooldown: 60,
        DisableScaleIn: true,
        ...inUse('Read'),
      };
      const write = { TargetValue: 50, ...inUse('Write') };
      return paged('ScalingPolicies', [
        [{ ...scales('Read'), PolicyName: 'reads', TargetTrackingScalingPolicyConfiguration: read }],
        [{ ...scales('Write'), PolicyName: 'writes', TargetTrackingScalingPolicyConfiguration: write }],
      ])(input);
    },
  });
  expect(tables[0]?.table).toMatchObject({
    capacity: { read: 5, write: 6 },
    globalIndexes: new Map([
      [
        'StatusIndex',
        {
          key: [{ name: 'PK', type: 'S' }],
          projection: 'ALL',
          contributorInsights: true,
          scaling: { read: { min: 3, max: 30, target: 0 }, write: null },
        },
      ],
    ]),
    scaling: {
      read: {
        ...{ min: 1, max: 10, target: 70 },
        policy: { name: 'reads', scaleInCooldown: 0, scaleOutCooldown: 60, disableScaleIn: true },
      },
      write: { min: 2, max: 20, target: 50, policy: { name: 'writes' } },
    },
    timeToLive: 'expires',
    stream: 'NEW_IMAGE',
    encryption: 'arn:key',
    recovery: { days: 9 },
    deletionProtection: true,
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    replicas: [{ region: 'us-east-1', recovery: true }],
    tags: { a: '1', b: '2' },
    kinesisStream: 'arn:new',
    contributorInsights: false,
    resourcePolicy: `{"of":"${ARN}"}`,
    warmThroughput: { read: 12_000, write: 4000 },
  });
  expect(tables[0]).not.toHaveProperty('notSeen');
});

test.each([
  ['ENABLING', 'expires'],
  ['DISABLING', null],
])('TTL that is %s becomes %p, and stops the table: the provider takes it for off', async (status, timeToLive) => {
  const TimeToLiveDescription = { TimeToLiveStatus: status, AttributeName: 'expires' };
  const { tables } = await read({ DescribeTimeToLiveCommand: () => ({ TimeToLiveDescription }) });
  expect(tables[0]?.table).toMatchObject({ timeToLive, timeToLiveStatus: status });
  expect(stopsOf(tables[0]!.table!).map(({ why }) => why)).toEqual([
    `Its TTL is ${status}, which takes up to an hour, and a plan takes it for off: adopt the table when it is ENABLED or DISABLED.`,
  ]);
});

test('-1 is no limit: the adoption does not write it', async () => {
  const adopted = async (OnDemandThroughput: object) => {
    const billing = { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } };
    const { tables } = await read({
      DescribeTableCommand: () => ({ Table: { ...plain, ...billing, OnDemandThroughput } }),
    });
    return adoptionOf(tables[0]!.table!, { key: plain.KeySchema as never }, {}).billing;
  };
  const mode = 'PAY_PER_REQUEST';
  expect(await adopted({ MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 })).toEqual({ mode });
  expect(await adopted({ MaxReadRequestUnits: 5, MaxWriteRequestUnits: -1 })).toEqual({ mode, maxReadRequestUnits: 5 });
  expect(await adopted({ MaxReadRequestUnits: -1, MaxWriteRequestUnits: 6 })).toEqual({
    mode,
    maxWriteRequestUnits: 6,
  });
});

describe('of the policies that move the same units', () => {
  const follows = (name: string, measure: object) => ({
    ...scales('Read'),
    PolicyName: name,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 70, ...measure },
  });
  const ours = follows('by our measure', { CustomizedMetricSpecification: {} });
  const steps = {
    ...scales('Read'),
    PolicyName: 'steps',
    PolicyType: 'StepScaling',
    StepScalingPolicyConfiguration: {},
  };
  const movedBy = async (...ScalingPolicies: object[]) => {
    const { tables } = await read({
      DescribeScalableTargetsCommand: () => ({
        ScalableTargets: [{ ...scales('Read'), MinCapacity: 1, MaxCapacity: 9 }],
      }),
      DescribeScalingPoliciesCommand: () => ({ ScalingPolicies }),
    });
    return tables[0]!.table!;
  };

  test('that which follows what is in use is the one; others are named', async () => {
    const table = await movedBy(steps, ours, follows('in use', inUse('Read')));
    expect(table.scaling).toEqual({
      read: { min: 1, max: 9, target: 70, policy: { name: 'in use' }, otherPolicies: ['by our measure', 'steps'] },
      write: null,
    });
    expect(stopsOf(table)).toEqual([]);
  });

  test.each([
    ['by our measure', ours],
    ['steps', steps],
  ])("%s alone is not taken for DynamoDB's own, and stops the table", async (name, policy) => {
    const table = await movedBy(policy);
    expect(table.scaling).toEqual({ read: { min: 1, max: 9, target: 0, otherPolicies: [name] }, write: null });
    expect(stopsOf(table)[0]?.why).toMatch(
      `Its read capacity is moved only by ${name}, by another measure than DynamoDB's own`,
    );
  });
});

test('of a table that nothing declares, one call each, and the day of its last write', async () => {
  const { tables, sent } = await read({
    ListTablesCommand: ({ ExclusiveStartTableName: start }) =>
      start === undefined ? { TableNames: ['old'], LastEvaluatedTableName: 'old' } : { TableNames: ['older'] },
    DescribeTableCommand: ({ TableName }) => ({ Table: { ...plain, TableName } }),
    GetMetricDataCommand: ({ NextToken }) =>
      NextToken === undefined
        ? {
            MetricDataResults: [
              {
                Id: 't0',
                Timestamps: [new Date('2026-11-03T00:00:00Z'), new Date('2026-11-02T00:00:00Z')],
                Values: [0, 5],
              },
            ],
            NextToken: 'more',
          }
        : {
            MetricDataResults: [
              { Id: 't0', Timestamps: [new Date('2026-10-01T00:00:00Z')], Values: [1] },
              { Id: 't1' },
            ],
          },
  });
  expect(tables.map(({ name, lastWrite }) => [name, lastWrite])).toEqual([
    ['old', '2026-11-02'],
    ['older', undefined],
  ]);
  expect(sent).toEqual([
    ...['ListTablesCommand', 'ListTablesCommand', 'DescribeTableCommand', 'DescribeTableCommand'],
    ...['GetMetricDataCommand', 'GetMetricDataCommand'],
  ]);
});

test('what AWS refuses to tell is not said, and named', async () => {
  const denied = () => awsError('AccessDeniedException', 'no');
  const { tables } = await read({ GetResourcePolicyCommand: denied, ListTagsOfResourceCommand: denied });
  expect(tables[0]?.notSeen).toEqual([
    'these credentials may not call ListTagsOfResource.',
    'these credentials may not call GetResourcePolicy.',
  ]);
  expect(tables[0]?.table).not.toHaveProperty('tags');
  expect(tables[0]?.table).not.toHaveProperty('resourcePolicy');
});

test('when a table was last written to, too', async () => {
  const { tables } = await read({
    ListTablesCommand: () => ({ TableNames: ['old', NAME] }),
    GetMetricDataCommand: () => awsError('AccessDeniedException', 'no'),
  });
  expect(tables.map(({ notSeen }) => notSeen)).toEqual([['these credentials may not call GetMetricData.'], undefined]);
});

test.each(['ListTablesCommand', 'DescribeTableCommand'])('without %s nothing is known', async (command) => {
  await expect(read({ [command]: () => awsError('AccessDeniedException', 'no') })).rejects.toThrow('no');
});

test('a fault of AWS is none of the table', async () => {
  const fault = () => awsError('InternalServerError', 'try again', 500);
  await expect(read({ DescribeTimeToLiveCommand: fault })).rejects.toThrow('try again');
});

test('a table that is deleted meanwhile is none', async () => {
  const { tables } = await read({ DescribeTableCommand: () => awsError('ResourceNotFoundException', 'gone') });
  expect(tables).toEqual([]);
});

test('what only a later AWS answers is named', async () => {
  const { tables } = await read({ DescribeTableCommand: () => ({ Table: { ...plain, FutureSetting: { On: true } } }) });
  expect(tables[0]?.notSeen).toEqual(['FutureSetting: nobody here knows this key.']);
});

test('500 tables: a call each, in pages of a hundred', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `table-${String(index).padStart(3, '0')}`);
  const { tables, sent } = await read({
    ListTablesCommand: ({ ExclusiveStartTableName: start }) => {
      const from = start === undefined ? 0 : names.indexOf(start as string) + 1;
      const page = names.slice(from, from + 100);
      return { TableNames: page, ...(from + 100 < names.length && { LastEvaluatedTableName: page.at(-1) }) };
    },
    DescribeTableCommand: ({ TableName }) => ({ Table: { ...plain, TableName } }),
    GetMetricDataCommand: () => ({ MetricDataResults: [] }),
  });
  expect(tables.map(({ name }) => name)).toEqual(names);
  expect(sent).toHaveLength(5 + 500 + 1);
});

test('what AWS answers and cannot be read here is there, and not taken for off; what it is silent of is off', async () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'A_LATER_ONE' };
  const { tables } = await read({ DescribeTableCommand: () => ({ Table: { ...plain, StreamSpecification } }) });
  expect(tables[0]?.notSeen).toEqual([expect.stringMatching(/^StreamSpecification\.StreamViewType: .*A_LATER_ONE/)]);
  expect(tables[0]?.table).not.toHaveProperty('stream');
  expect(tables[0]?.table).toMatchObject({ encryption: 'DEFAULT', replicas: [], localIndexes: new Map() });
});

test('an index of which a later AWS says what nobody here knows hides no other, and no setting', async () => {
  const KeySchema = [{ AttributeName: 'PK', KeyType: 'HASH' }];
  const GlobalSecondaryIndexes = [
    { IndexName: 'A', KeySchema, Projection: { ProjectionType: 'ALL' } },
    { IndexName: 'B', KeySchema, Projection: { ProjectionType: 'A_LATER_ONE' } },
  ];
  const { tables } = await read({ DescribeTableCommand: () => ({ Table: { ...plain, GlobalSecondaryIndexes } }) });
  expect(tables[0]?.notSeen).toEqual([
    expect.stringMatching(/^GlobalSecondaryIndexes\[1\]\.Projection\.ProjectionType: .*A_LATER_ONE/),
  ]);
  const key = [{ name: 'PK', type: 'S' }];
  const beside = { contributorInsights: false, onDemandLimits: null, scaling: null };
  expect(tables[0]?.table).toMatchObject({ stream: null, encryption: 'DEFAULT' });
  expect(tables[0]?.table?.globalIndexes).toEqual(
    new Map<string, object>([
      ['A', { key, projection: 'ALL', ...beside }],
      ['B', { key, ...beside }],
    ]),
  );
});
