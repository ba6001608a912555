import { AwsError, json, type Answer, type AwsRequest } from '../../../../rehearsal/aws/door/messages';
import { createTable } from '../../../../rehearsal/aws/dynamodb/create';
import { Tables, type World } from '../../../../rehearsal/aws/dynamodb/tables';

const REGION = 'eu-west-1';
const input = {
  TableName: 'rooms',
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};
const request: AwsRequest = {
  ...{ service: 'dynamodb', operation: 'CreateTable', protocol: 'json', method: 'POST' },
  url: new URL('http://127.0.0.1/'),
  headers: { authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/${REGION}/dynamodb/aws4_request` },
  body: Buffer.from(JSON.stringify(input)),
};

/** @param create what moto says to CreateTable. @returns what is there afterwards */
async function attempt(
  create: Answer,
): Promise<{ answer: unknown; items: Set<string>; moto: Set<string>; here: number }> {
  const [items, moto] = [new Set<string>(), new Set<string>()];
  const tables = new Tables();
  const world = {
    items: {
      create: ({ TableName }: { TableName: string }) => Promise.resolve(void items.add(TableName)),
      remove: (name: string) => Promise.resolve(void items.delete(name)),
    },
    moto: (asked: AwsRequest) => {
      const { TableName } = JSON.parse(asked.body.toString()) as { TableName: string };
      if (asked.operation === 'DeleteTable') moto.delete(TableName);
      else moto.add(TableName);
      return asked.operation === 'CreateTable' ? create(asked) : Promise.resolve(json(200, {}));
    },
    tables,
  } as unknown as World;
  const answer = await createTable(request, world).catch((error: unknown) => error);
  return { answer, items, moto, here: tables.in(REGION).length };
}

const nothing = { items: new Set(), moto: new Set(), here: 0 };

test('a table is in all three places', async () => {
  const made = await attempt(() => Promise.resolve(json(200, { TableDescription: { TableName: 'rooms' } })));
  expect(made).toMatchObject({ answer: { status: 200 }, items: new Set(['rooms']), moto: new Set(['rooms']), here: 1 });
});

test.each<[string, Answer]>([
  ['does not know the operation', () => Promise.reject(new AwsError(400, 'UnknownOperationException', 'not known'))],
  ['makes it, and says something else', () => Promise.resolve(json(200, {}))],
])('half a table is none: moto %s', async (_, create) => {
  expect(await attempt(create)).toMatchObject({ ...nothing, answer: expect.any(Error) as Error });
});
