import {
  AppSyncClient,
  CreateApiKeyCommand,
  CreateDataSourceCommand,
  CreateFunctionCommand,
  CreateGraphqlApiCommand,
  CreateResolverCommand,
  DeleteDataSourceCommand,
  DeleteFunctionCommand,
  GetGraphqlApiCommand,
  GetIntrospectionSchemaCommand,
  GetSchemaCreationStatusCommand,
  ListFunctionsCommand,
  ListTagsForResourceCommand,
  StartSchemaCreationCommand,
  TagResourceCommand,
  UpdateApiKeyCommand,
  UpdateFunctionCommand,
  UpdateGraphqlApiCommand,
  UpdateResolverCommand,
  type UpdateGraphqlApiCommandInput,
} from '@aws-sdk/client-appsync';
import { once, on } from 'node:events';
import WebSocket from 'ws';
import type { LoopbackServer } from '../../../programs/loopback-server';
import { createUserPool } from '../../../packages/appsync-js/src';
import { Appsync } from '../../../rehearsal/aws/appsync';
import type { AppsyncBackends } from '../../../rehearsal/aws/appsync/operation';
import { Door } from '../../../rehearsal/aws/door';
import { ACCOUNT, clientOf, REGION } from './support';

const SCHEMA = 'type Query { hello(name: String): String }';
const DAY = 24 * 60 * 60;
const runtime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' } as const;
const greet = (word: string) => `
  export function request(ctx) { return { payload: '${word}, ' + ctx.args.name }; }
  export function response(ctx) { return ctx.result; }`;
const passOn = `
  export function request(ctx) { return {}; }
  export function response(ctx) { return ctx.prev.result; }`;

const userPoolConfig = { userPoolId: 'eu-west-1_Ab1Cd2Ef3', awsRegion: 'eu-west-1' };
const pool = createUserPool(userPoolConfig);

/** What authorizers were asked. */
let asked: { sourceArn: string; functionArn: string; event: unknown }[];
let server: LoopbackServer;
let client: AppSyncClient;
let apiId: string;
let graphql: string;

beforeEach(async () => {
  asked = [];
  const nothing = () => Promise.reject(new Error('not in this test'));
  const backends: AppsyncBackends = {
    ...{ dynamodb: { send: nothing }, invoke: nothing, log: () => undefined },
    userPoolKeys: () => pool.keys,
    invokeFor: (sourceArn) => (functionArn, event) => {
      asked.push({ sourceArn, functionArn, event });
      return Promise.resolve({ payload: { isAuthorized: true } });
    },
  };
  const appsync = new Appsync({ account: ACCOUNT, region: REGION, endpoint: () => server.endpoint, backends });
  server = await new Door(
    (request) => (request.service === 'graphql' ? appsync.graphql : appsync.control)(request),
    appsync.realTime,
  ).open();
  client = new AppSyncClient(clientOf(server));
  const { graphqlApi } = await client.send(
    new CreateGraphqlApiCommand({
      name: 'trinity',
      authenticationType: 'API_KEY',
      queryDepthLimit: 5,
      tags: { a: 'b' },
    }),
  );
  apiId = graphqlApi!.apiId!;
  graphql = graphqlApi!.uris!['GRAPHQL']!;
});
afterEach(() => server.close());

async function createSchema(sdl = SCHEMA) {
  await client.send(new StartSchemaCreationCommand({ apiId, definition: Buffer.from(sdl) }));
  return client.send(new GetSchemaCreationStatusCommand({ apiId }));
}

async function createFunction(code = greet('Hello')) {
  const fn = { apiId, name: 'greet', dataSourceName: 'nothing', runtime, code };
  return (await client.send(new CreateFunctionCommand(fn))).functionConfiguration!.functionId!;
}

const createSource = () => client.send(new CreateDataSourceCommand({ apiId, name: 'nothing', type: 'NONE' }));
const createResolver = (functions: string[], fieldName = 'hello') =>
  client.send(
    new CreateResolverCommand({
      apiId,
      typeName: 'Query',
      fieldName,
      kind: 'PIPELINE',
      pipelineConfig: { functions },
      runtime,
      code: passOn,
    }),
  );
const createKey = async (expires?: number) => (await client.send(new CreateApiKeyCommand({ apiId, expires }))).apiKey!;

const ask = (key: string) => askBy({ 'x-api-key': key });
async function askBy(headers: Record<string, string>) {
  const body = JSON.stringify({ query: '{ hello(name: "Ana") }' });
  const response = await fetch(graphql, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as object };
}

test('an API keeps what it was told, and has AWS’s defaults for the rest', async () => {
  const { graphqlApi } = await client.send(new GetGraphqlApiCommand({ apiId }));
  expect(graphqlApi).toMatchObject({
    name: 'trinity',
    arn: `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/${apiId}`,
    apiType: 'GRAPHQL',
    visibility: 'GLOBAL',
    introspectionConfig: 'ENABLED',
    queryDepthLimit: 5,
    resolverCountLimit: 0,
    xrayEnabled: false,
    tags: { a: 'b' },
  });
  expect(apiId).toMatch(/^[a-z0-9]{26}$/);
  const resourceArn = graphqlApi!.arn;
  await client.send(new TagResourceCommand({ resourceArn, tags: { c: 'd' } }));
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ a: 'b', c: 'd' });
});

test('a deployed API answers with the code of now', async () => {
  await createSchema();
  await createSource();
  const functionId = await createFunction();
  await createResolver([functionId]);
  const { id } = await createKey();
  expect(await ask(id!)).toEqual({ status: 200, body: { data: { hello: 'Hello, Ana' } } });
  expect((await ask('da2-another')).status).toBe(401);

  const changed = { apiId, functionId, name: 'greet', dataSourceName: 'nothing', runtime, code: greet('Goodbye') };
  await client.send(new UpdateFunctionCommand(changed));
  expect(await ask(id!)).toEqual({ status: 200, body: { data: { hello: 'Goodbye, Ana' } } });
});

test('a subscription is told of mutations, also by the API as it is after a change', async () => {
  const { graphqlApi } = await client.send(new GetGraphqlApiCommand({ apiId }));
  expect(graphqlApi!.uris).toEqual({ GRAPHQL: graphql, REALTIME: `${graphql.replace('http:', 'ws:')}/realtime` });
  const schema = `${SCHEMA} type Mutation { say(name: String): String }
    type Subscription { said: String @aws_subscribe(mutations: ["say"]) }`;
  await createSource();
  await createSchema(schema);
  const say = { ...{ apiId, typeName: 'Mutation', fieldName: 'say', dataSourceName: 'nothing' }, runtime };
  await client.send(new CreateResolverCommand({ ...say, code: greet('Hello') }));
  const { id: key } = await createKey();
  const headers = { 'x-api-key': key! };
  const socket = new WebSocket(graphqlApi!.uris!['REALTIME']!, ['graphql-ws'], { headers });
  const messages = on(socket, 'message');
  const next = async () => JSON.parse(String(((await messages.next()).value as [Buffer])[0])) as unknown;
  await once(socket, 'open');
  const payload = { data: '{"query":"subscription { said }"}', extensions: { authorization: headers } };
  socket.send(JSON.stringify({ id: 'a', type: 'start', payload }));
  expect(await next()).toEqual({ type: 'start_ack', id: 'a' });
  const body = '{"query":"mutation { say(name: \\"Ana\\") }"}';
  for (const word of ['Hello', 'Good morning']) {
    await client.send(new UpdateResolverCommand({ ...say, code: greet(word) }));
    await fetch(graphql, { method: 'POST', headers, body });
    expect(await next()).toEqual({ type: 'data', id: 'a', payload: { data: { said: `${word}, Ana` } } });
  }
  const elsewhere = new WebSocket(`${graphql.replace('http:', 'ws:')}x/realtime`, ['graphql-ws']);
  expect(((await once(elsewhere, 'error')) as [Error])[0].message).toBe('Unexpected server response: 404');
  const closed = once(socket, 'close');
  await server.close();
  await closed;
});

describe('ways in', () => {
  const lambdaAuthorizerConfig = {
    authorizerUri: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:doorkeeper:live`,
    authorizerResultTtlInSeconds: 300,
    identityValidationExpression: '^bk_.*$',
  };
  const byFunction = { authenticationType: 'AWS_LAMBDA', lambdaAuthorizerConfig } as const;
  const byPool = { authenticationType: 'AMAZON_COGNITO_USER_POOLS', userPoolConfig } as const;
  const update = (ways: Omit<UpdateGraphqlApiCommandInput, 'apiId' | 'name'>) =>
    client.send(new UpdateGraphqlApiCommand({ apiId, name: 'trinity', ...ways }));

  test('are kept as they are, let in who comes by them, and ask in the name of the API', async () => {
    const ways = {
      ...byFunction,
      additionalAuthenticationProviders: [byPool, { authenticationType: 'API_KEY' as const }],
    };
    await update(ways);
    const { graphqlApi } = await client.send(new GetGraphqlApiCommand({ apiId }));
    expect(graphqlApi).toMatchObject(ways);
    expect(
      await createSchema(SCHEMA.replace('String }', 'String @aws_lambda @aws_cognito_user_pools }')),
    ).toMatchObject({
      status: 'SUCCESS',
    });
    await createSource();
    await createResolver([await createFunction()]);
    const greeted = { status: 200, body: { data: { hello: 'Hello, Ana' } } };
    expect(await askBy({ authorization: 'bk_1' })).toEqual(greeted);
    expect(asked).toMatchObject([
      {
        ...{ sourceArn: graphqlApi!.arn, functionArn: lambdaAuthorizerConfig.authorizerUri },
        event: { authorizationToken: 'bk_1', requestContext: { apiId, accountId: ACCOUNT } },
      },
    ]);
    expect((await askBy({ authorization: 'ak_1' })).status).toBe(401);
    expect(await askBy({ authorization: pool.sign() })).toEqual(greeted);
    const { id } = await createKey();
    expect(await ask(id!)).toMatchObject({ body: { data: { hello: null }, errors: [{ errorType: 'Unauthorized' }] } });
  });

  test.each([
    [
      { ...byFunction, additionalAuthenticationProviders: [byFunction] },
      'additionalAuthenticationProviders[0]: An API has AWS_LAMBDA once; here it is there twice.',
    ],
    [{ authenticationType: 'AWS_LAMBDA' }, 'Lambda Authorizer Config missing'],
    [
      {
        authenticationType: 'API_KEY',
        additionalAuthenticationProviders: [{ authenticationType: 'AMAZON_COGNITO_USER_POOLS' }],
      },
      'User Pool Config missing',
    ],
  ] as const)('are refused where AppSync refuses them: %j', async (ways, message) => {
    const refused = { name: 'BadRequestException', message };
    await expect(update(ways as never)).rejects.toMatchObject(refused);
    await expect(
      client.send(new CreateGraphqlApiCommand({ name: 'another', ...(ways as object) } as never)),
    ).rejects.toMatchObject(refused);
  });

  test('are those that the schema speaks of, or it is refused', async () => {
    expect(await createSchema('type Query @aws_lambda { hello: String }')).toMatchObject({
      status: 'FAILED',
      details: 'line 1: @aws_lambda lets nobody in: the API has no AWS_LAMBDA. It has API_KEY.',
    });
  });

  test('of a kind that does not run here are kept, and named when somebody asks', async () => {
    await update({ authenticationType: 'AWS_IAM' });
    expect((await client.send(new GetGraphqlApiCommand({ apiId }))).graphqlApi).toMatchObject({
      authenticationType: 'AWS_IAM',
    });
    expect(await createSchema()).toMatchObject({ status: 'SUCCESS' });
    expect(JSON.stringify(await ask('da2-any'))).toContain('The authentication type AWS_IAM does not run here.');
  });
});

describe('a schema', () => {
  test('that is good is given back', async () => {
    expect(await createSchema()).toMatchObject({ status: 'SUCCESS' });
    const { schema } = await client.send(new GetIntrospectionSchemaCommand({ apiId, format: 'SDL' }));
    expect(Buffer.from(schema!).toString()).toBe(SCHEMA);
  });

  test('that is bad fails with the place, and the one before stays', async () => {
    await createSchema();
    expect(await createSchema('type Query {\n  hello: Strin\n}')).toMatchObject({
      status: 'FAILED',
      details: expect.stringContaining('Unknown type "Strin"') as string,
    });
    const { schema } = await client.send(new GetIntrospectionSchemaCommand({ apiId, format: 'SDL' }));
    expect(Buffer.from(schema!).toString()).toBe(SCHEMA);
  });
});

describe('what AppSync refuses', () => {
  const refused = (message: string) => ({
    name: 'BadRequestException',
    message: expect.stringContaining(message) as string,
  });

  test('a function without its data source', async () => {
    await expect(createFunction()).rejects.toMatchObject(
      refused('No data source found named nothing. The API has none.'),
    );
  });

  test('code that APPSYNC_JS does not have', async () => {
    await createSource();
    const code = 'export function request() { while (true) {} }\nexport function response() { return null; }';
    await expect(createFunction(code)).rejects.toMatchObject(
      refused('The code contains one or more errors. function greet:'),
    );
  });

  test('a resolver of a field or a function that is not there', async () => {
    await createSchema();
    await expect(createResolver(['nobody'])).rejects.toMatchObject(
      refused('Query.hello: there is no function nobody.'),
    );
    await expect(createResolver([], 'goodbye')).rejects.toMatchObject(
      refused("The schema's type Query has no field goodbye. It has hello."),
    );
  });

  test('to delete what is in use', async () => {
    await createSchema();
    await createSource();
    const functionId = await createFunction();
    await createResolver([functionId]);
    await expect(client.send(new DeleteFunctionCommand({ apiId, functionId }))).rejects.toMatchObject(
      refused('used by a resolver: Query.hello.'),
    );
    await expect(client.send(new DeleteDataSourceCommand({ apiId, name: 'nothing' }))).rejects.toMatchObject(
      refused('Data source nothing is used by greet'),
    );
  });

  test('a key for less than a day or more than a year', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const expires of [now + DAY - 2 * 3600, now + 366 * DAY]) {
      await expect(createKey(expires)).rejects.toMatchObject(refused('a minimum of 1 day, and a maximum of 365 days'));
    }
    const { id, expires } = await createKey(now + 30 * DAY);
    expect(expires! % 3600).toBe(0);
    const tooLong = { apiId, id, expires: now + 366 * DAY };
    await expect(client.send(new UpdateApiKeyCommand(tooLong))).rejects.toMatchObject(refused('365 days'));
  });

  test('what is not there', async () => {
    await expect(client.send(new GetGraphqlApiCommand({ apiId: 'nobody' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'GraphQL API nobody not found.',
    });
  });
});

test('lists come in pages of 25', async () => {
  await createSource();
  for (let n = 0; n < 26; n += 1) await createFunction();
  const first = await client.send(new ListFunctionsCommand({ apiId }));
  const last = await client.send(new ListFunctionsCommand({ apiId, nextToken: first.nextToken }));
  expect([first.functions!.length, last.functions!.length, last.nextToken]).toEqual([25, 1, undefined]);
});
