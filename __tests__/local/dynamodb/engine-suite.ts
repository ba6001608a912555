import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDynamodbClient,
  createTables,
  startDynamodb,
  type DynamodbClient,
  type DynamodbKind,
  type LocalDynamodb,
  type TableDefinition,
} from '../../../local/dynamodb';
import { askAs } from '../../support/ask-as';

export const movies: TableDefinition = {
  name: 'movies',
  hashKey: { name: 'roomId', type: 'S' },
  rangeKey: { name: 'sequenceIndex', type: 'N' },
  ttlAttribute: 'ttl',
};

/** The same facts of both engines: what runs against one must run against the other. */
export function describeEngine(kind: DynamodbKind): void {
  let dynamodb: LocalDynamodb;
  let client: DynamodbClient;

  beforeAll(async () => {
    dynamodb = await startDynamodb(kind);
    client = createDynamodbClient(dynamodb.endpoint);
    await createTables(dynamodb.endpoint, [movies]);
  });

  afterAll(async () => {
    client.close();
    await dynamodb.close();
  });

  it('lets no page of another origin read what it answers', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const answer = await askAs(dynamodb.endpoint, headers, method);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  const item = (roomId: string, sequenceIndex: number, more: object = {}): object => ({
    TableName: 'movies',
    Item: { roomId: { S: roomId }, sequenceIndex: { N: String(sequenceIndex) }, ...more },
  });

  it('stores items and queries them in key order', async () => {
    for (const index of [10, 2, 1]) await client.send('PutItem', item('a', index));
    const { Items } = await client.send('Query', {
      TableName: 'movies',
      KeyConditionExpression: 'roomId = :room AND sequenceIndex >= :from',
      ExpressionAttributeValues: { ':room': { S: 'a' }, ':from': { N: '2' } },
    });
    expect(Items).toEqual([
      { roomId: { S: 'a' }, sequenceIndex: { N: '2' } },
      { roomId: { S: 'a' }, sequenceIndex: { N: '10' } },
    ]);
  });

  it('answers a failed condition with the short name of the exception', async () => {
    await client.send('PutItem', item('b', 0));
    await expect(
      client.send('PutItem', { ...item('b', 0), ConditionExpression: 'attribute_not_exists(roomId)' }),
    ).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', statusCode: 400 });
  });

  it('creates a table once', async () => {
    await client.send('PutItem', item('c', 7));
    await createTables(dynamodb.endpoint, [movies]);
    const { Item } = await client.send('GetItem', {
      TableName: 'movies',
      Key: { roomId: { S: 'c' }, sequenceIndex: { N: '7' } },
    });
    expect(Item).toEqual({ roomId: { S: 'c' }, sequenceIndex: { N: '7' } });
  });

  it.each([
    ['a key of another type', { ...movies, rangeKey: { name: 'sequenceIndex', type: 'S' as const } }],
    ['another key', { ...movies, rangeKey: { name: 'position', type: 'N' as const } }],
    [
      'an index that is not there',
      {
        ...movies,
        indexes: [
          {
            name: 'TTLIndex',
            kind: 'GLOBAL' as const,
            hashKey: { name: 'ttl', type: 'N' as const },
            projection: 'KEYS_ONLY' as const,
          },
        ],
      },
    ],
  ])('refuses %s for a table that exists', async (_, changed) => {
    await expect(createTables(dynamodb.endpoint, [changed])).rejects.toThrow(
      /The table movies exists with other keys: it has \(roomId S \+ sequenceIndex N\), Terraform says \(roomId S/,
    );
  });

  it('queries an index', async () => {
    const votes: TableDefinition = {
      name: 'votes',
      hashKey: { name: 'PK', type: 'S' },
      rangeKey: { name: 'SK', type: 'S' },
      indexes: [
        {
          name: 'ByCode',
          kind: 'GLOBAL',
          hashKey: { name: 'code', type: 'S' },
          projection: { include: ['film'] },
        },
      ],
    };
    await createTables(dynamodb.endpoint, [votes]);
    await createTables(dynamodb.endpoint, [votes]);
    const Item = { PK: { S: 'p' }, SK: { S: 's' }, code: { S: 'x' }, film: { S: 'Alien' }, other: { S: 'hidden' } };
    await client.send('PutItem', { TableName: 'votes', Item });
    const { Items } = await client.send('Query', {
      TableName: 'votes',
      IndexName: 'ByCode',
      KeyConditionExpression: 'code = :code',
      ExpressionAttributeValues: { ':code': { S: 'x' } },
    });
    expect(Items).toEqual([{ PK: { S: 'p' }, SK: { S: 's' }, code: { S: 'x' }, film: { S: 'Alien' } }]);
  });

  it('keeps its tables in a directory between two runs', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'trinity-dynamodb-'));
    try {
      const first = await startDynamodb(kind, { dataDir });
      const writer = createDynamodbClient(first.endpoint);
      await createTables(first.endpoint, [movies]);
      await writer.send('PutItem', item('kept', 3));
      writer.close();
      await first.close();

      const second = await startDynamodb(kind, { dataDir });
      const reader = createDynamodbClient(second.endpoint);
      const Key = { roomId: { S: 'kept' }, sequenceIndex: { N: '3' } };
      const { Item } = await reader.send('GetItem', { TableName: 'movies', Key });
      reader.close();
      await second.close();
      expect(Item).toEqual(Key);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
}
