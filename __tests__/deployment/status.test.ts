import type { Report } from '../../deployment/report/schema';
import { serialize } from '../../deployment/report/history';
import { readStatus } from '../../deployment/status';
import { findEndpoint } from '../../deployment/room-cache/endpoint';
import { fakeAws } from './aws';
import { startLambda, type EmulatedLambda } from './emulated-lambda';
import { contextOf, dev, directoryWith } from './project';
import { functions, idOf, report } from './report/report';

let lambda: EmulatedLambda;
let today = '2026-11-01';
const before = { ...process.env };
beforeAll(async () => {
  lambda = await startLambda();
  for (const [name, value] of Object.entries(lambda.env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  lambda.kept = ['1', '2', '3'];
});
afterAll(async () => {
  process.env = before;
  await lambda.close();
});

/** What runs, with this history, the oldest first. */
async function statusOf(serving: string | undefined, ...history: Partial<Report>[]) {
  const now = Date.parse(today);
  lambda.aliases.clear();
  if (serving !== undefined) lambda.aliases.set('trinity-cache-dev', serving);
  const files = history.map((changes, index) => {
    const one = report({ id: idOf(index + 1), environment: 'dev', ...changes });
    return [`deployments/dev/${one.id}.json`, serialize(one)] as const;
  });
  return readStatus(contextOf({ root: directoryWith(Object.fromEntries(files)), env: {} }, dev()), {
    drift: false,
    now,
  });
}
const serves = (cache: string, commit: string, kind: Report['kind'] = 'deploy'): Partial<Report> => ({
  kind,
  status: kind === 'deploy' ? 'SUCCESS' : 'ROLLED_BACK',
  functions: functions({ cache }),
  commit: { sha: commit.repeat(40), dirty: false },
});

test('since the first of the records that have this version, with its commit', async () => {
  const status = await statusOf('2', serves('1', 'a'), serves('2', 'b'), serves('2', 'c'));
  expect(status.functions).toMatchObject([
    { name: 'cache', version: '2', codeSha256: 'code 2', since: { id: idOf(2), commit: { sha: 'b'.repeat(40) } } },
  ]);
  expect(status.last).toMatchObject({ id: idOf(3), status: 'SUCCESS' });
  expect(status.terraform).toBeUndefined();
});

test('after a rollback, since then; the commit is that of the code, not of the checkout that rolled back', async () => {
  const status = await statusOf('1', serves('1', 'a'), serves('2', 'b'), serves('1', 'b', 'rollback'));
  expect(status.functions[0]?.since).toMatchObject({
    id: idOf(3),
    kind: 'rollback',
    commit: { sha: 'a'.repeat(40) },
  });
});

test('what no record has brought', async () => {
  const status = await statusOf('3', serves('1', 'a'));
  expect(status.functions[0]?.since).toBeNull();
});

test('nothing', async () => {
  await expect(statusOf(undefined)).resolves.toEqual({
    environment: 'dev',
    system: 'room-cache',
    account: '123456789012',
    region: 'eu-west-1',
    functions: [],
    last: null,
    warnings: [],
  });
});

test('a runtime that serves and ends within half a year is told', async () => {
  const told =
    'Lambda makes no function of nodejs22.x from 2027-06-01 on, and updates none from 2027-07-01 on. docs/dependencies.md says how the functions get a newer one: "The Node that the functions run on".';
  expect((await statusOf('2')).warnings).not.toContain(told);
  today = '2027-02-01';
  expect((await statusOf('2')).warnings).toContain(told);
  expect((await statusOf(undefined)).warnings).not.toContain(told);
});

test('an API key in its last four weeks is told', async () => {
  const { expires } = dev().systems.roomCache.api.auth;
  const told = `The API key stops working at ${expires}. Set systems.roomCache.api.auth.expires in environments/dev.ts, and deploy.`;
  const before = (days: number) => new Date(Date.parse(expires) - days * 86_400_000).toISOString();
  today = before(29);
  expect((await statusOf(undefined)).warnings).toEqual([]);
  today = before(27);
  expect((await statusOf(undefined)).warnings).toEqual([told]);
});

describe('the endpoint', () => {
  const soon = Math.floor(Date.now() / 1000) + 3600;
  const apis = { graphqlApis: [{ name: 'trinity-api-dev', apiId: 'a1', uris: { GRAPHQL: 'https://x/graphql' } }] };
  const find = (answers: Parameters<typeof fakeAws>[0]) => findEndpoint(fakeAws(answers).appsync, dev());

  test('is found on a later page, with a key that is valid now', async () => {
    const found = await find({
      ListGraphqlApisCommand: ({ nextToken }) => (nextToken ? apis : { graphqlApis: [], nextToken: 'two' }),
      ListApiKeysCommand: () => ({
        apiKeys: [
          { id: 'da2-old', expires: 1 },
          { id: 'da2-new', expires: soon },
        ],
      }),
    });
    expect(found).toEqual({ endpoint: 'https://x/graphql', headers: { 'x-api-key': 'da2-new' } });
  });

  test('is not there', async () => {
    await expect(find({ ListGraphqlApisCommand: () => ({}) })).rejects.toMatchObject({
      stage: 'invalid',
      message: 'There is no GraphQL API trinity-api-dev in eu-west-1.',
      next: 'Run bin/trinity deploy dev.',
    });
  });

  test('has expired keys only', async () => {
    const keys = { apiKeys: [{ id: 'da2-old', expires: 1 }] };
    const finding = find({ ListGraphqlApisCommand: () => apis, ListApiKeysCommand: () => keys });
    await expect(finding).rejects.toMatchObject({
      message: 'The GraphQL API trinity-api-dev has no API key that is valid now.',
    });
  });
});
