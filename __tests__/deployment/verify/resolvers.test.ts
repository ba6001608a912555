import { resolverChecks } from '../../../deployment/verify/resolvers';
import { change, deployedWith, fakeAws, resource, run } from './fakes';

const runtime = [{ name: 'APPSYNC_JS', runtime_version: '1.0.0' }];
const foundRuntime = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };
const deployed = deployedWith(
  resource('aws_appsync_graphql_api.api', {
    id: 'abc',
    name: 'trinity-api-dev',
    schema: 'type Query { a: Int b: Int } type Room { c: Int } enum E { A }',
  }),
  resource('aws_appsync_datasource.rooms', {
    name: 'rooms',
    type: 'AMAZON_DYNAMODB',
    service_role_arn: 'arn:role',
    dynamodb_config: [{ table_name: 'trinity-rooms-dev', region: 'eu-west-1' }],
    lambda_config: [],
  }),
  resource('aws_appsync_datasource.room', {
    name: 'room',
    type: 'AWS_LAMBDA',
    service_role_arn: 'arn:role',
    dynamodb_config: [],
    lambda_config: [{ function_arn: 'arn:room:live' }],
  }),
  resource('aws_appsync_function.get_room', {
    name: 'get_room',
    function_id: 'f1',
    data_source: 'rooms',
    code: 'code 1',
    runtime,
  }),
  resource('aws_appsync_resolver.query_a', {
    type: 'Query',
    field: 'a',
    kind: 'PIPELINE',
    data_source: '',
    code: 'code a',
    pipeline_config: [{ functions: ['f1', 'f2'] }],
    runtime,
  }),
  resource('aws_appsync_resolver.query_b', {
    type: 'Query',
    field: 'b',
    kind: 'UNIT',
    data_source: 'rooms',
    code: 'code b',
    runtime,
  }),
);

const aws = {
  sources: [
    {
      name: 'rooms',
      type: 'AMAZON_DYNAMODB',
      serviceRoleArn: 'arn:role',
      dynamodbConfig: { tableName: 'trinity-rooms-dev', awsRegion: 'eu-west-1' },
    },
    {
      name: 'room',
      type: 'AWS_LAMBDA',
      serviceRoleArn: 'arn:role',
      lambdaConfig: { lambdaFunctionArn: 'arn:room:live' },
    },
  ] as object[],
  functions: [
    { functionId: 'f1', name: 'get_room', dataSourceName: 'rooms', code: 'code 1', runtime: foundRuntime },
  ] as object[],
  Query: [
    { fieldName: 'b', kind: 'UNIT', dataSourceName: 'rooms', code: 'code b', runtime: foundRuntime },
    {
      fieldName: 'a',
      kind: 'PIPELINE',
      pipelineConfig: { functions: ['f1', 'f2'] },
      code: 'code a',
      runtime: foundRuntime,
    },
  ] as object[],
  Room: [] as object[],
};

/** AppSync hands everything out one to a page. */
function check(which: 'AppSync data sources' | 'AppSync functions' | 'AppSync resolvers', answers = aws) {
  const page = (all: readonly object[], token = '0') => {
    const next = Number(token) + 1;
    return { entry: all.slice(next - 1, next), nextToken: next < all.length ? String(next) : undefined };
  };
  const clients = fakeAws({
    ListDataSourcesCommand: (input: { nextToken?: string }) => {
      const { entry, nextToken } = page(answers.sources, input.nextToken);
      return { dataSources: entry, nextToken };
    },
    ListFunctionsCommand: (input: { nextToken?: string }) => {
      const { entry, nextToken } = page(answers.functions, input.nextToken);
      return { functions: entry, nextToken };
    },
    ListResolversCommand: (input: { nextToken?: string; typeName: 'Query' | 'Room' }) => {
      const { entry, nextToken } = page(answers[input.typeName], input.nextToken);
      return { resolvers: entry, nextToken };
    },
  });
  return run(resolverChecks(deployed, clients).find(({ name }) => name === which));
}

const putBack = 'Something changed it after the deploy. `npx cdktf deploy dev` puts it back.';

it('passes when all is as deployed', async () => {
  expect(await check('AppSync data sources')).toEqual({ status: 'passed', detail: '2 as deployed' });
  expect(await check('AppSync functions')).toEqual({ status: 'passed', detail: '1 as deployed' });
  expect(await check('AppSync resolvers')).toEqual({ status: 'passed', detail: '2 as deployed, no other' });
});

it.each([
  ['AppSync data sources', 'sources.0.type', 'NONE', 'data source rooms: type is "NONE", expected "AMAZON_DYNAMODB"'],
  [
    'AppSync data sources',
    'sources.0.dynamodbConfig.tableName',
    't',
    'data source rooms: table is "t", expected "trinity-rooms-dev"',
  ],
  [
    'AppSync data sources',
    'sources.1.lambdaConfig.lambdaFunctionArn',
    'arn:room:2',
    'data source room: function is "arn:room:2", expected "arn:room:live"',
  ],
  [
    'AppSync data sources',
    'sources.0.serviceRoleArn',
    'arn:x',
    'data source rooms: role is "arn:x", expected "arn:role"',
  ],
  ['AppSync data sources', 'sources.0.name', 'x', 'data source rooms does not exist'],
  ['AppSync functions', 'functions.0.functionId', 'f9', 'AppSync function get_room (f1) does not exist'],
  ['AppSync functions', 'functions.0.name', 'x', 'AppSync function get_room (f1): name is "x", expected "get_room"'],
  ['AppSync functions', 'functions.0.dataSourceName', 'x', 'data source is "x", expected "rooms"'],
  [
    'AppSync functions',
    'functions.0.runtime',
    undefined,
    'runtime is not set, expected {"name":"APPSYNC_JS","runtime_version":"1.0.0"}',
  ],
  [
    'AppSync functions',
    'functions.0.code',
    'other',
    'code is "5 characters with SHA-256 d9298a10d1b0…", expected "6 characters with SHA-256 ',
  ],
  ['AppSync resolvers', 'Query.1.kind', 'UNIT', 'resolver Query.a: kind is "UNIT", expected "PIPELINE"'],
  ['AppSync resolvers', 'Query.0.dataSourceName', 'x', 'resolver Query.b: data source is "x", expected "rooms"'],
  [
    'AppSync resolvers',
    'Query.1.pipelineConfig.functions',
    ['f2', 'f1'],
    'resolver Query.a: pipeline is ["f2","f1"], expected ["f1","f2"]',
  ],
  [
    'AppSync resolvers',
    'Query.0.runtime.runtimeVersion',
    '2',
    'resolver Query.b: runtime is {"name":"APPSYNC_JS","runtime_version":"2"}',
  ],
  ['AppSync resolvers', 'Query.0.code', 'x', 'resolver Query.b: code is "1 characters with SHA-256 '],
] as const)('%s fail when %s is %j', async (which, path, value, difference) => {
  expect(await check(which, change(aws, path, value))).toEqual({
    status: 'failed',
    reason: expect.stringContaining(difference) as string,
    next: putBack,
  });
});

it('names a resolver that is gone', async () => {
  expect(await check('AppSync resolvers', { ...aws, Query: aws.Query.slice(0, 1) })).toMatchObject({
    reason: 'AppSync: resolver Query.a does not exist.',
  });
});

it.each(['Query', 'Room'] as const)(
  'names a resolver of %s that Terraform does not know, and how to remove it',
  async (type) => {
    const spy = { fieldName: 'c', kind: 'UNIT', dataSourceName: 'rooms', code: 'x' };
    expect(await check('AppSync resolvers', { ...aws, [type]: [...aws[type], spy] })).toEqual({
      status: 'failed',
      reason: `AppSync: resolver ${type}.c answers a field, and Terraform does not know it.`,
      next: `Take ${type}.c into the project, or remove it: \`aws appsync delete-resolver --api-id abc --type-name ${type} --field-name c\`.`,
    });
  },
);

it('names data sources and functions that nothing uses, and passes', async () => {
  const others = {
    ...aws,
    sources: [...aws.sources, { name: 'spare' }],
    functions: [...aws.functions, { functionId: 'f3', name: 'x' }],
  };
  const detail = (extra: string, count: number) => `${count} as deployed; not of this project and not in use: ${extra}`;
  expect(await check('AppSync data sources', others)).toEqual({ status: 'passed', detail: detail('spare', 2) });
  expect(await check('AppSync functions', others)).toEqual({ status: 'passed', detail: detail('x (f3)', 1) });
});
