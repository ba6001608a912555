import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectionSchema } from '../../import/schema';
import { runToEnd } from '../support/child';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'trinity-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inspect = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runToEnd(process.execPath, ['bin/trinity.cjs', 'import', 'dev', '--inspect', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
  });

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
  expect(stderr).toMatch(/^dev: 1 table: 1 changes in place\n/);
  expect(stderr).toContain('\n  in place global_secondary_index[StatusIndex]: It is dropped. ');
});

test.each([
  ['html', /^<!doctype html>\n[^]*<title>dev: tables that exist<\/title>[^]*<\/html>\n\n$/],
  ['markdown', /^### dev: 1 table changes in place\n/],
  ['json', /^\{\n {2}"schemaVersion": 1,/],
])('as %s, on standard output, and nothing else there', async (format, expected) => {
  const { status, stdout } = await inspect(['--from', file('cache.json', CACHE), '--format', format]);
  expect([status, stdout]).toEqual([2, expect.stringMatching(expected)]);
});

test('a table that would be replaced ends with 3', async () => {
  const votes = { ...CACHE, TableName: 'votes', GlobalSecondaryIndexes: [] };
  const { status, stdout } = await inspect(['--from', file('votes.json', votes), '--map', 'rooms=votes']);
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
  const { status, stdout, stderr } = await inspect(args);
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
  expect(stderr).toContain('999999999999');
  expect(operations).toEqual(['sts']);
});
