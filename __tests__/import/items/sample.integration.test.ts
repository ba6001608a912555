import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withSamples } from '../../../import/items';
import { sampleItems } from '../../../import/items/sample';
import {
  createTables,
  localCredentials,
  localRegion,
  startDynamodb,
  type LocalDynamodb,
} from '../../../local/dynamodb';
import { PLAIN } from '../tables';

const TABLE = 'votes';
const { signal } = new AbortController();
let server: LocalDynamodb;
let client: DynamoDBClient;
const at = (endpoint: string, maxAttempts = 3) =>
  new DynamoDBClient({ endpoint, region: localRegion, credentials: localCredentials, maxAttempts });

beforeAll(async () => {
  server = await startDynamodb('dynalite');
  client = at(server.endpoint);
  const roomId = { name: 'roomId', type: 'S' as const };
  await createTables(server.endpoint, [
    { name: TABLE, hashKey: roomId },
    { name: 'empty', hashKey: roomId },
  ]);
  const document = DynamoDBDocumentClient.from(client);
  for (let from = 0; from < 200; from += 25) {
    const requests = Array.from({ length: 25 }, (_, index) => ({
      PutRequest: { Item: { roomId: `room-${from + index}` } },
    }));
    await document.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));
  }
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

const read = async (most: number, table = TABLE) =>
  (await sampleItems(DynamoDBDocumentClient.from(client), table, most, signal)).map(({ roomId }) => roomId as string);

test.each([1, 3, 8, 50, 199, 200])('%i of 200 items are read, no one twice', async (most) => {
  const ids = await read(most);
  expect([ids.length, new Set(ids).size]).toEqual([most, most]);
});

test('of a table that has fewer, all are read', async () => {
  expect(new Set(await read(1_000)).size).toBe(200);
  expect(await read(10, 'empty')).toEqual([]);
});

/** A DynamoDB that gives these answers first, and then what the real one says. */
async function answering(answers: readonly { status: number; type: string }[]) {
  let asked = 0;
  const bodies: Record<string, unknown>[] = [];
  const front = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(JSON.parse(body.toString()) as Record<string, unknown>);
      const answer = answers[asked];
      asked += 1;
      if (answer) {
        response.writeHead(answer.status).end(JSON.stringify({ __type: answer.type, message: 'as told' }));
        return;
      }
      const headers = { ...(request.headers as Record<string, string>), host: '' };
      delete (headers as { host?: string }).host;
      void fetch(server.endpoint, { method: 'POST', headers, body }).then(async (real) => {
        response.writeHead(real.status).end(await real.text());
      });
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => front.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  return { endpoint, bodies, close: () => front.close() };
}

const declared = new Map(
  [TABLE].map((name) => [name, { id: 'roomCacheMetadata', name, address: `aws_dynamodb_table.${name}`, table: PLAIN }]),
);
const found = [
  { name: TABLE, table: { ...PLAIN, status: 'ACTIVE' } },
  { name: 'other', table: PLAIN },
];

test('a table that throttles is asked again, eventually consistent, and nothing that is not declared is read', async () => {
  const type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
  const front = await answering([{ status: 400, type }]);
  const slow = at(front.endpoint);
  const [votes, other] = await withSamples(found, slow, { declared, sample: 4, signal });
  slow.destroy();
  front.close();
  expect(votes!.items).toMatchObject({ read: 4, unparsable: 4 });
  expect(other).toBe(found[1]);
  expect(front.bodies.length).toBe(5);
  for (const body of front.bodies) expect(body).not.toHaveProperty('ConsistentRead', true);
});

test('credentials that may not scan, and a table that is not ready, leave the items unseen', async () => {
  const denied = { status: 400, type: 'com.amazon.coral.service#AccessDeniedException' };
  const front = await answering(Array.from({ length: 8 }, () => denied));
  const shut = at(front.endpoint);
  const [votes] = await withSamples(found, shut, { declared, sample: 2, signal });
  expect(votes).toEqual({ ...found[0], notSeen: ['these credentials may not call Scan.'] });
  const asked = front.bodies.length;
  const updating = [{ name: TABLE, table: { ...PLAIN, status: 'UPDATING' } }];
  expect(await withSamples(updating, shut, { declared, sample: 2, signal })).toEqual(updating);
  shut.destroy();
  front.close();
  expect(front.bodies.length).toBe(asked);
});
