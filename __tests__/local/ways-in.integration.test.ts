import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppsyncDatasource } from '@cdktf/provider-aws/lib/appsync-datasource';
import { AppsyncResolver } from '@cdktf/provider-aws/lib/appsync-resolver';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { Closers } from '../../local/closers';
import { startDynamodb } from '../../local/dynamodb';
import { RequestCosts } from '../../local/request-costs';
import { openServices, type Services } from '../../local/services';
import { readStack, type LocalStack } from '../../local/terraform';
import { createUserPool, providersOf, type Api, type UserPoolConfig } from '../../packages/appsync-js/src';
import { GraphqlApi } from '../../stacks/constructs/graphql-api';
import { LambdaFunction } from '../../stacks/constructs/lambda-function';
import { synthesizeConstructs } from '../stacks/synthesize';
import { writeArchive } from '../support/function-archive';

/*
 * An API with two doors as a system says it, through its synthesized Terraform: a function that is asked about a widget's key, and a
 * user pool for administrators.
 */

const schema = `
  type Query {
    who: AWSJSON @aws_lambda @aws_cognito_user_pools
    widget: Int
    admin: Int @aws_cognito_user_pools(cognito_groups: ["admins"])
    secret: Int
  }`;
const DOORKEEPER = `exports.handler = async ({ authorizationToken }) => {
  console.log('asked');
  if (authorizationToken === 'breaks') throw new Error('no table');
  return {
    isAuthorized: authorizationToken.startsWith('bk_'),
    resolverContext: { tenantId: authorizationToken.slice(3), region: process.env.AWS_REGION },
    deniedFields: ['Query.secret'],
  };
};`;
const echo = (value: string) => `
  export function request(ctx) { return { payload: ${value} }; }
  export function response(ctx) { return ctx.result; }`;

const closers = new Closers();
const root = mkdtempSync(join(tmpdir(), 'trinity-ways-in-'));
const logged: unknown[] = [];
let stack: LocalStack;
let services: Services;
let api: Api;

beforeAll(async () => {
  const sourceCodeHash = writeArchive(join(root, 'functions', 'doorkeeper.zip'), { 'index.js': DOORKEEPER });
  const { resource } = synthesizeConstructs((scope) => {
    const doorkeeper = new LambdaFunction(scope, 'doorkeeper', {
      ...{ name: 'doorkeeper', account: '123456789012', memorySize: 128, timeout: 10, environment: {} },
      ...{ archive: { filename: '../../functions/doorkeeper.zip', sourceCodeHash }, logRetentionDays: 1 },
    });
    const { id: userPoolId } = new CognitoUserPool(scope, 'admins', { name: 'admins' });
    const { id: apiId } = new GraphqlApi(scope, 'api', {
      ...{ name: 'doors', logsRoleName: 'doors-logs', schema, logRetentionDays: 1, logLevel: 'ERROR' },
      ...{ introspection: false, queryDepthLimit: 5, resolverCountLimit: 50, tracing: false },
      auth: { mode: 'AWS_LAMBDA', function: doorkeeper, authorizerResultTtlInSeconds: 60 },
      additionalAuth: [{ mode: 'AMAZON_COGNITO_USER_POOLS', userPoolId, awsRegion: 'eu-west-1' }],
    });
    const dataSource = new AppsyncDatasource(scope, 'none', { apiId, name: 'none', type: 'NONE' }).name;
    const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };
    for (const field of ['who', 'widget', 'admin', 'secret']) {
      const code = echo(field === 'who' ? 'ctx.identity' : '1');
      new AppsyncResolver(scope, field, { apiId, type: 'Query', field, dataSource, runtime, code });
    }
  });
  const file = join(root, 'stacks', 'test', 'cdk.tf.json');
  mkdirSync(join(root, 'stacks', 'test'), { recursive: true });
  const provider = { aws: [{ region: 'eu-west-1', allowed_account_ids: ['123456789012'] }] };
  writeFileSync(file, JSON.stringify({ provider, resource }));
  stack = readStack(file);

  const { endpoint: dynamodbEndpoint } = await closers.add(startDynamodb('dynalite', {}));
  services = await openServices(stack, {
    root,
    schema: 'none.graphql',
    system: {
      openStandIns: () =>
        Promise.resolve({
          description: 'nothing',
          overrides: () => ({}),
          parameters: () => ({}),
          calls: () => undefined,
        }),
      query: () => '',
      demo: () => Promise.reject(new Error('none')),
    },
    ...{ dynamodbEndpoint, films: { kind: 'local' }, retryDelays: undefined, now: Date.now, closers },
    emit: (event) => logged.push(event),
    costs: new RequestCosts(() => undefined),
  });
  ({ api } = await services.deploy(stack));
});
afterAll(async () => {
  await closers.close();
  rmSync(root, { recursive: true });
});

const ask = async (authorization: string, query: string) => {
  const { status, body } = await api.execute({ query, headers: { authorization } });
  return {
    status,
    ...(JSON.parse(JSON.stringify(body)) as { data?: Record<string, unknown>; errors?: { message: string }[] }),
  };
};

test('what of it does not run here is known', () => {
  expect(stack.unknown).toEqual([]);
  expect(stack.withoutMeaning.map(({ address }) => address)).toEqual(
    expect.arrayContaining(['aws_lambda_permission.api_authorizer']),
  );
});

test('a widget is let in by the function, which says whose it is and what it may not have', async () => {
  const { data, errors } = await ask('bk_one', '{ who widget admin secret }');
  expect(JSON.parse(String(data!['who']))).toEqual({ resolverContext: { tenantId: 'one', region: 'eu-west-1' } });
  expect(data).toMatchObject({ widget: 1, admin: null, secret: null });
  expect(errors!.map(({ message }) => message)).toEqual([
    'Not Authorized to access admin on type Query',
    'Not Authorized to access secret on type Query',
  ]);
  expect(await ask('ak_one', '{ widget }')).toMatchObject({
    status: 401,
    errors: [{ errorType: 'UnauthorizedException' }],
  });
});

test('the function is asked once a minute about a token, and what it throws is in the log', async () => {
  const { lambda } = services;
  const before = lambda.invocations['doorkeeper']!;
  await ask('bk_two', '{ widget }');
  await ask('bk_two', '{ widget }');
  expect(lambda.invocations['doorkeeper']).toBe(before + 1);
  expect(await ask('breaks', '{ widget }')).toMatchObject({
    status: 401,
    errors: [{ errorType: 'BadRequestException' }],
  });
  expect(logged).toContainEqual({
    type: 'resolver-log',
    entry: {
      level: 'ERROR',
      message: 'The authorizer arn:aws:lambda:eu-west-1:123456789012:function:doorkeeper:live failed: Error: no table',
    },
  });
});

test('an administrator is let in by a token of this run', async () => {
  const [pool] = providersOf(stack.api).flatMap((one) => ('userPoolConfig' in one ? [one.userPoolConfig] : []));
  const sign = (groups: string[], of: UserPoolConfig = pool!) =>
    services.userPools.of(of).sign({ username: 'ana', 'cognito:groups': groups });
  const { data } = await ask(sign(['admins']), '{ who admin }');
  expect(data).toMatchObject({ admin: 1 });
  expect(JSON.parse(String(data!['who']))).toMatchObject({ username: 'ana', groups: ['admins'] });
  expect((await ask(sign(['others']), '{ admin }')).data).toEqual({ admin: null });
  expect((await ask(sign(['admins']), '{ widget }')).errors).toMatchObject([{ errorType: 'Unauthorized' }]);
  expect((await ask(createUserPool(pool!).sign(), '{ admin }')).status).toBe(401);
});
