import { DataSource } from '../../../stacks/constructs/data-source';
import { GraphqlApi, type GraphqlApiProps } from '../../../stacks/constructs/graphql-api';
import { LambdaFunction } from '../../../stacks/constructs/lambda-function';
import { Table } from '../../../stacks/constructs/table';
import { policies, synthesizeConstructs } from '../synthesize';

const props: GraphqlApiProps = {
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
};

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
