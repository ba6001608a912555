import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectionSchema } from '../../../import/schema';
import { createDynamodbClient, createTables, startDynamodb, type LocalDynamodb } from '../../../local/dynamodb';
import { runToEnd } from '../../support/child';
import { trinity } from '../../support/trinity';

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'trinity-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** As a process. */
const inspect = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runToEnd(process.execPath, ['bin/trinity', 'import', 'dev', '--inspect', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  });

/** In this process. */
const inspectHere = (...args: readonly string[]) =>
  trinity(['import', 'dev', '--inspect', ...args], { root, env: { PATH: process.env.PATH } });

const attribute = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType });
const key = (AttributeName: string, KeyType = 'HASH') => ({ AttributeName, KeyType });

/** As somebody made it by hand. */
const CACHE = {
  TableName: 'trinity-room-cache-metadata-dev',
  KeySchema: [key('roomId')],
  AttributeDefinitions: [attribute('roomId', 'S'), attribute('status', 'S')],
  GlobalSecondaryIndexes: [
    { IndexName: 'StatusIndex', KeySchema: [key('status')], Projection: { ProjectionType: 'ALL' } },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test('a description of a table: what adopting it changes, for people and for programs', async () => {
  const { status, stdout, stderr } = await inspect(['--from', file('cache.json', CACHE), '--json']);
  expect(status).toBe(2);
  const { environment, tables } = inspectionSchema.parse(JSON.parse(stdout));
  expect([environment, tables.map(({ name, declared, verdict }) => [name, declared, verdict])]).toEqual([
    'dev',
    [['trinity-room-cache-metadata-dev', 'roomCacheMetadata', 'in-place']],
  ]);
  expect(tables[0]?.differences[0]).toMatchObject({ path: 'global_secondary_index[StatusIndex]', effect: 'in-place' });
  expect(stderr).toMatch(/^dev: 1 table for account 111111111111, eu-west-1: 1 changes in place\n/);
  expect(stderr).toContain('\n  in place global_secondary_index[StatusIndex]: It is dropped. ');
});

test.each([
  ['html', /^<!doctype html>\n[^]*<title>dev: tables that exist<\/title>[^]*<\/html>\n\n$/],
  ['markdown', /^### dev: 1 table changes in place\n/],
  ['json', /^\{\n {2}"schemaVersion": 1,/],
])('as %s, on standard output, and nothing else there', async (format, expected) => {
  const { status, stdout } = await inspectHere('--from', file('cache.json', CACHE), '--format', format);
  expect([status, stdout]).toEqual([2, expect.stringMatching(expected)]);
});

test('a table that would be replaced ends with 3', async () => {
  const votes = { ...CACHE, TableName: 'votes', GlobalSecondaryIndexes: [] };
  const { status, stdout } = await inspectHere('--from', file('votes.json', votes), '--map', 'rooms=votes');
  expect(status).toBe(3);
  expect(stdout).toContain('votes: WOULD BE REPLACED (declared as rooms, ');
  expect(stdout).toContain('  REPLACE  hash_key: It is roomId (S), declared PK (S). ');
});

test.each<[string, readonly string[], RegExp]>([
  [
    'no such file',
    ['--from', join(folder, 'none.json')],
    /none\.json cannot be read: no such file or directory\..*\nnext: docs\/adopting-tables\.md/,
  ],
  [
    'no such name',
    ['--from', file('one.json', CACHE), '--map', 'room=one'],
    /^--map room=one: no table is declared as room\./,
  ],
])('%s ends with 10', async (_, args, message) => {
  const { status, stdout, stderr } = await inspectHere(...args);
  expect([status, stdout]).toEqual([10, '']);
  expect(stderr).toMatch(message);
});

test('without a file, the account is asked, and only the one that the environment is for', async () => {
  const operations: string[] = [];
  const server = createServer((request, response) => {
    operations.push(String(request.headers['x-amz-target'] ?? 'sts'));
    const account = '<GetCallerIdentityResult><Account>999999999999</Account><Arn>a</Arn></GetCallerIdentityResult>';
    response.end(`<GetCallerIdentityResponse>${account}</GetCallerIdentityResponse>`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'emulated',
    AWS_SECRET_ACCESS_KEY: 'emulated',
  };
  const { status, stderr } = await inspect([], env);
  server.close();
  expect(status).toBe(11);
  expect(stderr).toContain('dev is account 111111111111, which is a placeholder.');
  expect(stderr).toContain("account: '999999999999', if that is where dev is.");
  expect(operations).toEqual(['sts']);
});

describe('with --sample', () => {
  let dynamodb: LocalDynamodb;
  const operations: string[] = [];
  /** The account of dev, with a real DynamoDB in it, and nothing else. */
  const account = createServer((request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (target.startsWith('DynamoDB_')) {
        operations.push(target.replace(/.*\./, ''));
        const headers = { ...(request.headers as Record<string, string>), host: '' };
        delete (headers as { host?: string }).host;
        void fetch(dynamodb.endpoint, { method: 'POST', headers, body }).then(async (real) => {
          response.writeHead(real.status).end(await real.text());
        });
      } else if (body.includes('GetCallerIdentity')) {
        const result = '<GetCallerIdentityResult><Account>111111111111</Account><Arn>a</Arn></GetCallerIdentityResult>';
        response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`);
      } else {
        response.writeHead(501).end();
      }
    });
  });
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    dynamodb = await startDynamodb('dynalite');
    account.listen(0, '127.0.0.1');
    await new Promise((resolve) => account.once('listening', resolve));
    env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(account.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'emulated',
      AWS_SECRET_ACCESS_KEY: 'emulated',
    };
    const text = (name: string) => ({ name, type: 'S' as const });
    await createTables(dynamodb.endpoint, [
      { name: 'trinity-rooms-dev-v2', hashKey: text('PK'), rangeKey: text('SK') },
      { name: 'trinity-room-cache-metadata-dev', hashKey: text('roomId') },
      { name: 'votes', hashKey: text('id') },
    ]);
    const client = createDynamodbClient(dynamodb.endpoint);
    const put = (TableName: string, Item: object) => client.send('PutItem', { TableName, Item });
    for (let index = 0; index < 12; index += 1) {
      await put('trinity-rooms-dev-v2', {
        ...{ PK: { S: `ROOM#${index}` }, SK: { S: 'METADATA' }, GSI1PK: { S: 'USER#ada' }, id: { S: String(index) } },
        ...{ name: { S: "Ada's birthday" }, status: { S: 'active' }, isPrivate: { BOOL: false } },
      });
      await put('trinity-room-cache-metadata-dev', {
        ...{ roomId: { S: `r${index}` }, mediaType: { S: 'movie' }, loaded: { S: '0' }, ttl: { N: '1900000000000' } },
      });
    }
    await put('votes', { id: { S: '1' } });
    client.close();
  });
  afterAll(async () => {
    account.close();
    await dynamodb.close();
  });

  test('a table with the declared keys and the items of another system is refused, by its items alone', async () => {
    const { status, stdout, stderr } = await inspect(['--sample', '5', '--json'], env);
    expect(stderr).toContain('trinity-rooms-dev-v2: CANNOT BE READ (declared as rooms');
    expect(status).toBe(3);
    const { tables } = inspectionSchema.parse(JSON.parse(stdout));
    const byName = new Map(tables.map((one) => [one.name, one]));
    expect(byName.get('trinity-rooms-dev-v2')).toMatchObject({
      declared: 'rooms',
      verdict: 'unreadable',
      reason: expect.stringMatching(/^5 of 5 items that were read cannot be parsed: /) as string,
      items: {
        ...{ read: 5, parsed: 0, parsedWithDefaults: 0, unparsable: 5, moreShapes: 0 },
        shapes: [{ read: 5, problems: ['PK and SK are no key that the application asks for'] }],
      },
    });
    expect(byName.get('trinity-rooms-dev-v2')!.differences.filter(({ effect }) => effect === 'replace')).toEqual([]);
    expect(byName.get('trinity-room-cache-metadata-dev')).toMatchObject({
      verdict: 'in-place',
      items: { read: 5, parsedWithDefaults: 5, unparsable: 0 },
    });
    expect(byName.get('votes')).not.toHaveProperty('items');
    expect(stderr).toContain(
      '  items    5 items read: 5 CANNOT BE PARSED\n' +
        '           5 of GSI1PK S, PK S, SK S, id S, isPrivate BOOL, name S, status S: 5 CANNOT BE PARSED\n' +
        '             PK and SK are no key that the application asks for\n',
    );
    expect(stdout + stderr).not.toMatch(/birthday|USER#ada/);
    expect(operations.filter((one) => !/^(List|Describe|Get|Scan)/.test(one))).toEqual([]);
  });

  test('an account without tables ends with 0, and says where it has looked', async () => {
    const empty = await startDynamodb('dynalite');
    const full = dynamodb;
    dynamodb = empty;
    const { status, stdout, stderr } = await inspect(['--json'], env);
    dynamodb = full;
    await empty.close();
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^dev: 0 tables in account 111111111111, eu-west-1\n {2}There is no table at all, .* AWS_PROFILE/,
    );
    expect(inspectionSchema.parse(JSON.parse(stdout))).toMatchObject({
      region: 'eu-west-1',
      account: '111111111111',
      tables: [],
    });
  });

  test('without it no item is read', async () => {
    operations.length = 0;
    const { stdout } = await inspect(['--json'], env);
    expect(inspectionSchema.parse(JSON.parse(stdout)).tables.filter(({ items }) => items)).toEqual([]);
    expect(operations).not.toContain('Scan');
  });
});
