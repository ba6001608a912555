import { z } from 'zod';
import { attributeType, awsTable, listOf, projection, throughput } from './aws';

const attribute = z.strictObject({ AttributeName: z.string().min(1), AttributeType: attributeType });
const keyAttributes = z.strictObject({ PartitionKey: attribute, SortKey: attribute.optional() });
const index = z.strictObject({
  IndexName: z.string().min(1),
  KeyAttributes: keyAttributes.optional(),
  Projection: projection.optional(),
});
const scaling = z.strictObject({
  ScalableTargetRequest: z.strictObject({
    MinCapacity: z.int(),
    MaxCapacity: z.int(),
    ServiceRole: z.unknown().optional(),
  }),
  ScalingPolicyConfiguration: z.strictObject({ TargetValue: z.number() }),
});

const EXAMPLES = ['NonKeyAttributes', 'TableData', 'TableFacets', 'DataAccess', 'SampleDataFormats'];

/** What a model says of its table. Its items are examples, may have anything in them, and are many. */
export const withoutExamples = (model: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(model).filter(([key]) => !EXAMPLES.includes(key)));

/** A table of a NoSQL Workbench model, in AWS's words. */
export const workbenchTable = z
  .strictObject({
    TableName: z.string(),
    KeyAttributes: keyAttributes,
    LocalSecondaryIndexes: listOf(index, 'IndexName').optional(),
    GlobalSecondaryIndexes: listOf(index, 'IndexName').optional(),
    BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).optional(),
    ProvisionedCapacitySettings: z
      .strictObject({ ProvisionedThroughput: throughput, AutoScalingRead: scaling, AutoScalingWrite: scaling })
      .partial()
      .optional(),
  })
  .transform((model): z.input<typeof awsTable> => {
    const { TableName, BillingMode, LocalSecondaryIndexes, GlobalSecondaryIndexes } = model;
    const capacity = BillingMode === 'PROVISIONED' ? model.ProvisionedCapacitySettings : undefined;
    const keys = [model, ...(LocalSecondaryIndexes ?? []), ...(GlobalSecondaryIndexes ?? [])].flatMap((one) =>
      one?.KeyAttributes ? attributesOf(one.KeyAttributes) : [],
    );
    const attributes = new Map(keys.map((one) => [`${one.AttributeType} ${one.AttributeName}`, one]));
    return {
      TableName,
      BillingMode,
      KeySchema: keySchemaOf(model.KeyAttributes),
      AttributeDefinitions: [...attributes.values()],
      LocalSecondaryIndexes: LocalSecondaryIndexes?.map(indexOf),
      GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map(indexOf),
      ProvisionedThroughput: capacity?.ProvisionedThroughput,
      ReadProvisionedThroughputSettings: capacity?.AutoScalingRead && {
        ReadCapacityAutoScalingSettings: scalingOf(capacity.AutoScalingRead),
      },
      WriteProvisionedThroughputSettings: capacity?.AutoScalingWrite && {
        WriteCapacityAutoScalingSettings: scalingOf(capacity.AutoScalingWrite),
      },
    };
  })
  .pipe(awsTable);

type KeyAttributes = z.output<typeof keyAttributes>;

const attributesOf = ({ PartitionKey, SortKey }: KeyAttributes) => (SortKey ? [PartitionKey, SortKey] : [PartitionKey]);

const keySchemaOf = (key: KeyAttributes) =>
  attributesOf(key).map(({ AttributeName }, index) => ({
    AttributeName,
    KeyType: index === 0 ? ('HASH' as const) : ('RANGE' as const),
  }));

/** @param one undefined where it cannot be read */
const indexOf = (one: z.output<typeof index> | undefined) => {
  if (!one) return undefined;
  const { KeyAttributes, ...rest } = one;
  return { ...rest, KeySchema: KeyAttributes && keySchemaOf(KeyAttributes) };
};

const scalingOf = ({ ScalableTargetRequest, ScalingPolicyConfiguration }: z.output<typeof scaling>) => ({
  MinCapacity: ScalableTargetRequest.MinCapacity,
  MaxCapacity: ScalableTargetRequest.MaxCapacity,
  TargetTrackingScalingPolicyConfiguration: ScalingPolicyConfiguration,
});
