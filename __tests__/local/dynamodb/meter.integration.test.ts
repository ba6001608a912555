import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

import { RoleRefusal } from '../../../local/iam/roles';
import {
  createDynamodbClient,
  createTables,
  DynamodbMeter,
  localCredentials,
  localRegion,
  startDynamodb,
  type DynamodbClient,
  type LocalDynamodb,
} from '../../../local/dynamodb';

let dynamodb: LocalDynamodb;
let client: DynamodbClient;
const Item = { id: { S: 'a' }, text: { S: 'x'.repeat(5000) } };

beforeAll(async () => {
  dynamodb = await startDynamodb('dynalite');
  client = createDynamodbClient(dynamodb.endpoint);
  await createTables(dynamodb.endpoint, [{ name: 'items', hashKey: { name: 'id', type: 'S' } }]);
});

afterAll(async () => {
  client.close();
  await dynamodb.close();
});

it('counts requests and the units that DynamoDB says', async () => {
  const meter = new DynamodbMeter();
  const measured = meter.measure(client);
  await measured.send('PutItem', { TableName: 'items', Item });
  await measured.send('GetItem', { TableName: 'items', Key: { id: { S: 'a' } } });
  await measured.send('GetItem', { TableName: 'items', Key: { id: { S: 'a' } }, ConsistentRead: true });
  await measured.send('DescribeTable', { TableName: 'items' });
  // 5 KB: 5 write units; 1 read unit eventually consistent, 2 strongly.
  expect(meter.costs).toEqual({
    PutItem: { requests: 1, readUnits: 0, writeUnits: 5 },
    GetItem: { requests: 2, readUnits: 3, writeUnits: 0 },
    DescribeTable: { requests: 1, readUnits: 0, writeUnits: 0 },
  });
  expect(meter.tables).toEqual({ items: { readUnits: 3, writeUnits: 5 } });
});

it("counts those of AWS's own client, which notices nothing", async () => {
  const meter = new DynamodbMeter();
  const door = await meter.serve(dynamodb.endpoint);
  const sdk = new DynamoDBClient({ endpoint: door.endpoint, credentials: localCredentials, region: localRegion });
  await sdk.send(new PutItemCommand({ TableName: 'items', Item }));
  const { Item: found } = await sdk.send(new GetItemCommand({ TableName: 'items', Key: { id: { S: 'a' } } }));
  expect(found).toEqual(Item);
  const condition = { TableName: 'items', Item, ConditionExpression: 'attribute_not_exists(id)' };
  await expect(sdk.send(new PutItemCommand(condition))).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
  expect(meter.costs).toEqual({
    PutItem: { requests: 2, readUnits: 0, writeUnits: 5 },
    GetItem: { requests: 1, readUnits: 1, writeUnits: 0 },
  });
  expect(meter.tables).toEqual({ items: { readUnits: 1, writeUnits: 5 } });
  sdk.destroy();
  await door.close();
});

it("tells AWS's own client what it may not ask, and does not ask it", async () => {
  const meter = new DynamodbMeter();
  const door = await meter.serve(dynamodb.endpoint, (accessKeyId, operation, { TableName }) => {
    if (operation === 'PutItem') throw new RoleRefusal(`${accessKeyId} may not ${operation} ${String(TableName)}`);
  });
  const credentials = { accessKeyId: 'trinity-room-dev', secretAccessKey: 'none' };
  const sdk = new DynamoDBClient({ endpoint: door.endpoint, credentials, region: localRegion });
  await expect(sdk.send(new PutItemCommand({ TableName: 'items', Item }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: 'trinity-room-dev may not PutItem items',
  });
  await sdk.send(new GetItemCommand({ TableName: 'items', Key: { id: { S: 'a' } } }));
  expect(Object.keys(meter.costs)).toEqual(['GetItem']);
  sdk.destroy();
  await door.close();
});
