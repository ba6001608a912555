import { createTables, type TableDefinition } from '../../../local/dynamodb';
import { serveLoopback, type LoopbackServer } from '../../../programs/loopback-server';
import { UserError } from '../../../programs/user-error';

const movies: TableDefinition = { name: 'movies', hashKey: { name: 'roomId', type: 'S' } };

/** What a table is at each look, the last one from then on; it is there from the beginning, or once it is created. */
let statuses: string[];
let exists: boolean;
let asked: string[];
let server: LoopbackServer;
beforeAll(async () => {
  server = await serveLoopback((request, response) => {
    const operation = String(request.headers['x-amz-target']).replace(/.*\./, '');
    asked.push(operation);
    request.resume();
    if (operation === 'CreateTable') exists = true;
    const status =
      exists && operation === 'DescribeTable' ? (statuses.length > 1 ? statuses.shift() : statuses[0]) : '';
    const Table = {
      TableStatus: status,
      KeySchema: [{ AttributeName: 'roomId', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'roomId', AttributeType: 'S' }],
    };
    response.writeHead(exists ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(exists ? { Table } : { __type: 'x#ResourceNotFoundException' }));
    return Promise.resolve();
  });
});
afterAll(() => server.close());
beforeEach(() => (asked = []));

test('a table that DynamoDB is still making is waited for', async () => {
  [statuses, exists] = [['CREATING', 'CREATING', 'ACTIVE'], false];
  await createTables(server.endpoint, [movies]);
  expect(asked).toEqual(['DescribeTable', 'CreateTable', 'DescribeTable', 'DescribeTable', 'DescribeTable']);
});

test('a table that is there can be half made, too', async () => {
  [statuses, exists] = [['CREATING', 'CREATING', 'ACTIVE'], true];
  await createTables(server.endpoint, [movies]);
  expect(asked).toEqual(['DescribeTable', 'DescribeTable', 'DescribeTable']);
});

test('one that stays half made is told, with what to do', async () => {
  [statuses, exists] = [['CREATING'], true];
  const message =
    'The table movies is CREATING after 0.1 s, not ACTIVE: use another data directory, or delete this one.';
  await expect(createTables(server.endpoint, [movies], 100)).rejects.toEqual(new UserError(message));
});
