import { tableChecks } from '../../../deployment/verify/table';
import { awsError, change, deployedWith, fakeAws, resource, run, throws } from './fakes';

/** As the AWS provider 5.100.0 writes an adopted table into the state. */
const state = {
  arn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/trinity-room-movie-cache-dev',
  attribute: [
    { name: 'batchNumber', type: 'N' },
    { name: 'roomId', type: 'S' },
    { name: 'sequenceIndex', type: 'N' },
  ],
  billing_mode: 'PAY_PER_REQUEST',
  deletion_protection_enabled: true,
  global_secondary_index: [
    {
      name: 'BatchIndex',
      hash_key: 'roomId',
      range_key: 'batchNumber',
      projection_type: 'ALL',
      non_key_attributes: null,
      read_capacity: 0,
      write_capacity: 0,
      on_demand_throughput: [],
    },
    { name: 'Other', hash_key: 'roomId', range_key: '', projection_type: 'INCLUDE', non_key_attributes: ['b', 'a'] },
  ],
  hash_key: 'roomId',
  id: 'trinity-room-movie-cache-dev',
  local_secondary_index: [],
  name: 'trinity-room-movie-cache-dev',
  on_demand_throughput: [{ max_read_request_units: 500, max_write_request_units: -1 }],
  point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 35 }],
  range_key: 'sequenceIndex',
  read_capacity: 0,
  write_capacity: 0,
  stream_enabled: false,
  tags: null,
  timeouts: null,
  ttl: [{ attribute_name: 'ttl', enabled: true }],
};

/** What DynamoDB answers for it. */
const aws = {
  Table: {
    KeySchema: [
      { AttributeName: 'roomId', KeyType: 'HASH' },
      { AttributeName: 'sequenceIndex', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'sequenceIndex', AttributeType: 'N' },
      { AttributeName: 'roomId', AttributeType: 'S' },
      { AttributeName: 'batchNumber', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'Other',
        KeySchema: [{ AttributeName: 'roomId', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
      },
      {
        IndexName: 'BatchIndex',
        KeySchema: [
          { AttributeName: 'roomId', KeyType: 'HASH' },
          { AttributeName: 'batchNumber', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    DeletionProtectionEnabled: true,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    OnDemandThroughput: { MaxReadRequestUnits: 500, MaxWriteRequestUnits: -1 },
  },
  TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' },
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
  },
};

const targets = (['Read', 'Write'] as const).map((kind) =>
  resource(`aws_appautoscaling_target.${kind}`, {
    resource_id: `table/${state.name}`,
    scalable_dimension: `dynamodb:table:${kind}CapacityUnits`,
    min_capacity: 5,
    max_capacity: 500,
  }),
);

const check = (answers = aws, values: object = state, others: typeof targets = []) =>
  run(
    tableChecks(
      deployedWith(resource('aws_dynamodb_table.room_movie_cache', { ...values }), ...others),
      fakeAws({
        DescribeTableCommand: () => ({ Table: answers.Table }),
        DescribeTimeToLiveCommand: () => ({ TimeToLiveDescription: answers.TimeToLiveDescription }),
        DescribeContinuousBackupsCommand: () => ({
          ContinuousBackupsDescription: answers.ContinuousBackupsDescription,
        }),
      }),
    )[0],
  );

it('passes when the table is as deployed, in whatever order AWS lists', async () => {
  expect(await check()).toEqual({
    status: 'passed',
    detail: 'key roomId + sequenceIndex, TTL on ttl, recovery, protected, PAY_PER_REQUEST',
  });
});

const NEW_LOCAL = {
  IndexName: 'new',
  KeySchema: [
    { AttributeName: 'roomId', KeyType: 'HASH' },
    { AttributeName: 'batchNumber', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
};
const PUT_BACK = 'Something changed it after the deploy. `npx cdktf deploy dev` puts it back.';

it.each([
  [
    'Table.GlobalSecondaryIndexes.1.Projection.ProjectionType',
    'KEYS_ONLY',
    'global_secondary_index[BatchIndex]: It is roomId (S) + batchNumber (N) with the keys alone, declared roomId (S) + batchNumber (N) with all attributes: ',
  ],
  ['Table.GlobalSecondaryIndexes', undefined, 'global_secondary_index[BatchIndex]: It is made, '],
  ['TimeToLiveDescription.TimeToLiveStatus', 'DISABLED', 'ttl: It is switched on: '],
  [
    'ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus',
    'DISABLED',
    'point_in_time_recovery: It is switched on, ',
  ],
  [
    'ContinuousBackupsDescription.PointInTimeRecoveryDescription.RecoveryPeriodInDays',
    7,
    'point_in_time_recovery.recovery_period_in_days: It goes from 7 days to 35.',
  ],
  ['Table.DeletionProtectionEnabled', false, 'deletion_protection_enabled: It is switched on: '],
  ['Table.BillingModeSummary', undefined, 'billing_mode: It goes from PROVISIONED to PAY_PER_REQUEST. '],
  [
    'Table.OnDemandThroughput.MaxReadRequestUnits',
    900,
    'on_demand_throughput: It goes from at most 900 read units to at most 500 read units. ',
  ],
  [
    'Table.StreamSpecification',
    { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    'stream_enabled: The stream of NEW_IMAGE is switched off. ',
  ],
  [
    'Table.TableClassSummary',
    { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    'table_class: It goes from STANDARD_INFREQUENT_ACCESS to STANDARD. ',
  ],
  [
    'Table.SSEDescription',
    { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:111111111111:key/one' },
    "server_side_encryption: It goes from the key arn:aws:kms:eu-west-1:111111111111:key/one to AWS's own key. ",
  ],
  ['Table.Replicas', [{ RegionName: 'us-east-1' }], 'replica[us-east-1]: The table in us-east-1 is deleted '],
])('fails when %s is %j', async (path, value, difference) => {
  expect(await check(change(aws, path, value))).toEqual({
    status: 'failed',
    reason: expect.stringContaining(
      `Table trinity-room-movie-cache-dev is not as it was deployed. What a deploy would do about it: ${difference}`,
    ) as string,
    next: PUT_BACK,
  });
});

it.each([
  ['TimeToLiveDescription.AttributeName', 'expires', 'ttl: It goes from expires to ttl, which DynamoDB refuses '],
  [
    'Table.OnDemandThroughput.MaxWriteRequestUnits',
    7,
    'on_demand_throughput: It is at most 500 read and 7 write units, declared at most 500 read units: ',
  ],
])('fails when %s is %j, which no deploy puts back', async (path, value, difference) => {
  expect(await check(change(aws, path, value))).toEqual({
    status: 'failed',
    reason: expect.stringContaining(difference) as string,
    next: expect.stringContaining('no deploy puts all of it back') as string,
  });
});

it.each([
  ['Table.KeySchema.1.AttributeName', 'batchNumber', 'range_key: It is batchNumber (N), declared sequenceIndex (N). '],
  [
    'Table.AttributeDefinitions.0.AttributeType',
    'S',
    'attribute[sequenceIndex].type: It is S, declared N. No plan shows it, ',
  ],
  ['Table.LocalSecondaryIndexes', [NEW_LOCAL], 'local_secondary_index[new]: It is not declared. '],
])('does not advise a deploy that would replace it: %s is %j', async (path, value, difference) => {
  expect(await check(change(aws, path, value))).toEqual({
    status: 'failed',
    reason: expect.stringContaining(`What a deploy would do about it: ${difference}`) as string,
    next: expect.stringMatching(/^Do not deploy: it would destroy the table with its items\./) as string,
  });
});

it('takes a TTL that is being switched on for on: that may last an hour', async () => {
  expect(await check(change(aws, 'TimeToLiveDescription.TimeToLiveStatus', 'ENABLING'))).toMatchObject({
    status: 'passed',
  });
});

it('passes without TTL and recovery where none was deployed', async () => {
  const answers = change(aws, 'TimeToLiveDescription', { TimeToLiveStatus: 'DISABLED' });
  const off = change(answers, 'ContinuousBackupsDescription', undefined);
  expect(await check(off, { ...state, ttl: [], point_in_time_recovery: [] })).toMatchObject({ status: 'passed' });
  expect(await check(aws, { ...state, ttl: [], point_in_time_recovery: [] })).toMatchObject({
    reason: expect.stringMatching(/ttl: It is switched off: .* point_in_time_recovery: It is switched off: /) as string,
  });
});

describe('a table with provisioned capacity', () => {
  const provisioned = {
    ...state,
    billing_mode: 'PROVISIONED',
    read_capacity: 5,
    write_capacity: 5,
    on_demand_throughput: [],
  };
  const answers = (read: number, write: number) =>
    change(change(aws, 'Table.BillingModeSummary', undefined), 'Table.ProvisionedThroughput', {
      ReadCapacityUnits: read,
      WriteCapacityUnits: write,
    });

  it('has the deployed capacity', async () => {
    expect(await check(answers(5, 5), provisioned)).toMatchObject({ status: 'passed' });
    expect(await check(answers(6, 4), provisioned)).toMatchObject({
      reason: expect.stringContaining('read_capacity: It goes from 6 units to 5. ') as string,
    });
  });

  it('is moved by its autoscaling, within its bounds', async () => {
    expect(await check(answers(500, 5), provisioned, targets)).toMatchObject({ status: 'passed' });
    expect(await check(answers(501, 4), provisioned, targets)).toMatchObject({
      reason: expect.stringContaining(
        'read_capacity: It is 501, and autoscaling keeps it from 5 to 500. write_capacity: It is 4, and autoscaling keeps it from 5 to 500.',
      ) as string,
    });
  });
});

it('says that a table is gone, and what a deploy would do', async () => {
  const missing = fakeAws({ DescribeTableCommand: throws(awsError('ResourceNotFoundException')) });
  expect(await run(tableChecks(deployedWith(resource('aws_dynamodb_table.rooms', state)), missing)[0])).toEqual({
    status: 'failed',
    reason: 'The table trinity-room-movie-cache-dev does not exist, though the Terraform state has it.',
    next: 'Its items are gone with it: restore it from a backup before `npx cdktf deploy dev` makes an empty one.',
  });
});

it('leaves other errors of AWS to whoever runs it', async () => {
  const denied = fakeAws({ DescribeTableCommand: throws(awsError('AccessDeniedException')) });
  const [first] = tableChecks(deployedWith(resource('aws_dynamodb_table.rooms', state)), denied);
  await expect(run(first)).rejects.toThrow('AccessDeniedException was answered');
});

it('refuses a state that the provider did not write, without showing its values', () => {
  const broken = resource('aws_dynamodb_table.rooms', { ...state, hash_key: 7, arn: 'secret' });
  expect(() => tableChecks(deployedWith(broken), fakeAws({}))).toThrow(
    /^aws_dynamodb_table\.rooms in the state is not as the AWS provider 5\.100\.0 writes it: hash_key: (?!.*secret)/,
  );
});

describe('a released table', () => {
  const used = [resource('aws_dynamodb_table.room_movie_cache', { ...state })];
  const one = (answer: () => unknown) =>
    run(tableChecks({ ...deployedWith(), used }, fakeAws({ DescribeTableCommand: answer }))[0]);
  const usable = change(aws, 'Table.TableStatus', 'ACTIVE');

  it('passes whatever its owner makes of it, as long as its key is the same', async () => {
    for (const answers of [usable, change(usable, 'Table.TableStatus', 'UPDATING')]) {
      const others = change(change(answers, 'Table.GlobalSecondaryIndexes', undefined), 'Table.BillingModeSummary', {});
      expect(await one(() => others)).toEqual({
        status: 'passed',
        detail: "key roomId + sequenceIndex; all else is its owner's",
      });
    }
  });

  it.each([
    ['is not there', throws(awsError('ResourceNotFoundException')), 'It does not exist.'],
    ['is being deleted', () => change(usable, 'Table.TableStatus', 'DELETING'), 'It is DELETING.'],
    [
      'has another key',
      () => change(usable, 'Table.KeySchema.1.AttributeName', 'batchNumber'),
      'range_key is another than it was.',
    ],
    [
      'has a key of another type',
      () => change(usable, 'Table.AttributeDefinitions.0.AttributeType', 'S'),
      'attribute[sequenceIndex].type is another than it was.',
    ],
  ])('fails when it %s', async (_, answer, why) => {
    expect(await one(answer)).toEqual({
      status: 'failed',
      reason: `Table trinity-room-movie-cache-dev, which the application uses and somebody else looks after: ${why}`,
      next: expect.stringContaining('Ask its owner.') as string,
    });
  });
});
