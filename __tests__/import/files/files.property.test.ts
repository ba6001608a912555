import fc from 'fast-check';
import type { Capacity, GlobalIndex, Index, Limits, Projection, TableDescription } from '../../../import/description';
import { orInherited } from '../../support/inherited-names';
import { readOne } from './written';

/** Without the keys that are not required, at times: a list that is empty requires none. */
const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, required?: (keyof T)[]) =>
  fc.record<T, keyof T>(model, { noNullPrototype: true, ...(required && { requiredKeys: required }) });

const name = orInherited(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })).filter(
  (text) => !text.includes('${'),
);
const units = fc.integer({ min: 1, max: 40_000 });
const capacity = record({ read: units, write: units });
const limits = fc.oneof(
  fc.constant(null),
  record({ read: units, write: units }, ['read']),
  record({ write: units }),
) as fc.Arbitrary<Limits | null>;
const projection: fc.Arbitrary<Projection> = fc.oneof(
  fc.constant('ALL' as const),
  fc.constant('KEYS_ONLY' as const),
  fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).map((names) => names.toSorted()),
);

const tableName = orInherited(fc.stringMatching(/^[a-zA-Z0-9_.-]{3,40}$/)).filter((one) => /^[\w.-]{3,255}$/.test(one));
const attributes = fc.uniqueArray(record({ name, type: fc.constantFrom('S', 'N', 'B') }), {
  selector: (one) => one.name,
  minLength: 2,
  maxLength: 5,
});

const table: fc.Arbitrary<TableDescription> = attributes.chain((defined) => {
  const key = fc.shuffledSubarray(defined, { minLength: 1, maxLength: 2 });
  const index = record({ key, projection });
  const named = <T>(one: fc.Arbitrary<T>) =>
    fc.uniqueArray(fc.tuple(name, one), { selector: ([id]) => id, maxLength: 3 }).map((pairs) => new Map(pairs));
  const globals = <T extends object>(billing: fc.Arbitrary<T>) =>
    named(
      fc
        .tuple(index, billing, record({ contributorInsights: fc.boolean(), warmThroughput: capacity }, []))
        .map((parts) => Object.assign({}, ...parts) as object),
    );
  const billing = fc.oneof(
    record({ globalIndexes: globals(fc.constant({})) }, []),
    record(
      {
        billingMode: fc.constant('PAY_PER_REQUEST'),
        onDemandLimits: limits,
        globalIndexes: globals(record({ onDemandLimits: limits }, [])),
      },
      ['billingMode'],
    ),
    record(
      {
        billingMode: fc.constant('PROVISIONED'),
        capacity,
        globalIndexes: globals(record({ capacity }, [])),
      },
      ['billingMode'],
    ),
  );
  const rest = record(
    {
      name: tableName,
      key,
      localIndexes: named(index),
      timeToLive: fc.option(name),
      stream: fc.constantFrom(null, 'KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'),
      encryption: fc.constantFrom('DEFAULT', 'KMS', 'arn:aws:kms:eu-west-1:123456789012:key/1'),
      recovery: fc.option(record({ days: fc.integer({ min: 1, max: 35 }) }, [])),
      deletionProtection: fc.boolean(),
      tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
      replicas: fc.uniqueArray(
        record(
          {
            region: fc.constantFrom('us-east-1', 'us-west-2', 'eu-central-1'),
            tableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'),
          },
          ['region'],
        ),
        { selector: ({ region }) => region },
      ),
      tags: fc
        .uniqueArray(
          fc.tuple(
            name,
            fc.string().filter((text) => !text.includes('${')),
          ),
          { selector: ([tag]) => tag },
        )
        .map((pairs) => Object.fromEntries(pairs)),
      kinesisStream: name,
      contributorInsights: fc.boolean(),
      resourcePolicy: name,
      warmThroughput: capacity,
      status: fc.constantFrom('ACTIVE', 'UPDATING', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'),
      itemCount: fc.nat(),
      sizeBytes: fc.maxSafeNat(),
    },
    ['key'],
  );
  return fc.tuple(rest, billing).map(([one, other]) => ({ ...one, ...other }) as unknown as TableDescription);
});

/** What every shape writes in the same words. A property that is undefined is not written: JSON has no such thing. */
const common = (one: TableDescription) => ({
  TableName: one.name,
  ...keyOf(one),
  LocalSecondaryIndexes: one.localIndexes && [...one.localIndexes].map(indexOf),
  GlobalSecondaryIndexes: one.globalIndexes && [...one.globalIndexes].map(globalIndexOf),
  AttributeDefinitions: definitionsOf(one),
  ProvisionedThroughput: one.capacity && throughputOf(one.capacity),
  OnDemandThroughput: limitsOf(one.onDemandLimits),
  WarmThroughput: warmOf(one.warmThroughput),
  DeletionProtectionEnabled: one.deletionProtection,
});

const described = (one: TableDescription): object => ({
  Table: {
    ...common(one),
    BillingModeSummary: one.billingMode && { BillingMode: one.billingMode },
    StreamSpecification: streamOf(one.stream),
    SSEDescription: one.encryption && {
      Status: one.encryption === 'DEFAULT' ? 'DISABLED' : 'ENABLED',
      ...(one.encryption !== 'DEFAULT' && { SSEType: 'KMS' }),
      ...(one.encryption.startsWith('arn:') && { KMSMasterKeyArn: one.encryption }),
    },
    TableClassSummary: one.tableClass && { TableClass: one.tableClass },
    Replicas: one.replicas?.map(({ region, tableClass }) => ({
      RegionName: region,
      ReplicaTableClassSummary: tableClass && { TableClass: tableClass },
    })),
    TableStatus: one.status,
    ItemCount: one.itemCount,
    TableSizeBytes: one.sizeBytes,
  },
});

const input = (one: TableDescription) => ({
  ...common(one),
  BillingMode: one.billingMode,
  StreamSpecification: streamOf(one.stream) as object | undefined,
  SSESpecification: encryptionOf(one, 'Enabled'),
  TableClass: one.tableClass,
  TimeToLiveSpecification:
    (one.timeToLive !== undefined && {
      Enabled: one.timeToLive !== null,
      ...(one.timeToLive !== null && { AttributeName: one.timeToLive }),
    }) ||
    undefined,
  Tags: one.tags && Object.entries(one.tags).map(([Key, Value]) => ({ Key, Value })),
  ResourcePolicy: one.resourcePolicy as unknown,
});

const template = (one: TableDescription): object => ({
  Resources: {
    Books: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        ...input(one),
        StreamSpecification: one.stream ? { StreamViewType: one.stream } : undefined,
        SSESpecification: encryptionOf(one, 'SSEEnabled'),
        PointInTimeRecoverySpecification:
          one.recovery === undefined
            ? undefined
            : {
                PointInTimeRecoveryEnabled: String(one.recovery !== null),
                RecoveryPeriodInDays: one.recovery?.days?.toString(),
              },
        KinesisStreamSpecification: one.kinesisStream ? { StreamArn: one.kinesisStream } : undefined,
        ContributorInsightsSpecification: insightsOf(one.contributorInsights),
        ResourcePolicy: one.resourcePolicy ? { PolicyDocument: one.resourcePolicy } : undefined,
      },
    },
  },
});

const indexesSay = ['key', 'projection', 'capacity', 'onDemandLimits', 'warmThroughput', 'contributorInsights'];
const allSay = [
  ...['name', 'key', 'localIndexes', 'globalIndexes', 'billingMode', 'capacity', 'onDemandLimits', 'stream'],
  ...['encryption', 'deletionProtection', 'tableClass', 'warmThroughput'],
];
const inputSays = [...allSay, 'timeToLive', 'tags', 'resourcePolicy'];
const shapes: [string, (one: TableDescription) => object, string[], (one: TableDescription) => TableDescription][] = [
  ['describe-table output', described, [...allSay, 'replicas', 'status', 'itemCount', 'sizeBytes'], (one) => one],
  ['create-table input', input, inputSays, (one) => one],
  [
    'AWS::DynamoDB::Table',
    template,
    [...inputSays, 'recovery', 'kinesisStream', 'contributorInsights'],
    // CloudFormation says that a stream is off by not saying that it is on.
    ({ stream, ...rest }) => ({ ...rest, ...(stream && { stream }) }),
  ],
];

test.each(shapes)('%s reads back as what it says', (shape, write, says, hears) => {
  fc.assert(
    fc.property(table, (one) => {
      const answer = readOne(write(one));
      expect(answer).toMatchObject({ shape, unknown: [], unreadable: [] });
      expect(answer.table).toStrictEqual(sayable(hears(one), says));
    }),
  );
});

function sayable(one: TableDescription, says: readonly string[]): object {
  const said = Object.fromEntries(Object.entries(one).filter(([setting]) => says.includes(setting)));
  if (!one.globalIndexes || !says.includes('globalIndexes')) return said;
  const indexes = [...one.globalIndexes].map(([id, index]): [string, object] => [
    id,
    Object.fromEntries(Object.entries(index).filter(([setting]) => indexesSay.includes(setting))),
  ]);
  return { ...said, globalIndexes: new Map(indexes) };
}

const settings = {
  TableName: 'name',
  LocalSecondaryIndexes: 'localIndexes',
  GlobalSecondaryIndexes: 'globalIndexes',
  OnDemandThroughput: 'onDemandLimits',
  WarmThroughput: 'warmThroughput',
  DeletionProtectionEnabled: 'deletionProtection',
  StreamSpecification: 'stream',
  SSESpecification: 'encryption',
  TableClass: 'tableClass',
  TimeToLiveSpecification: 'timeToLive',
  Tags: 'tags',
  ResourcePolicy: 'resourcePolicy',
} as const;

test('whatever stands in the place of a setting is read or named, and spoils no other', () => {
  const setting = fc.constantFrom(...(Object.keys(settings) as (keyof typeof settings)[]));
  fc.assert(
    fc.property(table, setting, fc.jsonValue({ maxDepth: 3 }), (one, aws, value) => {
      const { table: read, unknown, unreadable } = readOne({ ...input(one), [aws]: value });
      const { [settings[aws]]: found, notAll = [], ...others } = read as unknown as Record<string, unknown>;
      expect(others).toStrictEqual({
        ...sayable(
          one,
          inputSays.filter((word) => word !== settings[aws]),
        ),
      });
      if (found === undefined || (notAll as unknown[]).length > 0)
        expect([...unknown, ...unreadable].length).toBeGreaterThan(0);
    }),
  );
});

const keyOf = ({ key }: Pick<Index, 'key'>) => ({
  KeySchema: key!.map((one, index) => ({ AttributeName: one!.name, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
});

const definitionsOf = ({ key, localIndexes, globalIndexes }: TableDescription) => {
  const keys = [key, ...[...(localIndexes ?? []), ...(globalIndexes ?? [])].map(([, index]) => index.key)];
  return [...new Map(keys.flat().map((one) => [one!.name, one!.type]))].map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));
};

const indexOf = ([IndexName, index]: [string, Index]) => ({
  IndexName,
  ...keyOf(index),
  Projection:
    typeof index.projection === 'string'
      ? { ProjectionType: index.projection }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projection!.toReversed() },
});

const globalIndexOf = ([id, index]: [string, GlobalIndex]) => ({
  ...indexOf([id, index]),
  ProvisionedThroughput: index.capacity && throughputOf(index.capacity),
  OnDemandThroughput: limitsOf(index.onDemandLimits),
  WarmThroughput: warmOf(index.warmThroughput),
  ContributorInsightsSpecification: insightsOf(index.contributorInsights),
});

const throughputOf = ({ read, write }: Partial<Capacity>) => ({
  ReadCapacityUnits: read,
  WriteCapacityUnits: write,
});

const limitsOf = (one: Limits | null | undefined) =>
  one === undefined ? undefined : { MaxReadRequestUnits: one?.read ?? -1, MaxWriteRequestUnits: one?.write };

const warmOf = (one: { read: number; write: number } | undefined) =>
  one && { ReadUnitsPerSecond: one.read, WriteUnitsPerSecond: one.write };

const streamOf = (one: string | null | undefined) =>
  one === undefined ? undefined : { StreamEnabled: one !== null, ...(one !== null && { StreamViewType: one }) };

const encryptionOf = ({ encryption }: TableDescription, isOn: string) =>
  encryption && {
    [isOn]: encryption !== 'DEFAULT',
    ...(encryption.startsWith('arn:') && { KMSMasterKeyId: encryption }),
  };

const insightsOf = (Enabled: boolean | undefined) => (Enabled === undefined ? undefined : { Enabled });
