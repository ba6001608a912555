import { findExisting, LOOKED_FOR } from '../../../deployment/adoption/existing';
import { systemsOf } from '../../../environments/systems';
import type { PlannedCreation } from '../../../deployment/terraform';
import { INHERITED_NAMES } from '../../support/inherited-names';
import { environments, synthesizeEnvironment } from '../../stacks/synthesize';
import { awsError, fakeAws, type Answers } from '../aws';

const creation = (type: string, values: Record<string, unknown>): PlannedCreation => ({
  address: `${type}.it`,
  type,
  values,
});

/** What exists of the type, whose name is `it` or belongs to the API `a1`, when AWS answers this. */
const look = async (type: string, values: Record<string, unknown>, answers: Answers): Promise<string | undefined> =>
  (await findExisting([creation(type, values)], fakeAws(answers)))[0]?.id;

const missing = (name: string) => () => awsError(name, 'There is none', 404);

test.each<[string, Record<string, unknown>, string, unknown, string, string]>([
  ['aws_dynamodb_table', { name: 'it' }, 'DescribeTableCommand', { Table: {} }, 'ResourceNotFoundException', 'it'],
  [
    'aws_lambda_function',
    { function_name: 'it' },
    'GetFunctionConfigurationCommand',
    {},
    'ResourceNotFoundException',
    'it',
  ],
  [
    'aws_lambda_alias',
    { function_name: 'it', name: 'live' },
    'GetAliasCommand',
    {},
    'ResourceNotFoundException',
    'it/live',
  ],
  ['aws_iam_role', { name: 'it' }, 'GetRoleCommand', { Role: {} }, 'NoSuchEntityException', 'it'],
  ['aws_appsync_datasource', { api_id: 'a1', name: 'it' }, 'GetDataSourceCommand', {}, 'NotFoundException', 'a1-it'],
  [
    'aws_appsync_resolver',
    { api_id: 'a1', type: 'Query', field: 'it' },
    'GetResolverCommand',
    {},
    'NotFoundException',
    'a1-Query-it',
  ],
])('%s is looked up by its name', async (type, values, command, answer, absent, id) => {
  expect(await look(type, values, { [command]: () => answer })).toBe(id);
  expect(await look(type, values, { [command]: missing(absent) })).toBeUndefined();
  await expect(look(type, values, { [command]: missing('AccessDeniedException') })).rejects.toThrow('There is none');
  const unknown = Object.fromEntries(Object.keys(values).map((name) => [name, undefined]));
  expect(await look(type, unknown, {})).toBeUndefined(); // nothing can be asked before the apply
});

test('a permission of a function is found by its statement', async () => {
  const allowing = (...sids: string[]): Answers => ({
    GetPolicyCommand: ({ FunctionName, Qualifier }) =>
      FunctionName === 'it' && Qualifier === 'live'
        ? { Policy: JSON.stringify({ Statement: sids.map((Sid) => ({ Sid })) }) }
        : awsError('ResourceNotFoundException', 'There is none', 404),
  });
  const permission = { function_name: 'it', qualifier: 'live', statement_id: 'appsync' };
  expect(await look('aws_lambda_permission', permission, allowing('other', 'appsync'))).toBe('it:live/appsync');
  expect(await look('aws_lambda_permission', permission, allowing('other'))).toBeUndefined();
  expect(await look('aws_lambda_permission', { ...permission, qualifier: 'x' }, allowing('appsync'))).toBeUndefined();
  expect(await look('aws_lambda_permission', { ...permission, function_name: undefined }, {})).toBeUndefined();
});

test('a user pool is found by its name on any page of the list, and its client as one of it', async () => {
  const pages: Answers = {
    ListUserPoolsCommand: ({ NextToken }) =>
      NextToken === undefined
        ? { UserPools: [{ Name: 'another', Id: 'p0' }], NextToken: 'more' }
        : { UserPools: [{ Name: 'it', Id: 'p1' }] },
    ListUserPoolClientsCommand: ({ UserPoolId, NextToken }) =>
      NextToken === undefined
        ? { UserPoolClients: [{ ClientName: 'another', ClientId: 'c0' }], NextToken: 'more' }
        : { UserPoolClients: [{ ClientName: 'it', ClientId: `c-${String(UserPoolId)}` }] },
  };
  expect(await look('aws_cognito_user_pool', { name: 'it' }, pages)).toBe('p1');
  expect(await look('aws_cognito_user_pool', { name: 'none' }, pages)).toBeUndefined();
  const client = { user_pool_id: 'p1', name: 'it' };
  expect(await look('aws_cognito_user_pool_client', client, pages)).toBe('p1/c-p1');
  expect(await look('aws_cognito_user_pool_client', { ...client, name: 'none' }, pages)).toBeUndefined();
  expect(await look('aws_cognito_user_pool_client', { name: 'it' }, {})).toBeUndefined();
});

/** Of these, a creation that is done twice is done once. */
const PUT = [
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_log_metric_filter',
  'aws_cloudwatch_metric_alarm',
  'aws_iam_role_policy',
  'aws_lambda_function_event_invoke_config',
  'aws_sns_topic',
  'aws_sns_topic_subscription',
  'aws_sqs_queue',
];

test('of each other type that a stack has, what a dead apply has left is looked for', () => {
  const types = environments.flatMap((environment) =>
    systemsOf(environment).flatMap((system) => Object.keys(synthesizeEnvironment(environment, system).resource)),
  );
  expect([...new Set(types)].sort()).toEqual([...LOOKED_FOR, ...PUT].sort());
});

test('a log group is found by its whole name, not by the beginning of another', async () => {
  const groups = (...names: string[]) => ({
    DescribeLogGroupsCommand: () => ({ logGroups: names.map((logGroupName) => ({ logGroupName })) }),
  });
  expect(await look('aws_cloudwatch_log_group', { name: '/a' }, groups('/a/b', '/a'))).toBe('/a');
  expect(await look('aws_cloudwatch_log_group', { name: '/a' }, groups('/a/b'))).toBeUndefined();
});

test('an API is found by its name on any page of the list', async () => {
  const pages: Answers = {
    ListGraphqlApisCommand: ({ nextToken }) =>
      nextToken === undefined
        ? { graphqlApis: [{ name: 'another', apiId: 'a0' }], nextToken: 'more' }
        : { graphqlApis: [{ name: 'it', apiId: 'a1' }] },
  };
  expect(await look('aws_appsync_graphql_api', { name: 'it' }, pages)).toBe('a1');
  expect(await look('aws_appsync_graphql_api', { name: 'none' }, pages)).toBeUndefined();
});

test('an AppSync function is found by its name, an API key as the one of its API', async () => {
  const functions = { ListFunctionsCommand: () => ({ functions: [{ name: 'it', functionId: 'f1' }] }) };
  expect(await look('aws_appsync_function', { api_id: 'a1', name: 'it' }, functions)).toBe('a1-f1');
  expect(await look('aws_appsync_function', { api_id: 'a1', name: 'none' }, functions)).toBeUndefined();
  expect(await look('aws_appsync_function', { name: 'it' }, {})).toBeUndefined();
  const keys = (...ids: string[]) => ({ ListApiKeysCommand: () => ({ apiKeys: ids.map((id) => ({ id })) }) });
  expect(await look('aws_appsync_api_key', { api_id: 'a1' }, keys('da2-x'))).toBe('a1:da2-x');
  expect(await look('aws_appsync_api_key', { api_id: 'a1' }, keys())).toBeUndefined();
  const keyPages: Answers = {
    ListApiKeysCommand: ({ nextToken }) =>
      nextToken === undefined
        ? { apiKeys: [{ id: 'da2-theirs', description: 'of the old app' }], nextToken: 'two' }
        : { apiKeys: [{ id: 'da2-ours', description: 'trinity-api-dev' }] },
  };
  const ours = { api_id: 'a1', description: 'trinity-api-dev' };
  expect(await look('aws_appsync_api_key', ours, keyPages)).toBe('a1:da2-ours');
  expect(await look('aws_appsync_api_key', { ...ours, description: 'Managed by Terraform' }, keyPages)).toBeUndefined();
});

test('what takes the place of another is looked for, and is not the one whose place it takes', async () => {
  const replacing = (from: string, to: string) => ({
    ...creation('aws_dynamodb_table', { name: to }),
    replaced: { name: from },
  });
  const tables = fakeAws({
    DescribeTableCommand: ({ TableName }) =>
      TableName === 'none' ? awsError('ResourceNotFoundException', 'There is none') : { Table: {} },
  });
  expect(await findExisting([replacing('old', 'new')], tables)).toEqual([
    { address: 'aws_dynamodb_table.it', id: 'new' },
  ]);
  expect(await findExisting([replacing('it', 'it'), replacing('old', 'none')], tables)).toEqual([]);
});

test('of other types nothing is asked', async () => {
  expect(await look('aws_sns_topic', { name: 'it' }, {})).toBeUndefined();
});

test.each(INHERITED_NAMES)('of a type called %s nothing is known to exist', async (type) => {
  expect(await look(type, { name: 'it' }, {})).toBeUndefined();
});
