import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { UserError } from '../../programs/user-error';
import { createDynamodbClient, DynamodbError, type DynamodbClient } from './client';

type KeyType = 'S' | 'N' | 'B';

interface KeyAttribute {
  name: string;
  type: KeyType;
}

interface IndexDefinition {
  name: string;
  kind: 'GLOBAL' | 'LOCAL';
  hashKey: KeyAttribute;
  rangeKey?: KeyAttribute;
  projection: 'ALL' | 'KEYS_ONLY' | { include: string[] };
}

export interface TableDefinition {
  name: string;
  hashKey: KeyAttribute;
  rangeKey?: KeyAttribute;
  indexes?: IndexDefinition[];
  /** Attribute with the expiry in epoch seconds. DynamoDB Local deletes by it, dynalite does not. */
  ttlAttribute?: string;
}

/**
 * Creates the tables that do not exist, and waits until all can be used: DynamoDB answers before it has made one.
 *
 * @param mostMs ends what hangs, since a table takes milliseconds here
 * @throws UserError when one exists with other keys or indexes, or stays what a run that was killed has left half made
 */
export async function createTables(endpoint: string, tables: TableDefinition[], mostMs = MOST_MS): Promise<void> {
  const client = createDynamodbClient(endpoint);
  try {
    for (const table of tables) {
      await createTable(client, table);
      await untilActive(client, table.name, mostMs);
    }
  } finally {
    client.close();
  }
}

async function createTable(client: DynamodbClient, table: TableDefinition): Promise<void> {
  const existing = await describe(client, table.name);
  if (existing) return refuseOtherShape(table, existing);
  await client.send('CreateTable', {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributeDefinitions(table),
    KeySchema: keySchema(table),
    ...indexInput(table, 'GLOBAL', 'GlobalSecondaryIndexes'),
    ...indexInput(table, 'LOCAL', 'LocalSecondaryIndexes'),
  });
  if (table.ttlAttribute !== undefined) await enableTtl(client, table.name, table.ttlAttribute);
}

const MOST_MS = 120_000;
const POLL_MS = 20;

async function untilActive(client: DynamodbClient, name: string, mostMs: number): Promise<void> {
  const end = performance.now() + mostMs;
  for (;;) {
    const status = (await describe(client, name))?.TableStatus;
    if (status === 'ACTIVE') return;
    if (performance.now() > end) {
      throw new UserError(
        `The table ${name} is ${status ?? 'gone'} after ${mostMs / 1000} s, not ACTIVE: use another data directory, or delete this one.`,
      );
    }
    await delay(POLL_MS);
  }
}

async function describe(client: DynamodbClient, name: string): Promise<Description | undefined> {
  try {
    return (await client.send('DescribeTable', { TableName: name })).Table as Description;
  } catch (error) {
    if (error instanceof DynamodbError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function enableTtl(client: DynamodbClient, name: string, attribute: string): Promise<void> {
  try {
    const TimeToLiveSpecification = { AttributeName: attribute, Enabled: true };
    await client.send('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
  } catch (error) {
    // dynalite has no such operation; the run names TTL deletion among what it does not do.
    if (!(error instanceof DynamodbError && error.name === 'UnknownOperationException')) throw error;
  }
}

interface Description {
  TableStatus: string;
  KeySchema: { AttributeName: string; KeyType: string }[];
  AttributeDefinitions: { AttributeName: string; AttributeType: KeyType }[];
  GlobalSecondaryIndexes?: IndexDescription[];
  LocalSecondaryIndexes?: IndexDescription[];
}

interface IndexDescription {
  IndexName: string;
  KeySchema: Description['KeySchema'];
}

function refuseOtherShape(table: TableDefinition, existing: Description): void {
  const typeOf = (name: string): string =>
    existing.AttributeDefinitions.find((attribute) => attribute.AttributeName === name)?.AttributeType ?? '?';
  const keysOf = (schema: Description['KeySchema']): string =>
    schema.map(({ AttributeName }) => `${AttributeName} ${typeOf(AttributeName)}`).join(' + ');
  const found = [
    keysOf(existing.KeySchema),
    ...[...(existing.GlobalSecondaryIndexes ?? []), ...(existing.LocalSecondaryIndexes ?? [])]
      .map((index) => `${index.IndexName}: ${keysOf(index.KeySchema)}`)
      .sort(),
  ];
  const wanted = [
    describeKeys(table),
    ...(table.indexes ?? []).map((index) => `${index.name}: ${describeKeys(index)}`).sort(),
  ];
  if (isDeepStrictEqual(found, wanted)) return;
  throw new UserError(
    `The table ${table.name} exists with other keys: it has (${found.join('; ')}), Terraform says (${wanted.join('; ')}). ` +
      'DynamoDB cannot change the keys of a table: use another data directory, or delete this one.',
  );
}

const keysOf = (keyed: Pick<TableDefinition, 'hashKey' | 'rangeKey'>): KeyAttribute[] =>
  keyed.rangeKey ? [keyed.hashKey, keyed.rangeKey] : [keyed.hashKey];

const describeKeys = (keyed: Pick<TableDefinition, 'hashKey' | 'rangeKey'>): string =>
  keysOf(keyed)
    .map(({ name, type }) => `${name} ${type}`)
    .join(' + ');

function attributeDefinitions(table: TableDefinition): Description['AttributeDefinitions'] {
  const types = new Map([table, ...(table.indexes ?? [])].flatMap(keysOf).map(({ name, type }) => [name, type]));
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

const keySchema = (keyed: Pick<TableDefinition, 'hashKey' | 'rangeKey'>): Description['KeySchema'] =>
  keysOf(keyed).map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));

function indexInput(table: TableDefinition, kind: IndexDefinition['kind'], property: string): object {
  const indexes = (table.indexes ?? []).filter((index) => index.kind === kind);
  if (indexes.length === 0) return {};
  return {
    [property]: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection:
        typeof index.projection === 'string'
          ? { ProjectionType: index.projection }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projection.include },
    })),
  };
}
