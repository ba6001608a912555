import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { DataSource } from '../../../stacks/constructs/data-source';
import {
  type ByFunction,
  type ByUserPool,
  GraphqlApi,
  type GraphqlApiProps,
} from '../../../stacks/constructs/graphql-api';
import { LambdaFunction } from '../../../stacks/constructs/lambda-function';
import { Table } from '../../../stacks/constructs/table';
import { policies, synthesizeConstructs } from '../synthesize';

const props = {
  name: 'trinity-api-test',
  logsRoleName: 'trinity-api-logs-test',
  schema: 'type Query {\n  "costs ${price}"\n  room: Int\n}',
  auth: { mode: 'API_KEY', expires: '2027-01-01T00:00:00Z' },
  logLevel: 'ERROR',
  introspection: false,
  queryDepthLimit: 5,
  resolverCountLimit: 50,
  tracing: true,
  logRetentionDays: 7,
} satisfies GraphqlApiProps;

const synthesize = (changes: Partial<GraphqlApiProps> = {}) =>
  synthesizeConstructs((scope) => new GraphqlApi(scope, 'api', { ...props, ...changes }));
const api = (changes?: Partial<GraphqlApiProps>) => synthesize(changes).resource['aws_appsync_graphql_api']!['api']!;

test("an API: its schema in AppSync's dialect and taken literally, its limits, its traces and logs", () => {
  expect(api()).toEqual({
    name: 'trinity-api-test',
    authentication_type: 'API_KEY',
    schema: 'type Query {\n  # costs $${price}\n  room: Int\n}',
    introspection_config: 'DISABLED',
    query_depth_limit: 5,
    resolver_count_limit: 50,
    xray_enabled: true,
    log_config: {
      cloudwatch_logs_role_arn: '${aws_iam_role.api_logs.arn}',
      field_log_level: 'ERROR',
      exclude_verbose_content: true,
    },
  });
});

test('introspection and tracing follow what is said', () => {
  expect(api({ introspection: true, tracing: false })).toMatchObject({
    introspection_config: 'ENABLED',
    xray_enabled: false,
  });
});

test('arguments and results of fields are logged only where everything is', () => {
  const verbose = (logLevel: 'ERROR' | 'ALL') => api({ logLevel })['log_config'];
  expect(verbose('ALL')).toMatchObject({ field_log_level: 'ALL', exclude_verbose_content: false });
  expect(verbose('ERROR')).toMatchObject({ field_log_level: 'ERROR', exclude_verbose_content: true });
});

test('it can write to its own log group, whose events expire, and to nothing else', () => {
  const synthesized = synthesize();
  expect(synthesized.resource['aws_cloudwatch_log_group']).toEqual({
    api: { name: '/aws/appsync/apis/${aws_appsync_graphql_api.api.id}', retention_in_days: 7 },
  });
  expect(policies(synthesized)).toEqual({
    api_logs: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '${aws_cloudwatch_log_group.api.arn}:*',
      },
    ],
  });
  expect(synthesized.resource['aws_iam_role']!['api_logs']!['assume_role_policy']).toContain('"appsync.amazonaws.com"');
});

test('clients have a key that expires', () => {
  expect(synthesize().resource['aws_appsync_api_key']).toEqual({
    api: { api_id: '${aws_appsync_graphql_api.api.id}', expires: '2027-01-01T00:00:00Z' },
  });
});

describe('ways in', () => {
  const { auth: byKey, ...settings } = props;
  const pool = 'eu-west-1_Ab1Cd2Ef3';
  const byPool: ByUserPool = { mode: 'AMAZON_COGNITO_USER_POOLS', userPoolId: pool, awsRegion: 'eu-west-1' };
  type Ways = (
    byFunction: ByFunction,
  ) => Pick<GraphqlApiProps, 'auth'> & { additionalAuth?: readonly (ByFunction | ByUserPool)[] };

  const withWays = (ways: Ways, { timeout = 10, ...more }: { timeout?: number } & Partial<ByFunction> = {}) =>
    synthesizeConstructs((scope) => {
      const fn = new LambdaFunction(scope, 'doorkeeper', {
        ...{ name: 'doorkeeper', account: '123456789012', archive: { filename: 'x', sourceCodeHash: 'y' } },
        ...{ memorySize: 128, timeout, environment: {}, logRetentionDays: 1 },
      });
      new GraphqlApi(scope, 'api', { ...settings, ...ways({ mode: 'AWS_LAMBDA', function: fn, ...more }) });
    });

  test('by a function, whose alias this API alone may ask, about each request; and by the tokens of a pool', () => {
    const { resource, data } = withWays((byFunction) => ({ auth: byFunction, additionalAuth: [byPool] }));
    expect(resource['aws_appsync_graphql_api']!['api']).toMatchObject({
      authentication_type: 'AWS_LAMBDA',
      lambda_authorizer_config: {
        authorizer_uri: '${aws_lambda_alias.doorkeeper.arn}',
        authorizer_result_ttl_in_seconds: 0,
      },
      additional_authentication_provider: [
        {
          authentication_type: 'AMAZON_COGNITO_USER_POOLS',
          user_pool_config: { user_pool_id: pool, aws_region: 'eu-west-1' },
        },
      ],
    });
    expect(resource['aws_lambda_permission']).toEqual({
      api_authorizer: {
        statement_id: 'appsync',
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.doorkeeper.function_name}',
        qualifier: '${aws_lambda_alias.doorkeeper.name}',
        principal: 'appsync.amazonaws.com',
        source_arn: '${aws_appsync_graphql_api.api.arn}',
      },
    });
    expect(resource).not.toHaveProperty('aws_appsync_api_key');
    expect(Object.values(data!['aws_cognito_user_pool']!)).toEqual([{ user_pool_id: pool }]);
  });

  test('say for how long an answer counts, and which tokens and clients are looked at, word for word', () => {
    const config = { authorizerResultTtlInSeconds: 300, identityValidationExpression: '^${a}$' };
    const { resource } = withWays(
      (byFunction) => ({ auth: { ...byPool, appIdClientRegex: '^%{a}$' }, additionalAuth: [byFunction] }),
      config,
    );
    expect(resource['aws_appsync_graphql_api']!['api']).toMatchObject({
      authentication_type: 'AMAZON_COGNITO_USER_POOLS',
      user_pool_config: { app_id_client_regex: '^%%{a}$', default_action: 'DENY' },
      additional_authentication_provider: [
        {
          authentication_type: 'AWS_LAMBDA',
          lambda_authorizer_config: {
            authorizer_result_ttl_in_seconds: 300,
            identity_validation_expression: '^$${a}$',
          },
        },
      ],
    });
  });

  test('by a pool of the stack, which is not read, and whose members may do what no directive forbids', () => {
    const { resource, data } = synthesizeConstructs((scope) => {
      const { id: userPoolId } = new CognitoUserPool(scope, 'own', { name: 'own' });
      new GraphqlApi(scope, 'api', { ...settings, auth: { ...byPool, userPoolId, defaultAction: 'ALLOW' } });
    });
    expect(resource['aws_appsync_graphql_api']!['api']).toMatchObject({
      user_pool_config: { user_pool_id: '${aws_cognito_user_pool.own.id}', default_action: 'ALLOW' },
    });
    expect(data).toBeUndefined();
    expect(resource).not.toHaveProperty('aws_lambda_permission');
  });

  test('are each there once, and a function takes no longer than AppSync waits', () => {
    expect(() => withWays(() => ({ auth: byPool, additionalAuth: [byPool] }))).toThrow(
      `A GraphQL API has ${pool} twice among its ways in: AppSync takes it once.`,
    );
    expect(() => synthesize({ additionalAuth: [byKey] })).toThrow('A GraphQL API has API_KEY twice among its ways in');
    expect(() => withWays((byFunction) => ({ auth: byFunction }), { timeout: 11 })).toThrow(
      'AppSync waits 10 s for an authorizer, and the function test/doorkeeper may take 11 s. Set its timeout to 10 or less.',
    );
  });
});

test('a table and a function as data sources, each behind a role of its own', () => {
  const synthesized = synthesizeConstructs((scope) => {
    const graphqlApi = new GraphqlApi(scope, 'api', props);
    const table = new Table(scope, 'rooms', {
      name: 'rooms',
      hashKey: { name: 'PK', type: 'S' },
      timeToLive: 'ttl',
      billing: { mode: 'PAY_PER_REQUEST' },
      deletionProtection: { enabled: true },
      pointInTimeRecovery: { enabled: true },
    });
    const fn = new LambdaFunction(scope, 'cache', {
      name: 'cache',
      account: '123456789012',
      archive: { filename: 'x', sourceCodeHash: 'y' },
      memorySize: 128,
      timeout: 1,
      environment: {},
      logRetentionDays: 1,
    });
    new DataSource(scope, 'some-rooms', {
      api: graphqlApi,
      account: '123456789012',
      roleName: 'rooms-role',
      target: { table },
      actions: ['dynamodb:GetItem'],
    });
    new DataSource(scope, 'filler', {
      api: graphqlApi,
      account: '123456789012',
      roleName: 'filler-role',
      target: { function: fn },
      actions: ['lambda:InvokeFunction'],
    });
  });
  expect(synthesized.resource['aws_appsync_datasource']).toEqual({
    some_rooms: {
      api_id: '${aws_appsync_graphql_api.api.id}',
      name: 'some_rooms',
      type: 'AMAZON_DYNAMODB',
      dynamodb_config: { table_name: '${aws_dynamodb_table.rooms.name}' },
      service_role_arn: '${aws_iam_role.some_rooms_data_source.arn}',
      depends_on: ['aws_iam_role_policy.some_rooms_data_source'],
    },
    filler: {
      api_id: '${aws_appsync_graphql_api.api.id}',
      name: 'filler',
      type: 'AWS_LAMBDA',
      lambda_config: { function_arn: '${aws_lambda_alias.cache.arn}' },
      service_role_arn: '${aws_iam_role.filler_data_source.arn}',
      depends_on: ['aws_iam_role_policy.filler_data_source'],
    },
  });
  expect(policies(synthesized)).toMatchObject({
    some_rooms_data_source: [
      { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: '${aws_dynamodb_table.rooms.arn}' },
    ],
    filler_data_source: [
      { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: '${aws_lambda_alias.cache.arn}' },
    ],
  });
  for (const name of ['some_rooms_data_source', 'filler_data_source']) {
    const { assume_role_policy: trust } = synthesized.resource['aws_iam_role']![name]!;
    expect(JSON.parse(trust as string)).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'appsync.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
      ],
    });
  }
});
