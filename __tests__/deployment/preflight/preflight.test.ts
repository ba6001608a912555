import { runChecks, type Outcome } from '../../../deployment/checks';
import { explain, textOf } from '../../../deployment/explain';
import { preflight } from '../../../deployment/preflight';
import type { Environment } from '../../../environments';
import { awsError, fakeAws, identity, type Answers } from '../aws';
import { ACCOUNT, contextOf, dev, directoryWith, pathWith, TOOLS } from '../project';
import { withRoomCache } from '../../environments/change';

const terraform = (version: string) => ({ terraform: `echo '{"terraform_version":"${version}"}'` });

/** A checkout with all that is asked for, and the smallest function there can be. */
const FILES = {
  ...Object.fromEntries(
    ['package.json', 'package-lock.json', 'cdktf.json', 'main.ts', 'tsconfig.json', 'tsconfig.deployed.json'].map(
      (file) => [file, '{}'],
    ),
  ),
  'api/room-cache/schema.graphql': 'type Query { a: Int }',
  'functions/room-cache/cache/index.ts': 'export const handler = () => 1;',
};
const GOOD: Answers = {
  GetCallerIdentityCommand: identity(ACCOUNT),
  DescribeParametersCommand: () => ({ Parameters: [{ Type: 'SecureString', Version: 3 }] }),
};

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly programs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly environment?: Environment;
  readonly answers?: Answers;
  /** RFC 3339 */
  readonly today?: string;
}

async function outcomes(world: World = {}): Promise<Readonly<Record<string, Outcome>>> {
  const { files = FILES, programs = terraform('1.11.4'), env = {}, environment = dev() } = world;
  const now = Date.parse(world.today ?? '2026-11-01');
  const project = { root: directoryWith(files), env: { PATH: `${pathWith(programs)}:${TOOLS}`, ...env } };
  const context = contextOf(project, environment);
  const checks = await preflight(context, fakeAws({ ...GOOD, ...world.answers }), { skipGates: 'a test', now });
  const explained = (error: unknown) => explain(textOf(error), environment);
  const results = await runChecks(checks, { signal: context.signal, explain: explained });
  return Object.fromEntries(results.map(({ name, outcome }) => [name, outcome]));
}

test('everything is named with what was found', async () => {
  await expect(outcomes()).resolves.toEqual({
    'required files': { status: 'passed', detail: '7 files' },
    'functions and resolvers bundle': { status: 'passed', detail: '1 functions, 0 resolver files' },
    configuration: { status: 'passed', detail: 'environments/dev.ts' },
    'Lambda runtime': { status: 'passed', detail: 'nodejs22.x' },
    Terraform: { status: 'passed', detail: 'terraform 1.11.4' },
    'AWS account': { status: 'passed', detail: '123456789012 as arn:aws:iam::123456789012:user/ana' },
    'AWS region': { status: 'passed', detail: 'eu-west-1' },
    'Terraform state': { status: 'passed', detail: 'terraform.dev.tfstate in this checkout, for one person' },
    'TMDB key in SSM': { status: 'passed', detail: '/trinity/dev/tmdb-api-key, version 3' },
    'quality gates': { status: 'skipped', reason: 'a test' },
  });
});

test.each([
  ['2026-12-02', 'passed', undefined],
  ['2026-12-03', 'passed', 'WARNING: Lambda makes no function of nodejs22.x from 2027-06-01 on'],
  ['2027-06-30', 'passed', 'updates none from 2027-07-01 on.'],
  ['2027-07-01', 'failed', 'updates none from 2027-07-01 on.'],
])('on %s the runtime has %s: %s', async (today, status, said) => {
  const { 'Lambda runtime': outcome } = await outcomes({ today });
  expect(outcome?.status).toBe(status);
  if (said === undefined) expect(outcome).toEqual({ status: 'passed', detail: 'nodejs22.x' });
  else expect(JSON.stringify(outcome)).toContain(said);
  if (said !== undefined) expect(JSON.stringify(outcome)).toContain('docs/dependencies.md');
});

const put =
  'printf %s "$TMDB_API_KEY" | aws ssm put-parameter --region eu-west-1 --type SecureString --name /trinity/dev/tmdb-api-key --value file:///dev/stdin';

test.each<[string, string, World, string, string]>([
  [
    'required files',
    'files are missing',
    { files: { ...FILES, 'api/room-cache/schema.graphql': undefined, 'main.ts': undefined } as never },
    ' has no main.ts, no api/room-cache/schema.graphql.',
    'git checkout HEAD',
  ],
  [
    'functions and resolvers bundle',
    'code does not compile',
    { files: { ...FILES, 'functions/room-cache/cache/index.ts': 'export const handler = ;' } },
    'functions/room-cache/cache/index.ts',
    'npm run build',
  ],
  [
    'configuration',
    'the account is a placeholder',
    { environment: dev({ account: '111111111111' }), answers: { GetCallerIdentityCommand: identity('111111111111') } },
    'environments/dev.ts: account is "111111111111"; allowed: the id of an account of yours; this one is a placeholder.',
    'Set them in environments/dev.ts.',
  ],
  [
    'configuration',
    'the API key has expired',
    { environment: dev({ 'systems.roomCache.api.auth.expires': '2020-01-01T00:00:00Z' }) },
    'environments/dev.ts: systems.roomCache.api.auth.expires is "2020-01-01T00:00:00Z"; allowed: a time between ',
    'Set them in environments/dev.ts.',
  ],
  [
    'Terraform',
    'there is none',
    { programs: {} },
    'There is neither terraform nor tofu on the PATH.',
    '1.10.0 or later',
  ],
  [
    'Terraform',
    'it is too old',
    { programs: terraform('1.9.8') },
    'terraform is 1.9.8.',
    'Install Terraform or OpenTofu, 1.10.0 or later: the first that locks state in S3 itself.',
  ],
  [
    'Terraform',
    'the named one is not there',
    { env: { TERRAFORM_BINARY_NAME: 'terrafrom' } },
    'TERRAFORM_BINARY_NAME is terrafrom, which is not on the PATH or not Terraform.',
    'unset TERRAFORM_BINARY_NAME',
  ],
  [
    'AWS account',
    'it is another one',
    { answers: { GetCallerIdentityCommand: identity('210987654321') } },
    'These credentials are of account 210987654321',
    'AWS_PROFILE',
  ],
  [
    'AWS account',
    'the keys have expired',
    {
      answers: {
        GetCallerIdentityCommand: () =>
          awsError('ExpiredToken', 'The security token included in the request is expired', 403),
      },
    },
    'The AWS credentials have expired.',
    'aws sso login',
  ],
  [
    'AWS region',
    'AWS_REGION is another',
    { env: { AWS_REGION: 'us-west-2' } },
    'AWS_REGION is us-west-2; dev is in eu-west-1 (environments/dev.ts).',
    'Run export AWS_REGION=eu-west-1, or unset AWS_REGION.',
  ],
  [
    'AWS region',
    'AWS_DEFAULT_REGION is another',
    { env: { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' } },
    'AWS_DEFAULT_REGION is us-west-2',
    'unset AWS_DEFAULT_REGION',
  ],
  [
    'TMDB key in SSM',
    'there is none',
    { answers: { DescribeParametersCommand: () => ({}) } },
    'There is no SSM parameter /trinity/dev/tmdb-api-key in eu-west-1.',
    `Make it: ${put}`,
  ],
  [
    'TMDB key in SSM',
    'it is no SecureString',
    { answers: { DescribeParametersCommand: () => ({ Parameters: [{ Type: 'String', Version: 1 }] }) } },
    'The SSM parameter /trinity/dev/tmdb-api-key is a String, readable by anyone who may list parameters.',
    `Delete it and make it anew: ${put}`,
  ],
])('%s fails when %s, and everything else is looked at all the same', async (name, _, world, reason, next) => {
  const files = world.files && Object.fromEntries(Object.entries(world.files).filter(([, text]) => text !== undefined));
  const { [name]: found, ...others } = await outcomes({ ...world, ...(files && { files }) });
  expect(found).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining(reason) as string,
    next: expect.stringContaining(next) as string,
  });
  expect(Object.values(others).filter(({ status }) => status === 'failed')).toEqual([]);
  expect(Object.keys(others)).toHaveLength(9);
});

test('the parameter is found on a later page, an empty one before it', async () => {
  const answers: Answers = {
    DescribeParametersCommand: ({ NextToken }) =>
      NextToken === 'two'
        ? { Parameters: [{ Type: 'SecureString', Version: 1 }] }
        : { Parameters: [], NextToken: 'two' },
  };
  await expect(outcomes({ answers })).resolves.toMatchObject({
    'TMDB key in SSM': { status: 'passed', detail: '/trinity/dev/tmdb-api-key, version 1' },
  });
});

describe('what is adopted', () => {
  const topic = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;
  const environment = withRoomCache(dev(), {
    logs: { adopt: { cache: { name: '/theirs' } } },
    alarms: { ...dev().systems.roomCache.alarms, topic: { adopt: { arn: topic('ops') } } },
    tables: {
      ...dev().systems.roomCache.tables,
      roomMovieCache: { ...dev().systems.roomCache.tables.roomMovieCache, adopt: { name: 'films' } },
    },
  });
  const state = (ids: Record<string, string>) => {
    const resources = Object.entries(ids).map(([address, id]) => {
      const [type, name] = address.split('.');
      return { mode: 'managed', type, name, instances: [{ attributes: { id } }] };
    });
    return JSON.stringify({ version: 4, resources });
  };
  const look = async (text?: string) =>
    (
      await outcomes({ environment, files: { ...FILES, ...(text !== undefined && { 'terraform.dev.tfstate': text }) } })
    )['what is adopted'];
  const own = { 'aws_sns_topic.alarms': topic('ops'), 'aws_dynamodb_table.room_movie_cache': 'films' };
  const others = { 'aws_dynamodb_table.rooms': 'rooms', 'aws_cloudwatch_log_group.api': '/api' };

  test('is what the state has, or the state has nothing there', async () => {
    const passed = { status: 'passed', detail: 'the state has it, or nothing there' };
    expect(await look()).toEqual(passed);
    expect(await look(state({ ...own, ...others }))).toEqual(passed);
    expect((await outcomes())['what is adopted']).toBeUndefined();
  });

  test('is another than the state has: each is named, with the way', async () => {
    const found = { 'aws_cloudwatch_log_group.cache': '/ours', 'aws_dynamodb_table.room_movie_cache': 'cache' };
    expect(await look(state({ ...own, ...others, ...found }))).toEqual({
      status: 'failed',
      reason: [
        'At aws_cloudwatch_log_group.cache the state has another one, /ours: systems.roomCache.logs.adopt.cache is not taken over.',
        'At aws_dynamodb_table.room_movie_cache the state has another one, cache: systems.roomCache.tables.roomMovieCache.adopt is not taken over.',
      ].join('\n'),
      next: Object.keys(found)
        .map(
          (address) =>
            `Let that go first; it stays in AWS, and is nobody's: terraform -chdir=cdktf.out/stacks/dev state rm ${address}`,
        )
        .join('\n'),
    });
  });

  test('is let go with all that the state has in it, and with what is left of one that it has let go', async () => {
    const in_ = (type: string, attributes: object, dependency: string) => ({
      mode: 'managed',
      type,
      name: 'read',
      instances: [{ attributes, dependencies: [dependency] }],
    });
    const scaling = in_(
      'aws_appautoscaling_target',
      { resource_id: 'table/old' },
      'aws_dynamodb_table.room_movie_cache',
    );
    const listener = in_('aws_sns_topic_subscription', { topic_arn: topic('old') }, 'aws_sns_topic.alarms');
    const { resources } = JSON.parse(state({ 'aws_sns_topic.alarms': topic('old') })) as { resources: object[] };
    const rm = 'terraform -chdir=cdktf.out/stacks/dev state rm';
    expect(await look(JSON.stringify({ version: 4, resources: [...resources, scaling, listener] }))).toMatchObject({
      status: 'failed',
      next: [
        `Let that go first; it stays in AWS, and is nobody's: ${rm} aws_sns_topic.alarms aws_sns_topic_subscription.read`,
        `Let that go first; it stays in AWS, and is nobody's: ${rm} aws_appautoscaling_target.read`,
      ].join('\n'),
    });
  });

  test('is not known where only Terraform can read the state', async () => {
    expect(await look('{"encrypted_data":"x"}')).toEqual({
      status: 'skipped',
      reason: 'only Terraform can read this state',
    });
  });
});

describe('an API that is adopted', () => {
  const id = 'abcdefghijklmnopqrstuvwxyz';
  const environment = withRoomCache(dev(), { api: { ...dev().systems.roomCache.api, adopt: { id } } });
  const look = async (answer: () => unknown) =>
    (await outcomes({ environment, answers: { GetGraphqlApiCommand: answer } }))['adopted API'];

  test('is there', async () => {
    expect(await look(() => ({ graphqlApi: { apiType: 'GRAPHQL', name: 'old' } }))).toEqual({
      status: 'passed',
      detail: `old, ${id}`,
    });
  });

  test('is not there, or is merged of others', async () => {
    const missing = () => Promise.reject(awsError('NotFoundException', 'no'));
    expect(await look(missing)).toMatchObject({
      status: 'failed',
      reason: `systems.roomCache.api.adopt.id is ${id}, and account 123456789012 has no such GraphQL API in eu-west-1.`,
    });
    expect(await look(() => ({ graphqlApi: { apiType: 'MERGED', name: 'old' } }))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it cannot be adopted') as string,
    });
  });
});

test('the key itself is not read', async () => {
  const aws = fakeAws(GOOD);
  const project = { root: directoryWith(FILES), env: { PATH: TOOLS } };
  const checks = await preflight(contextOf(project, dev()), aws, { skipGates: 'a test' });
  await runChecks(checks, { signal: new AbortController().signal, explain: () => ({ reason: '', next: '' }) });
  expect(aws.sent.map(({ command }) => command)).toEqual(['GetCallerIdentityCommand', 'DescribeParametersCommand']);
});

describe('Lambda concurrency', () => {
  const reserving = dev({
    'systems.roomCache.functions.cache.reservedConcurrency': 100,
    'systems.roomCache.functions.room.reservedConcurrency': 80,
  });
  /** @param already what the cache function has reserved in an earlier deploy */
  const account = (limit: number, unreserved: number, already = 0): Answers => ({
    GetAccountSettingsCommand: () => ({
      AccountLimit: { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved },
    }),
    GetFunctionConcurrencyCommand: ({ FunctionName }) =>
      FunctionName === 'trinity-cache-dev' && already > 0
        ? { ReservedConcurrentExecutions: already }
        : awsError('ResourceNotFoundException', 'Function not found', 404),
  });
  const outcome = async (answers: Answers) =>
    (await outcomes({ environment: reserving, answers }))['Lambda concurrency'];

  test('is not asked for where nothing is reserved', async () => {
    expect(await outcomes()).not.toHaveProperty('Lambda concurrency');
  });

  test('is there, but for a hundred that stay with others', async () => {
    expect(await outcome(account(1000, 280))).toEqual({
      status: 'passed',
      detail: '180 executions (cache 100, room 80) of the 1000 in eu-west-1; 100 are left to others',
    });
    expect(await outcome(account(1000, 279))).toMatchObject({ status: 'failed' });
  });

  test('that an earlier deploy has reserved is not counted twice', async () => {
    expect(await outcome(account(1000, 180, 100))).toMatchObject({ status: 'passed' });
    expect(await outcome(account(1000, 179, 100))).toMatchObject({ status: 'failed' });
  });

  test('of a new account does not suffice', async () => {
    expect(await outcome(account(10, 10))).toEqual({
      status: 'failed',
      reason:
        'environments/dev.ts reserves 180 executions (cache 100, room 80) of the 10 in eu-west-1, which leaves 0 to other functions; Lambda keeps 100.',
      next: 'Ask for 280 in Service Quotas (Lambda, Concurrent executions), or reserve less: systems.roomCache.functions.*.reservedConcurrency.',
    });
  });
});
