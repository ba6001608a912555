import type { CreateReplicationGroupMemberAction, ReplicationGroupUpdate, TableClass } from '@aws-sdk/client-dynamodb';
import { askMoto } from '../moto/ask';
import { encryptionOf, isCustomerKey } from './encryption';
import { invalid, invalidParameter } from './errors';
import { newStream } from './stream';
import { omit, refuseWhileUnderway, type Table, type World } from './tables';
import type { Description, Replica } from './wire';
import { isOnDemand } from './throughput';

const NO_ACTION = 'There are no actions specified in the Replica Update Action of the request.';

/** Makes, changes or deletes the table in another region. All see the same items. */
export async function updateReplicas(
  table: Table,
  updates: readonly ReplicationGroupUpdate[],
  world: World,
): Promise<void> {
  const [update] = updates;
  if (!update) throw invalid(NO_ACTION);
  if (updates.length > 1) {
    throw invalid('Update table operation with more than one create or delete replica actions not allowed');
  }
  const { Create, Update, Delete } = update;
  const region = (Create ?? Update ?? Delete)?.RegionName ?? '';
  if (region === table.region) {
    throw invalid(
      'Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.',
    );
  }
  if (Create) return await create(table, region, Create, world);
  const entry = table.description.Replicas?.find(({ RegionName }) => RegionName === region);
  const replica = world.tables.find(region, table.name);
  if (!entry || !replica) {
    throw invalid(
      'Update global table operation failed because one or more replicas were not part of the global table. ' +
        `Please retry the request without these replicas: [${region}].`,
    );
  }
  if (Delete) return await removeReplica(replica, world);
  if (Update?.KMSMasterKeyId !== undefined) {
    throw invalidParameter('KMSMasterKeyId of a replica is changed in its own region.');
  }
  const { TableClassOverride, ...overrides } = omit(Update ?? { RegionName: region }, 'RegionName');
  if (!TableClassOverride && Object.keys(overrides).length === 0) throw invalid(NO_ACTION);
  for (const { description } of world.tables.group(table)) {
    description.Replicas = description.Replicas?.map((one) =>
      one.RegionName === region ? { ...one, ...classOf(TableClassOverride), ...overrides } : one,
    );
  }
  if (TableClassOverride) replica.description.TableClassSummary = { TableClass: TableClassOverride };
}

/** Without a word about its items: the others have them, too. @throws AwsError while something holds on to it */
async function removeReplica(replica: Table, { tables, moto }: World): Promise<void> {
  const { name, region } = replica;
  if (replica.description.DeletionProtectionEnabled) {
    throw invalid(
      `Cannot delete table ${name} in region ${region} because it has deletion protection enabled. Disable deletion protection first.`,
    );
  }
  refuseSource(replica);
  refuseWhileUnderway(replica);
  await askMoto(moto, { service: 'dynamodb', region, target: `${API}.DeleteTable`, input: { TableName: name } });
  tables.remove(replica);
}

/** AWS forgets it after 24 hours. */
export function refuseSource({ sourced }: Table): void {
  if (sourced.length === 0) return;
  throw invalid(
    'Replica cannot be deleted because it has acted as a source region for new replica(s) being added to the table in the last 24 hours.',
  );
}

const API = 'DynamoDB_20120810';

async function create(
  table: Table,
  region: string,
  wanted: CreateReplicationGroupMemberAction,
  world: World,
): Promise<void> {
  const { name } = table;
  const { tables, moto } = world;
  if (tables.find(region, name)) {
    throw invalid(
      `Failed to create a the new replica of table with name: ‘${name}’ because one or more replicas already existed as tables.`,
    );
  }
  await refuseFixedCapacity(table, world);
  const { KMSMasterKeyId: key, TableClassOverride, ...overrides } = omit(wanted, 'RegionName');
  const customerKey = await isCustomerKey(table.description.SSEDescription, table.region, moto);
  if (customerKey && key === undefined) throw invalidParameter('KMSMasterKeyId must be specified for each replica.');
  if (!customerKey && key !== undefined) {
    throw invalidParameter('All replica keys must either be Customer Managed CMK or AWS Managed CMK.');
  }
  const specification = { Enabled: true, SSEType: 'KMS', ...(key !== undefined && { KMSMasterKeyId: key }) } as const;
  const encryption = table.description.SSEDescription && (await encryptionOf(specification, region, moto));

  const source = withStreamOn(table.description);
  const { AttributeDefinitions, KeySchema, Replicas = [] } = source;
  const input = { TableName: name, AttributeDefinitions: keyed(source), KeySchema, BillingMode: 'PAY_PER_REQUEST' };
  await askMoto(moto, { service: 'dynamodb', region, target: `${API}.CreateTable`, input });

  const entryOf = (of: string, more: Replica): Replica => ({ RegionName: of, ReplicaStatus: 'ACTIVE', ...more });
  const indexes = source.GlobalSecondaryIndexes?.map(({ IndexName }) => ({ IndexName }));
  const about = { ...(indexes && { GlobalSecondaryIndexes: indexes }) };
  const added = entryOf(region, {
    ...about,
    ...overrides,
    ...classOf(TableClassOverride),
    ...(customerKey && encryption && { KMSMasterKeyId: encryption.KMSMasterKeyArn }),
  });
  const members = tables.group(table);
  const inRegion = (arn = '') => arn.replace(`:${table.region}:`, `:${region}:`);
  const { TableClassSummary: own, ...rest } = structuredClone(omit(source, 'SSEDescription'));
  const TableArn = inRegion(source.TableArn);
  const summary = TableClassOverride ? { TableClass: TableClassOverride } : own;
  const replica = tables.add(region, {
    ...rest,
    AttributeDefinitions,
    TableArn,
    ...newStream({ TableArn }),
    DeletionProtectionEnabled: false,
    ...(encryption && { SSEDescription: encryption }),
    ...(summary && { TableClassSummary: summary }),
    ...(rest.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: rest.GlobalSecondaryIndexes.map((one) => ({ ...one, IndexArn: inRegion(one.IndexArn) })),
    }),
    Replicas: [...Replicas, entryOf(table.region, about)],
    GlobalTableVersion: VERSION,
  });
  replica.timeToLive = table.timeToLive;
  table.description = source;
  for (const { description } of members) {
    description.Replicas = [...(description.Replicas ?? []), added];
    description.GlobalTableVersion = VERSION;
  }
  table.sourced = [...table.sourced, region];
}

const VERSION = '2019.11.21';

const classOf = (TableClass: TableClass | undefined) => TableClass && { ReplicaTableClassSummary: { TableClass } };

/** Changes travel by the stream: DynamoDB switches one on where there is none, and leaves another as it is. */
function withStreamOn(table: Description): Description {
  if (table.StreamSpecification) return table;
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
  return { ...table, ...newStream(table), StreamSpecification };
}

const keyed = ({ AttributeDefinitions = [], KeySchema = [] }: Description) =>
  AttributeDefinitions.filter((one) => KeySchema.some(({ AttributeName }) => AttributeName === one.AttributeName));

/** @throws AwsError for a table or an index with a write capacity that nothing scales */
async function refuseFixedCapacity({ name, region, description }: Table, { moto }: World): Promise<void> {
  if (isOnDemand(description)) return;
  const indexes = (description.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName);
  const ids = [`table/${name}`, ...indexes.map((index) => `table/${name}/index/${index}`)];
  const { body } = await askMoto(moto, {
    service: 'application-autoscaling',
    region,
    target: 'AnyScaleFrontendService.DescribeScalableTargets',
    input: { ServiceNamespace: 'dynamodb' },
  });
  const targets = (body['ScalableTargets'] ?? []) as { ResourceId: string; ScalableDimension: string }[];
  const scales = (id: string) =>
    targets.some((one) => one.ResourceId === id && one.ScalableDimension.endsWith(':WriteCapacityUnits'));
  const fixed = ids.find((id) => !scales(id));
  if (fixed === undefined) return;
  const what = fixed === ids[0] ? 'Table' : 'GSI';
  throw invalid(`${what} write capacity should either be Pay-Per-Request or AutoScaled.`);
}
