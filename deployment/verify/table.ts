import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type KeySchemaElement,
  type Projection,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Aws } from '../aws/clients';
import { failed, type Check } from '../checks';
import type { Deployed } from '../deployed';
import { unlessMissing } from '../aws/errors';
import { differences, judge, namedFacts, putBack, set, unordered, type Fact } from './compare';
import { resourcesOf, type StateOf } from './state';

type Table = StateOf<'aws_dynamodb_table'>;
type LocalIndex = NonNullable<Table['local_secondary_index']>[number];
type Target = StateOf<'aws_appautoscaling_target'>;

/** Each table: keys, indexes, TTL, recovery, protection, billing, as they were deployed. */
export function tableChecks(deployed: Deployed, { dynamodb }: Aws): Check[] {
  const targets = resourcesOf(deployed, 'aws_appautoscaling_target').map(({ values }) => values);
  const next = putBack(deployed.environment.name);

  return resourcesOf(deployed, 'aws_dynamodb_table').map(({ values: table }) => ({
    name: `table ${table.name}`,
    run: async (abortSignal) => {
      const input = { TableName: table.name };
      const described = await unlessMissing(dynamodb.send(new DescribeTableCommand(input), { abortSignal }));
      if (!described?.Table) {
        return failed(
          `The table ${table.name} does not exist, though the Terraform state has it.`,
          `Its items are gone with it: restore it from a backup before \`npx cdktf deploy ${deployed.environment.name}\` makes an empty one.`,
        );
      }
      const { TimeToLiveDescription: ttl } = await dynamodb.send(new DescribeTimeToLiveCommand(input), { abortSignal });
      const { ContinuousBackupsDescription: backups } = await dynamodb.send(
        new DescribeContinuousBackupsCommand(input),
        { abortSignal },
      );
      const recovery = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
      const different = differences([
        ...keyFacts(described.Table, table),
        ...indexFacts(described.Table, table),
        {
          attribute: 'TTL',
          found: ttl?.TimeToLiveStatus?.startsWith('ENABL') ? ttl.AttributeName : 'off', // ENABLING may last an hour
          expected: table.ttl?.[0]?.enabled ? table.ttl[0].attribute_name : 'off',
        },
        {
          attribute: 'point-in-time recovery',
          found: recovery === 'ENABLED',
          expected: table.point_in_time_recovery?.[0]?.enabled ?? false,
        },
        {
          attribute: 'deletion protection',
          found: described.Table.DeletionProtectionEnabled ?? false,
          expected: table.deletion_protection_enabled ?? false,
        },
        ...billingFacts(described.Table, table, targets),
      ]);
      return judge(`Table ${table.name}`, different, { detail: summary(table), next });
    },
  }));
}

function keyFacts(found: TableDescription, table: Table): Fact[] {
  const types = found.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
    name: AttributeName,
    type: AttributeType,
  }));
  return [
    { attribute: 'key', found: keysOf(found.KeySchema), expected: keys(table) },
    { attribute: 'types of the key attributes', found: unordered(types), expected: unordered(table.attribute) },
  ];
}

interface FoundIndex {
  readonly IndexName?: string | undefined;
  readonly KeySchema?: KeySchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
}

function indexFacts(found: TableDescription, table: Table): Fact[] {
  const foundOnes = (indexes: readonly FoundIndex[] | undefined): Record<string, unknown> =>
    Object.fromEntries(
      (indexes ?? []).map(({ IndexName, KeySchema, Projection: projection }) => [
        IndexName ?? '',
        {
          key: keysOf(KeySchema),
          projection: projection?.ProjectionType,
          others: unordered(projection?.NonKeyAttributes),
        },
      ]),
    );
  const expectedOne = (index: LocalIndex, hashKey: string): [string, unknown] => [
    index.name,
    {
      key: keys({ hash_key: hashKey, range_key: index.range_key }),
      projection: index.projection_type,
      others: unordered(index.non_key_attributes),
    },
  ];
  const global = table.global_secondary_index?.map((index) => expectedOne(index, index.hash_key)) ?? [];
  const local = table.local_secondary_index?.map((index) => expectedOne(index, table.hash_key)) ?? [];
  return [
    ...namedFacts('global index', foundOnes(found.GlobalSecondaryIndexes), Object.fromEntries<unknown>(global)),
    ...namedFacts('local index', foundOnes(found.LocalSecondaryIndexes), Object.fromEntries<unknown>(local)),
  ];
}

function billingFacts(found: TableDescription, table: Table, targets: readonly Target[]): Fact[] {
  const mode = set(table.billing_mode) ?? 'PROVISIONED'; // DynamoDB's default
  const facts: Fact[] = [
    { attribute: 'billing mode', found: found.BillingModeSummary?.BillingMode ?? 'PROVISIONED', expected: mode },
  ];
  if (mode === 'PROVISIONED') {
    const { ReadCapacityUnits: read, WriteCapacityUnits: write } = found.ProvisionedThroughput ?? {};
    return [
      ...facts,
      capacityFact('read', read, table.read_capacity, targetOf(table, 'Read', targets)),
      capacityFact('write', write, table.write_capacity, targetOf(table, 'Write', targets)),
    ];
  }
  const limit = (units: number | null | undefined) => (units === -1 ? undefined : set(units)); // -1: the account's quota
  const most = table.on_demand_throughput?.[0];
  return [
    ...facts,
    {
      attribute: 'maximum read request units',
      found: limit(found.OnDemandThroughput?.MaxReadRequestUnits),
      expected: limit(most?.max_read_request_units),
    },
    {
      attribute: 'maximum write request units',
      found: limit(found.OnDemandThroughput?.MaxWriteRequestUnits),
      expected: limit(most?.max_write_request_units),
    },
  ];
}

/** Autoscaling moves the capacity between its bounds; without it, the capacity stands. */
function capacityFact(
  kind: 'read' | 'write',
  found: number | undefined,
  deployed: number | null | undefined,
  target: Target | undefined,
): Fact {
  const attribute = `${kind} capacity units`;
  if (!target) return { attribute, found, expected: deployed };
  const { min_capacity: min, max_capacity: max } = target;
  const isWithin = found !== undefined && found >= min && found <= max;
  return { attribute, found, expected: isWithin ? found : `${min} to ${max}` };
}

const targetOf = ({ name }: Table, kind: 'Read' | 'Write', targets: readonly Target[]): Target | undefined =>
  targets.find(
    ({ resource_id: id, scalable_dimension: dimension }) =>
      id === `table/${name}` && dimension === `dynamodb:table:${kind}CapacityUnits`,
  );

const keysOf = (schema: readonly KeySchemaElement[] | undefined) => ({
  hash: schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName,
  range: schema?.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName,
});

const keys = ({ hash_key, range_key }: { hash_key: string; range_key?: string | null | undefined }) => ({
  hash: hash_key,
  range: set(range_key),
});

function summary(table: Table): string {
  const key = [table.hash_key, set(table.range_key)].filter(Boolean).join(' + ');
  const recovery = table.point_in_time_recovery?.[0]?.enabled ? 'recovery' : 'no recovery';
  const protection = table.deletion_protection_enabled ? 'protected' : 'not protected';
  const ttl = table.ttl?.[0]?.enabled ? `TTL on ${table.ttl[0].attribute_name}` : 'no TTL';
  return `key ${key}, ${ttl}, ${recovery}, ${protection}, ${set(table.billing_mode) ?? 'PROVISIONED'}`;
}
