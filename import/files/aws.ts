import { z } from 'zod';
import { own } from '../../keys/own';
import type { Path } from './lenient';

/**
 * A table in AWS's words: what `describe-table` answers, what `create-table` takes (and what people write into it besides), the
 * properties of CloudFormation's AWS::DynamoDB::Table and AWS::DynamoDB::GlobalTable. One schema for all: they have no key
 * that means one thing here and another there. Strict, so that what it does not know can be named.
 */

/** Of no matter for having the table again: identity, history, and how it was made. */
const ignored = z.unknown();
/** CloudFormation takes numbers and booleans as texts, too. */
const numeral = <T extends z.ZodType>(number: T) =>
  z.preprocess((value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value), number);
const whole = numeral(z.int().min(0));
const positive = numeral(z.int().min(1));
const flag = z.preprocess((value) => (value === 'true' || value === 'false' ? value === 'true' : value), z.boolean());
const text = z.string().min(1);
/** DynamoDB's guide, "Naming rules". */
const tableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, { error: '3 to 255 of a-z, A-Z, 0-9, _, . and -' });
export const attributeType = z.enum(['S', 'N', 'B']);

export const throughput = z
  .strictObject({
    ReadCapacityUnits: whole,
    WriteCapacityUnits: whole,
    NumberOfDecreasesToday: ignored.optional(),
    LastIncreaseDateTime: ignored.optional(),
    LastDecreaseDateTime: ignored.optional(),
  })
  .refine(({ ReadCapacityUnits: read, WriteCapacityUnits: write }) => (read === 0) === (write === 0), {
    error: 'Both capacities are at least 1, or both are 0, as AWS says of a table on demand.',
  });

/** -1 is AWS's word for no limit. */
const limit = numeral(
  z
    .int()
    .min(-1)
    .refine((value) => value !== 0, { error: 'It is at least 1, or -1 for none.' }),
);
const onDemand = z.strictObject({ MaxReadRequestUnits: limit, MaxWriteRequestUnits: limit }).partial();
const warm = z.strictObject({ ReadUnitsPerSecond: whole, WriteUnitsPerSecond: whole, Status: ignored.optional() });

/** Application Auto Scaling, as AWS::DynamoDB::GlobalTable has it. */
const autoScaling = z.strictObject({
  MinCapacity: positive,
  MaxCapacity: positive,
  SeedCapacity: ignored.optional(),
  TargetTrackingScalingPolicyConfiguration: z.strictObject({
    TargetValue: numeral(z.number().positive()),
    DisableScaleIn: ignored.optional(),
    ScaleInCooldown: ignored.optional(),
    ScaleOutCooldown: ignored.optional(),
  }),
});
const readSettings = z
  .strictObject({
    ReadCapacityUnits: ignored.refine(() => false, {
      error: 'Reads of a fixed capacity beside writes that scale are not compared.',
    }),
    ReadCapacityAutoScalingSettings: autoScaling,
  })
  .partial();
const writeSettings = z.strictObject({ WriteCapacityAutoScalingSettings: autoScaling }).partial();
const readOnDemand = z.strictObject({ MaxReadRequestUnits: limit }).partial();
const writeOnDemand = z.strictObject({ MaxWriteRequestUnits: limit }).partial();

const keySchema = z
  .array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) }))
  .refine((keys) => isKey(keys.map(({ KeyType }) => KeyType)), {
    error: 'A key has one HASH attribute, and at most one RANGE attribute.',
    abort: true,
  })
  .refine((keys) => new Set(keys.map(({ AttributeName }) => AttributeName)).size === keys.length, {
    error: 'Its HASH attribute and its RANGE attribute are the same.',
  });
const isKey = (types: readonly string[]): boolean => ['HASH', 'HASH RANGE'].includes(types.toSorted().join(' '));

const contributorInsights = z.strictObject({ Enabled: flag, Mode: ignored.optional() });
const policyDocument = z.custom<string | object>(
  (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
  { error: 'A policy is JSON, as an object or as text.' },
);
const resourcePolicy = z.preprocess(
  (value) => (typeof value === 'string' ? { PolicyDocument: value } : value),
  z.strictObject({ PolicyDocument: policyDocument }),
);
const tags = listOf(z.strictObject({ Key: text, Value: z.string().optional() }), 'Key');
const tableClass = z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']);
const kinesis = z.strictObject({ StreamArn: text, ApproximateCreationDateTimePrecision: ignored.optional() });
const recovery = z.strictObject({ PointInTimeRecoveryEnabled: flag, RecoveryPeriodInDays: positive.optional() });
const encryption = z
  .strictObject({
    Enabled: flag.optional(),
    SSEEnabled: flag.optional(),
    SSEType: z.literal('KMS').optional(),
    KMSMasterKeyId: text.optional(),
  })
  .refine(({ Enabled, SSEEnabled }) => (Enabled ?? SSEEnabled) !== undefined, {
    error: 'It does not say whether it is on: Enabled (CloudFormation: SSEEnabled) is missing.',
  });

export const projection = z
  .strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(text).optional(),
  })
  .refine(
    ({ ProjectionType, NonKeyAttributes = [] }) => (ProjectionType === 'INCLUDE') === NonKeyAttributes.length > 0,
    {
      error: 'INCLUDE has NonKeyAttributes, ALL and KEYS_ONLY have none.',
    },
  );

const localIndex = z.strictObject({
  IndexName: text,
  KeySchema: keySchema.optional(),
  Projection: projection.optional(),
  IndexArn: ignored.optional(),
  IndexSizeBytes: ignored.optional(),
  ItemCount: ignored.optional(),
});

const globalIndex = localIndex.extend({
  IndexStatus: z.string().optional(),
  Backfilling: flag.optional(),
  ProvisionedThroughput: throughput.optional(),
  OnDemandThroughput: onDemand.optional(),
  WarmThroughput: warm.optional(),
  ContributorInsightsSpecification: contributorInsights.optional(),
  ReadProvisionedThroughputSettings: readSettings.optional(),
  WriteProvisionedThroughputSettings: writeSettings.optional(),
  ReadOnDemandThroughputSettings: readOnDemand.optional(),
  WriteOnDemandThroughputSettings: writeOnDemand.optional(),
});

/** A replica, as `describe-table` tells it or as AWS::DynamoDB::GlobalTable has it. */
const replica = z
  .strictObject({
    Region: text,
    RegionName: text,
    TableClass: tableClass,
    ReplicaTableClassSummary: z.strictObject({ TableClass: tableClass, LastUpdateDateTime: ignored.optional() }),
    ReadProvisionedThroughputSettings: readSettings,
    ReadOnDemandThroughputSettings: readOnDemand,
    PointInTimeRecoverySpecification: recovery,
    DeletionProtectionEnabled: flag,
    ContributorInsightsSpecification: contributorInsights,
    KinesisStreamSpecification: kinesis,
    ResourcePolicy: resourcePolicy,
    SSESpecification: z.strictObject({ KMSMasterKeyId: text }),
    Tags: tags,
    GlobalSecondaryIndexes: listOf(
      z.strictObject({
        IndexName: text,
        ReadProvisionedThroughputSettings: readSettings.optional(),
        ReadOnDemandThroughputSettings: readOnDemand.optional(),
        ContributorInsightsSpecification: contributorInsights.optional(),
        ProvisionedThroughputOverride: ignored.optional(),
        OnDemandThroughputOverride: ignored.optional(),
        WarmThroughput: ignored.optional(),
      }),
      'IndexName',
    ),
    ReplicaStreamSpecification: ignored,
    ReplicaStatus: z.string(),
    ReplicaStatusDescription: ignored,
    ReplicaStatusPercentProgress: ignored,
    ReplicaInaccessibleDateTime: ignored,
    ReplicaArn: ignored,
    KMSMasterKeyId: ignored,
    ProvisionedThroughputOverride: ignored,
    OnDemandThroughputOverride: ignored,
    WarmThroughput: ignored,
    GlobalTableSettingsReplicationMode: ignored,
  })
  .partial()
  .superRefine((one, context) => {
    if (one.Region !== undefined || one.RegionName !== undefined) return;
    const message = 'A replica is in a Region (describe-table: RegionName), and this one has none.';
    const path = ['Region', 'RegionName'].filter((name) => Object.hasOwn(one, name)).slice(0, 1); // that cannot be read
    context.addIssue({ code: 'custom', path, message });
  });

export const awsTable = z
  .strictObject({
    TableName: tableName,
    KeySchema: keySchema,
    AttributeDefinitions: listOf(
      z.strictObject({ AttributeName: text, AttributeType: attributeType }),
      'AttributeName',
    ),
    LocalSecondaryIndexes: listOf(localIndex, 'IndexName'),
    GlobalSecondaryIndexes: listOf(globalIndex, 'IndexName'),
    BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']),
    BillingModeSummary: z.strictObject({
      BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']),
      LastUpdateToPayPerRequestDateTime: ignored.optional(),
    }),
    ProvisionedThroughput: throughput,
    OnDemandThroughput: onDemand,
    WarmThroughput: warm,
    ReadProvisionedThroughputSettings: readSettings,
    WriteProvisionedThroughputSettings: writeSettings,
    ReadOnDemandThroughputSettings: readOnDemand,
    WriteOnDemandThroughputSettings: writeOnDemand,
    TimeToLiveSpecification: z
      .strictObject({ AttributeName: text.optional(), Enabled: flag })
      .refine(({ AttributeName, Enabled }) => !Enabled || AttributeName !== undefined, {
        error: 'It is on, and AttributeName does not say for which attribute.',
      }),
    /** CloudFormation has no StreamEnabled: there, what has a view type is on. */
    StreamSpecification: z
      .strictObject({
        StreamEnabled: flag,
        StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
      })
      .partial()
      .refine(({ StreamEnabled = true, StreamViewType }) => !StreamEnabled || StreamViewType !== undefined, {
        error: 'It is on, and StreamViewType does not say what it carries.',
      }),
    /** `Enabled` is create-table's word, `SSEEnabled` CloudFormation's. */
    SSESpecification: encryption,
    SSEDescription: z
      .strictObject({
        Status: z.string(),
        SSEType: z.literal('KMS'),
        KMSMasterKeyArn: text,
        InaccessibleEncryptionDateTime: ignored,
      })
      .partial(),
    PointInTimeRecoverySpecification: recovery,
    DeletionProtectionEnabled: flag,
    TableClass: tableClass,
    TableClassSummary: z.strictObject({ TableClass: tableClass, LastUpdateDateTime: ignored.optional() }),
    Tags: tags,
    Replicas: listOf(replica, 'Region', 'RegionName'),
    KinesisStreamSpecification: kinesis,
    ContributorInsightsSpecification: contributorInsights,
    ResourcePolicy: resourcePolicy,
    TableStatus: z.string(),
    ItemCount: whole,
    TableSizeBytes: whole,
    TableArn: z.string(),
    TableId: ignored,
    CreationDateTime: ignored,
    LatestStreamArn: ignored,
    LatestStreamLabel: ignored,
    GlobalTableVersion: ignored,
    GlobalTableSettingsReplicationMode: ignored,
    ImportSourceSpecification: ignored,
    RestoreSummary: ignored,
    ArchivalSummary: ignored,
  })
  .partial()
  .required({ KeySchema: true, AttributeDefinitions: true })
  .superRefine((table, context) => {
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const defined = new Set(table.AttributeDefinitions.map((one) => one?.AttributeName));
    const keys = [
      [[], table.KeySchema] as const,
      ...INDEXES.flatMap((list) => (table[list] ?? []).map((one, at) => [[list, at], one?.KeySchema] as const)),
    ];
    for (const [path, key = []] of keys) {
      for (const { AttributeName: name } of key) {
        if (!defined.has(name))
          complain([...path, 'KeySchema'], `It names ${name}, whose type AttributeDefinitions does not say.`);
      }
    }
    const mode = table.BillingMode ?? table.BillingModeSummary?.BillingMode;
    if (mode === 'PAY_PER_REQUEST' && table.ProvisionedThroughput?.ReadCapacityUnits)
      complain(['ProvisionedThroughput'], 'It has a capacity, and BillingMode is PAY_PER_REQUEST, which has none.');
  });

const INDEXES = ['LocalSecondaryIndexes', 'GlobalSecondaryIndexes'] as const;

/**
 * Things with names, each once: which of two is true, nobody can tell. No file has an element that is undefined: it is one that
 * cannot be read.
 *
 * @param names properties that may have the name
 */
export function listOf<T extends z.ZodType<object>>(one: T, ...names: readonly (keyof z.output<T> & string)[]) {
  return z.array(one.optional()).superRefine((list, context) => {
    const all = list.map((each) =>
      names
        .map((name) => own(each as Readonly<Record<string, unknown>> | undefined, name))
        .find((name) => typeof name === 'string'),
    );
    for (const [at, name] of all.entries()) {
      const isTwice = name !== undefined && all.filter((other) => other === name).length > 1;
      if (isTwice) context.addIssue({ code: 'custom', path: [at], message: `${name} is there twice.` });
    }
  });
}

/**
 * What is not known when something inside it is not: the setting of a table, of an index or of a replica, or the value of a tag.
 * A half of one would read as another setting: encryption without its key is encryption with AWS's own.
 */
export function settingsOf(path: Path): [setting: Path, ...others: Path[]] {
  let depth = 0;
  while (THINGS.includes(path[depth]) && typeof path[depth + 1] === 'number') depth += 2;
  if (path[depth] === 'Tags' && depth + 1 < path.length) depth += 1; // SAM's tags are a map
  const setting = path.slice(0, depth + 1);
  const [list, , ofReplica = 'SSESpecification'] = setting;
  return list === 'Replicas' && ofReplica === 'SSESpecification' ? [setting, [ofReplica]] : [setting];
}

const THINGS: readonly (PropertyKey | undefined)[] = [...INDEXES, 'Replicas', 'Tags', 'AttributeDefinitions'];

export type AwsTable = z.output<typeof awsTable>;
export type AwsGlobalIndex = z.output<typeof globalIndex>;
export type AwsLocalIndex = z.output<typeof localIndex>;
export type AwsReplica = z.output<typeof replica>;
export type AwsAutoScaling = z.output<typeof autoScaling>;
