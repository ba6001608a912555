import { createDynamodbClient, startDynamodb, type DynamodbClient } from '../../../local/dynamodb';
import { DynamodbError } from '../../../local/dynamodb/client';
import { AwsError } from '../door/messages';
import { Gate } from './gate';
import type { Description } from './wire';

/** What the items' engine needs of a table: keys and indexes, without limits. */
export type Shape = Pick<
  Description,
  'TableName' | 'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'
>;

/** The engine of the items: dynalite, because its expressions and its errors are DynamoDB's own. */
export interface Items extends Pick<DynamodbClient, 'exchange'> {
  /** @throws AwsError when DynamoDB would not make such a table */
  create(shape: Shape): Promise<void>;
  /** Gives a table other global indexes; its items stay. Nobody reads or writes meanwhile. @throws AwsError, and nothing is changed */
  reshape(shape: Shape): Promise<void>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function startItems(): Promise<Items> {
  const engine = await startDynamodb('dynalite');
  const client = createDynamodbClient(engine.endpoint);
  const gate = new Gate();

  const create = async (shape: Shape): Promise<void> => {
    await client.send('CreateTable', inputOf(shape)).catch(refusal);
    await until(client, String(shape.TableName), 'ACTIVE');
  };
  const remove = async (name: string): Promise<void> => {
    await client.send('DeleteTable', { TableName: name });
    await until(client, name, undefined);
  };
  return {
    exchange: (operation, body) => gate.pass(() => client.exchange(operation, body)),
    create,
    remove,
    reshape: (shape) =>
      gate.alone(async () => {
        const name = String(shape.TableName);
        const items = await allOf(client, name);
        await create({ ...shape, TableName: REHEARSED });
        try {
          await put(client, REHEARSED, items).catch(refusal);
        } finally {
          await remove(REHEARSED);
        }
        await remove(name);
        await create(shape);
        await put(client, name, items);
      }),
    async close() {
      client.close();
      await engine.close();
    },
  };
}

/** A table that is made first: when it cannot be made, or not filled, the real one is left as it is. */
const REHEARSED = 'emulated-aws-rehearses-a-table';

/** Of one BatchWriteItem. */
const MOST_WRITES = 25;

type Item = Record<string, unknown>;

async function allOf(client: DynamodbClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = await client.send('Scan', {
      TableName,
      ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
    });
    items.push(...(page['Items'] as Item[]));
    ExclusiveStartKey = page['LastEvaluatedKey'];
  } while (ExclusiveStartKey !== undefined);
  return items;
}

async function put(client: DynamodbClient, table: string, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += MOST_WRITES) {
    const writes = items.slice(from, from + MOST_WRITES).map((Item) => ({ PutRequest: { Item } }));
    await client.send('BatchWriteItem', { RequestItems: { [table]: writes } }); // dynalite leaves none unprocessed
  }
}

/** @param status undefined: the table is gone */
async function until(client: DynamodbClient, TableName: string, status: string | undefined): Promise<void> {
  const now = () =>
    client.send('DescribeTable', { TableName }).then(
      ({ Table }) => (Table as Description).TableStatus,
      (error: unknown) => {
        if (!(error instanceof DynamodbError && error.name === 'ResourceNotFoundException')) throw error;
        return undefined;
      },
    );
  while ((await now()) !== status);
}

function inputOf({ TableName, AttributeDefinitions, KeySchema, ...indexes }: Shape): object {
  const list = (all: Description['GlobalSecondaryIndexes'] | Description['LocalSecondaryIndexes'] = []) =>
    all.map(({ IndexName, KeySchema: key, Projection }) => ({ IndexName, KeySchema: key, Projection }));
  const { GlobalSecondaryIndexes: global, LocalSecondaryIndexes: local } = indexes;
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(global && { GlobalSecondaryIndexes: list(global) }),
    ...(local && { LocalSecondaryIndexes: list(local) }),
  };
}

function refusal(error: unknown): never {
  const { name, message, statusCode } = error as { name: string; message: string; statusCode?: number };
  if (statusCode === undefined || statusCode >= 500) throw error;
  throw new AwsError(statusCode, name, message);
}
