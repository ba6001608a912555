import type {
  Capacity,
  GlobalIndex,
  Index,
  Key,
  KeyAttribute,
  Limits,
  ManyOf,
  Projection,
  Replica,
  Scaling,
  ScalingRange,
  TableDescription,
} from '../description';
import type { AwsAutoScaling, AwsGlobalIndex, AwsLocalIndex, AwsReplica, AwsTable } from './aws';

type Types = ReadonlyMap<string, KeyAttribute['type']>;

/** @param region whose replica of a global table is the table that is meant; the others are its replicas */
export function describeTable(table: AwsTable, region: string): TableDescription {
  const types: Types = new Map(read(table.AttributeDefinitions).map((one) => [one.AttributeName, one.AttributeType]));
  const here = read(table.Replicas ?? []).find((one) => regionOf(one) === region);
  const indexesHere = new Map(read(here?.GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName, one]));
  const { LocalSecondaryIndexes: locals, GlobalSecondaryIndexes: globals } = table;
  const tags = here?.Tags ?? table.Tags;
  return defined({
    name: table.TableName,
    key: keyOf(table.KeySchema, types),
    localIndexes: locals && new Map(read(locals).map((one) => [one.IndexName, indexOf(one, types)])),
    globalIndexes:
      globals &&
      new Map(read(globals).map((one) => [one.IndexName, globalIndexOf(one, types, indexesHere.get(one.IndexName))])),
    billingMode: table.BillingMode ?? table.BillingModeSummary?.BillingMode,
    capacity: capacityOf(table.ProvisionedThroughput),
    onDemandLimits: limitsOf(table.OnDemandThroughput, table, here ?? table),
    scaling: scalingOf(table, here ?? table),
    timeToLive: on(table.TimeToLiveSpecification?.Enabled, table.TimeToLiveSpecification?.AttributeName),
    stream: on(
      table.StreamSpecification && (table.StreamSpecification.StreamEnabled ?? true),
      table.StreamSpecification?.StreamViewType,
    ),
    encryption: encryptionOf(table, here),
    recovery: recoveryOf(here?.PointInTimeRecoverySpecification ?? table.PointInTimeRecoverySpecification),
    deletionProtection: here?.DeletionProtectionEnabled ?? table.DeletionProtectionEnabled,
    tableClass: here?.TableClass ?? table.TableClass ?? table.TableClassSummary?.TableClass,
    replicas: replicasOf(table, region),
    tags: tagsOf(tags),
    kinesisStream: (here?.KinesisStreamSpecification ?? table.KinesisStreamSpecification)?.StreamArn,
    contributorInsights: (here?.ContributorInsightsSpecification ?? table.ContributorInsightsSpecification)?.Enabled,
    resourcePolicy: policyOf(here?.ResourcePolicy ?? table.ResourcePolicy),
    warmThroughput: warmOf(table.WarmThroughput),
    status: table.TableStatus,
    itemCount: table.ItemCount,
    sizeBytes: table.TableSizeBytes,
    notAll: notAllOf({ localIndexes: locals, globalIndexes: globals, replicas: table.Replicas, tags }),
  });
}

/** Of a list, what could be read. */
const read = <T extends object>(list: readonly (T | undefined)[]): T[] => list.filter((one) => one !== undefined);

function notAllOf(lists: Readonly<Record<ManyOf, readonly unknown[] | undefined>>): ManyOf[] | undefined {
  const notAll = (Object.keys(lists) as ManyOf[]).filter((of) => lists[of]?.includes(undefined));
  return notAll.length > 0 ? notAll : undefined;
}

/** The schema has checked that there is one. */
const regionOf = ({ Region, RegionName }: AwsReplica): string => (Region ?? RegionName)!;

/** The schema has checked that there is one hash key, and that the type of each is known. */
function keyOf(KeySchema: AwsTable['KeySchema'], types: Types): Key {
  const [hash, range] = KeySchema.toSorted((one, other) => one.KeyType.localeCompare(other.KeyType)).map(
    ({ AttributeName: name }): KeyAttribute => ({ name, type: types.get(name)! }),
  );
  return range ? [hash!, range] : [hash!];
}

const indexOf = ({ KeySchema, Projection }: AwsLocalIndex, types: Types): Index =>
  defined({ key: KeySchema && keyOf(KeySchema, types), projection: Projection && projectionOf(Projection) });

/** The order of attributes that are copied is of no matter. */
function projectionOf({ ProjectionType, NonKeyAttributes = [] }: NonNullable<AwsLocalIndex['Projection']>): Projection {
  return ProjectionType === 'INCLUDE' ? NonKeyAttributes.toSorted() : ProjectionType;
}

function globalIndexOf(index: AwsGlobalIndex, types: Types, here: AwsReplicaIndex | undefined): GlobalIndex {
  return defined({
    ...indexOf(index, types),
    capacity: capacityOf(index.ProvisionedThroughput),
    onDemandLimits: limitsOf(index.OnDemandThroughput, index, here ?? index),
    scaling: scalingOf(index, here ?? index),
    contributorInsights: (here?.ContributorInsightsSpecification ?? index.ContributorInsightsSpecification)?.Enabled,
    warmThroughput: warmOf(index.WarmThroughput),
    status: index.Backfilling ? 'CREATING' : index.IndexStatus, // all items are being written into it
  });
}

type AwsReplicaIndex = NonNullable<NonNullable<AwsReplica['GlobalSecondaryIndexes']>[number]>;

/** On demand, AWS answers 0 and 0. */
function capacityOf(throughput: AwsTable['ProvisionedThroughput']): Capacity | undefined {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = throughput ?? {};
  return read && write ? { read, write } : undefined;
}

type Writes = Pick<AwsTable, 'WriteOnDemandThroughputSettings' | 'WriteProvisionedThroughputSettings'>;
type Reads = Pick<AwsReplica, 'ReadOnDemandThroughputSettings' | 'ReadProvisionedThroughputSettings'>;

/** A global table limits writes for all replicas and reads for each: of one without the other, it says nothing. */
function limitsOf(limits: AwsTable['OnDemandThroughput'], writes: Writes, reads: Reads): Limits | null | undefined {
  const read = reads.ReadOnDemandThroughputSettings?.MaxReadRequestUnits;
  const write = writes.WriteOnDemandThroughputSettings?.MaxWriteRequestUnits;
  if (limits) return limitsFrom(limits.MaxReadRequestUnits, limits.MaxWriteRequestUnits);
  return read === undefined || write === undefined ? undefined : limitsFrom(read, write);
}

/** -1 is AWS's word for no limit. */
function limitsFrom(read = -1, write = -1): Limits | null {
  if (read === -1 && write === -1) return null;
  return { ...(read !== -1 && { read }), ...(write !== -1 && { write }) };
}

function scalingOf(writes: Writes, reads: Reads): Scaling | undefined {
  const read = rangeOf(reads.ReadProvisionedThroughputSettings?.ReadCapacityAutoScalingSettings);
  const write = rangeOf(writes.WriteProvisionedThroughputSettings?.WriteCapacityAutoScalingSettings);
  return read || write ? defined({ read, write }) : undefined;
}

const rangeOf = (scaling: AwsAutoScaling | undefined): ScalingRange | undefined =>
  scaling && {
    min: scaling.MinCapacity,
    max: scaling.MaxCapacity,
    target: scaling.TargetTrackingScalingPolicyConfiguration.TargetValue,
  };

function encryptionOf(table: AwsTable, here: AwsReplica | undefined): string | undefined {
  const { SSEDescription: described, SSESpecification: specified } = table;
  if (described?.Status === 'DISABLED') return 'DEFAULT';
  if (described) return described.KMSMasterKeyArn ?? described.SSEType;
  if (!specified) return undefined;
  if (!(specified.Enabled ?? specified.SSEEnabled)) return 'DEFAULT';
  // Each replica has a key of its own region.
  if (table.Replicas && !here) return undefined;
  return here?.SSESpecification?.KMSMasterKeyId ?? specified.KMSMasterKeyId ?? 'KMS';
}

function recoveryOf(recovery: AwsTable['PointInTimeRecoverySpecification']): TableDescription['recovery'] {
  return on(recovery?.PointInTimeRecoveryEnabled, defined({ days: recovery?.RecoveryPeriodInDays }));
}

/** `describe-table` names the other regions, a template all. One that is nowhere in the region is a replica of none there. */
function replicasOf({ Replicas, TableArn }: AwsTable, region: string): Replica[] | undefined {
  if (!Replicas) return undefined;
  const others = read(Replicas).map((one): Replica =>
    defined({
      region: regionOf(one),
      tableClass: one.TableClass ?? one.ReplicaTableClassSummary?.TableClass,
      recovery: one.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled,
      status: one.ReplicaStatus,
    }),
  );
  const home = TableArn?.split(':')[3];
  const isHere = others.some((one) => one.region === region);
  if (isHere && home !== undefined && !others.some((one) => one.region === home)) others.push({ region: home });
  return others.filter((one) => one.region !== region);
}

const tagsOf = (tags: AwsTable['Tags']): TableDescription['tags'] =>
  tags && Object.fromEntries(read(tags).map(({ Key, Value }) => [Key, Value]));

const policyOf = (policy: AwsTable['ResourcePolicy']): string | undefined =>
  typeof policy?.PolicyDocument === 'object' ? JSON.stringify(policy.PolicyDocument) : policy?.PolicyDocument;

const warmOf = (warm: AwsTable['WarmThroughput']): Capacity | undefined =>
  warm && { read: warm.ReadUnitsPerSecond, write: warm.WriteUnitsPerSecond };

/** What is switched on; null when it is off, undefined when nothing is said of it. */
const on = <T>(isOn: boolean | undefined, value: T): T | null | undefined =>
  isOn === undefined ? undefined : isOn ? value : null;

/** Without the properties that are undefined. */
function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
