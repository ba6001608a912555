import type { TableDescription } from '../../../import/description';
import { readOne } from './written';

/** What each shape can say of its table, and how it says that it is off. */
const KeySchema = [{ AttributeName: 'isbn', KeyType: 'HASH' }];
const AttributeDefinitions = [{ AttributeName: 'isbn', AttributeType: 'S' }];
const key = [{ name: 'isbn', type: 'S' }];
const aws = { KeySchema, AttributeDefinitions };
const attribute = AttributeDefinitions[0];

const silent: Readonly<Record<string, object>> = {
  'describe-table output': { Table: aws },
  'recorded describe-table output': { status_code: 200, data: { Table: aws } },
  'create-table input': aws,
  'camelCase schema': { keySchema: KeySchema, attributeDefinitions: AttributeDefinitions },
  'AWS::DynamoDB::Table': { Resources: { Books: { Type: 'AWS::DynamoDB::Table', Properties: aws } } },
  'AWS::DynamoDB::GlobalTable': { Resources: { Books: { Type: 'AWS::DynamoDB::GlobalTable', Properties: aws } } },
  'AWS::Serverless::SimpleTable': {
    Resources: { Books: { Type: 'AWS::Serverless::SimpleTable', Properties: { PrimaryKey: { Name: 'isbn' } } } },
  },
  'serverless.yml': { resources: { Resources: { Books: { Type: 'AWS::DynamoDB::Table', Properties: aws } } } },
};

test.each(Object.entries(silent))('%s that says nothing but its key says nothing but its key', (_, content) => {
  expect(readOne(content).table).toStrictEqual({ key });
});

test('a Workbench model always has a name, and else says nothing but its key', () => {
  const content = { DataModel: [{ TableName: 'books', KeyAttributes: { PartitionKey: attribute } }] };
  expect(readOne(content).table).toStrictEqual({ name: 'books', key });
});

test('an index that says nothing but its key and projection', () => {
  const index = { IndexName: 'a', KeySchema, Projection: { ProjectionType: 'ALL' } };
  const { table } = readOne({ ...aws, GlobalSecondaryIndexes: [index], LocalSecondaryIndexes: [index] });
  const indexes = new Map([['a', { key, projection: 'ALL' }]]);
  expect(table).toStrictEqual({ key, globalIndexes: indexes, localIndexes: indexes });
});

test('an index into which all items are being written is being made, whatever else it says', () => {
  const index = { IndexName: 'a', KeySchema, Projection: { ProjectionType: 'ALL' } };
  const statusOf = (more: object) => readOne({ ...aws, GlobalSecondaryIndexes: [{ ...index, ...more }] }).table;
  const is = (status: string) => ({ key, globalIndexes: new Map([['a', { key, projection: 'ALL', status }]]) });
  expect(statusOf({ IndexStatus: 'DELETING', Backfilling: false })).toStrictEqual(is('DELETING'));
  expect(statusOf({ Backfilling: true })).toStrictEqual(is('CREATING'));
});

/** Each setting alone, as it is said to be on, and as it is said to be off: there is no third word for silence. */
const settings: [keyof TableDescription, object, unknown][] = [
  ['name', { TableName: 'books' }, 'books'],
  ['localIndexes', { LocalSecondaryIndexes: [] }, new Map()],
  ['globalIndexes', { GlobalSecondaryIndexes: [] }, new Map()],
  ['billingMode', { BillingMode: 'PAY_PER_REQUEST' }, 'PAY_PER_REQUEST'],
  ['billingMode', { BillingModeSummary: { BillingMode: 'PROVISIONED' } }, 'PROVISIONED'],
  [
    'onDemandLimits',
    { OnDemandThroughput: { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 2 } },
    { read: 1, write: 2 },
  ],
  ['onDemandLimits', { OnDemandThroughput: {} }, null],
  ['timeToLive', { TimeToLiveSpecification: { AttributeName: 'due', Enabled: true } }, 'due'],
  ['timeToLive', { TimeToLiveSpecification: { Enabled: false } }, null],
  ['stream', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }, 'KEYS_ONLY'],
  ['stream', { StreamSpecification: { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' } }, null],
  ['encryption', { SSESpecification: { Enabled: true } }, 'KMS'],
  ['encryption', { SSESpecification: { Enabled: false } }, 'DEFAULT'],
  ['encryption', { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' } }, 'KMS'],
  ['recovery', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, {}],
  ['recovery', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } }, null],
  ['deletionProtection', { DeletionProtectionEnabled: true }, true],
  ['deletionProtection', { DeletionProtectionEnabled: false }, false],
  ['tableClass', { TableClass: 'STANDARD' }, 'STANDARD'],
  ['tableClass', { TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } }, 'STANDARD_INFREQUENT_ACCESS'],
  ['replicas', { Replicas: [] }, []],
  ['replicas', { Replicas: [{ RegionName: 'us-east-1' }] }, [{ region: 'us-east-1' }]],
  ['tags', { Tags: [] }, {}],
  ['kinesisStream', { KinesisStreamSpecification: { StreamArn: 'arn:stream' } }, 'arn:stream'],
  ['contributorInsights', { ContributorInsightsSpecification: { Enabled: true } }, true],
  ['contributorInsights', { ContributorInsightsSpecification: { Enabled: false } }, false],
  ['resourcePolicy', { ResourcePolicy: { PolicyDocument: { Version: '2012-10-17' } } }, '{"Version":"2012-10-17"}'],
  ['warmThroughput', { WarmThroughput: { ReadUnitsPerSecond: 3, WriteUnitsPerSecond: 4 } }, { read: 3, write: 4 }],
  ['status', { TableStatus: 'ACTIVE' }, 'ACTIVE'],
  ['itemCount', { ItemCount: 0 }, 0],
  ['sizeBytes', { TableSizeBytes: 0 }, 0],
];

test.each(settings)('%s alone: %j', (setting, said, value) => {
  expect(readOne({ ...aws, ...said }).table).toStrictEqual({ key, [setting]: value });
});

test('a capacity says the billing mode, a capacity of 0 says nothing', () => {
  const capacity = (units: unknown) => ({
    ...aws,
    ProvisionedThroughput: { ReadCapacityUnits: units, WriteCapacityUnits: units },
  });
  expect(readOne(capacity(2)).table).toStrictEqual({
    key,
    billingMode: 'PROVISIONED',
    capacity: { read: 2, write: 2 },
  });
  expect(readOne(capacity(0)).table).toStrictEqual({ key });
  expect(readOne(capacity({ Ref: 'Units' })).table).toStrictEqual({ key, billingMode: 'PROVISIONED' });
});

test('a billing mode that is said is not the one that half a capacity says', () => {
  const { table } = readOne({
    ...aws,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0 },
  });
  expect(table).toStrictEqual({ key, billingMode: 'PAY_PER_REQUEST' });
});

test('a billing mode that cannot be read is not the one that the capacity says', () => {
  const { table } = readOne({
    ...aws,
    BillingMode: { Ref: 'Mode' },
    ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 2 },
  });
  expect(table).toStrictEqual({ key, capacity: { read: 2, write: 2 } });
});
