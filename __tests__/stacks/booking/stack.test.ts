import { dev, prod } from '../../environments/change';
import { readConfig as readAgentConfig } from '../../../functions/booking/agent/config';
import { readConfig as readAuthorizerConfig } from '../../../functions/booking/authorizer/config';
import { readConfig as readAvailabilityConfig } from '../../../functions/booking/availability/config';
import { readConfig as readBookingsConfig } from '../../../functions/booking/bookings/config';
import { readConfig as readCatalogConfig } from '../../../functions/booking/catalog/config';
import type { Booking } from '../../../environments/booking/schema';
import { keysOf, omit } from '../../../keys/entries';
import { FUNCTIONS } from '../../../model/booking/functions';
import { TABLES } from '../../../model/booking/tables';
import { ROOT_FIELDS } from '../../api/booking/operations';
import { namesIn, physicalNames } from '../physical-names';
import { addresses, policies, synthesizeEnvironment, type Attributes, type Statement } from '../synthesize';
import { PHYSICAL_NAMES } from './physical-names';
import { disposable, guarded, withBooking } from './section';

const inDev = synthesizeEnvironment(withBooking(disposable), 'booking');
const inProd = synthesizeEnvironment(withBooking(guarded, prod), 'booking');
const { resource } = inDev;
const all = (type: string, of = inDev): Attributes[] => Object.values(of.resource[type] ?? {});

test('keeps the addresses of what must never be lost', () => {
  const stateful =
    /^aws_(?:dynamodb_table|cognito_user_pool|cognito_user_pool_client|cloudwatch_log_group|appsync_graphql_api)\./;
  expect(addresses(inDev).filter((address) => stateful.test(address))).toEqual([
    'aws_appsync_graphql_api.api',
    'aws_cloudwatch_log_group.agent',
    'aws_cloudwatch_log_group.api',
    'aws_cloudwatch_log_group.authorizer',
    'aws_cloudwatch_log_group.availability',
    'aws_cloudwatch_log_group.bookings',
    'aws_cloudwatch_log_group.catalog',
    'aws_cognito_user_pool.administrators',
    'aws_cognito_user_pool_client.administrators',
    'aws_dynamodb_table.api_keys',
    'aws_dynamodb_table.availability',
    'aws_dynamodb_table.bookings',
    'aws_dynamodb_table.conversations',
    'aws_dynamodb_table.providers',
    'aws_dynamodb_table.services',
    'aws_dynamodb_table.tenants',
  ]);
});

test('keeps the keys and indexes of its tables', () => {
  const keys = ({ hash_key, range_key }: Attributes) =>
    [hash_key, range_key].filter((key) => typeof key === 'string').join(' ');
  const tables = Object.entries(resource['aws_dynamodb_table']!).map(([name, attributes]) => {
    const indexes = (attributes['global_secondary_index'] ?? []) as Attributes[];
    const attribute = attributes['attribute'] as { name: string; type: string }[];
    expect(attribute.every(({ type }) => type === 'S')).toBe(true);
    expect(indexes.every((index) => index['projection_type'] === 'ALL')).toBe(true);
    return [name, [keys(attributes), ...indexes.map((index) => `${String(index['name'])}: ${keys(index)}`)]] as const;
  });
  expect(Object.fromEntries(tables)).toEqual({
    tenants: ['tenantId', 'ByOwner: ownerId createdAt'],
    api_keys: ['keyHash', 'ByTenant: tenantId'],
    services: ['tenantId serviceId', 'ByCategory: tenantId category'],
    providers: ['tenantId providerId'],
    availability: ['tenantProvider day'],
    bookings: [
      'tenantBooking',
      'ByProvider: tenantProvider startsAt',
      'ByCustomer: tenantCustomer startsAt',
      'ByConversation: tenantConversation startsAt',
    ],
    conversations: ['tenantConversation'],
  });
});

test.each([
  ['dev', inDev],
  ['prod', inProd],
])('keeps every physical name, in %s', (name, stack) => {
  expect(physicalNames(stack)).toEqual(namesIn(PHYSICAL_NAMES, name));
});

test('what is protected is kept from Terraform, too; what is not can be destroyed whole', () => {
  const kept = [...all('aws_dynamodb_table', inProd), ...all('aws_cognito_user_pool', inProd)];
  expect(kept.map(({ lifecycle }) => lifecycle)).toEqual(Array(8).fill({ prevent_destroy: true }));
  for (const table of all('aws_dynamodb_table', inProd)) {
    expect(table).toMatchObject({ deletion_protection_enabled: true, point_in_time_recovery: { enabled: true } });
  }
  const gone = [...all('aws_dynamodb_table'), ...all('aws_cognito_user_pool')];
  expect(gone.map(({ lifecycle }) => lifecycle)).toEqual(Array(8).fill({ prevent_destroy: false }));
});

describe('who comes in', () => {
  const { schema, ...api } = resource['aws_appsync_graphql_api']!['api']!;

  test('by default a member of the pool, to what a directive gives them and nothing else', () => {
    expect(api).toMatchObject({
      authentication_type: 'AMAZON_COGNITO_USER_POOLS',
      user_pool_config: {
        user_pool_id: '${aws_cognito_user_pool.administrators.id}',
        aws_region: 'eu-west-1',
        default_action: 'DENY',
      },
    });
    expect(schema).toContain('@aws_cognito_user_pools');
  });

  test('a widget, by what the authorizer says of a key that has the shape of one', () => {
    expect(api['additional_authentication_provider']).toEqual([
      {
        authentication_type: 'AWS_LAMBDA',
        lambda_authorizer_config: {
          authorizer_uri: '${aws_lambda_alias.authorizer.arn}',
          authorizer_result_ttl_in_seconds: 60,
          identity_validation_expression: '^bk_[A-Za-z0-9_-]{32}$',
        },
      },
    ]);
  });

  test('this API alone may ask the authorizer, and its alias alone', () => {
    expect(resource['aws_lambda_permission']).toEqual({
      api_authorizer: {
        statement_id: 'appsync',
        action: 'lambda:InvokeFunction',
        function_name: '${aws_lambda_function.authorizer.function_name}',
        qualifier: '${aws_lambda_alias.authorizer.name}',
        principal: 'appsync.amazonaws.com',
        source_arn: '${aws_appsync_graphql_api.api.arn}',
      },
    });
  });

  test('nobody by a key of AppSync', () => {
    expect(resource).not.toHaveProperty('aws_appsync_api_key');
  });

  test('an authorizer that may take longer than AppSync waits is refused', () => {
    const functions = { ...disposable.functions, authorizer: { memorySize: 512, timeout: 11 } };
    expect(() => synthesizeEnvironment(withBooking({ ...disposable, functions }), 'booking')).toThrow(
      'AppSync waits 10 s for an authorizer, and the function dev-booking/functions/authorizer may take 11 s.',
    );
  });
});

test('every root field has a resolver; AppSync calls aliases, never the latest code', () => {
  const fields = all('aws_appsync_resolver').map(({ type, field }) => `${String(type).toLowerCase()}.${String(field)}`);
  expect(fields.sort()).toEqual([...ROOT_FIELDS].sort());
  const sources = Object.entries(resource['aws_appsync_datasource']!).map(
    ([name, { lambda_config }]) => [name, lambda_config] as const,
  );
  const answering = keysOf(FUNCTIONS).filter((name) => name !== 'authorizer');
  expect(Object.fromEntries(sources)).toEqual(
    Object.fromEntries(answering.map((name) => [name, { function_arn: `\${aws_lambda_alias.${name}.arn}` }])),
  );
});

describe('permissions', () => {
  const granted = policies(inDev);
  const allow = (Resource: string, ...Action: string[]): Statement => ({ Effect: 'Allow', Action, Resource });
  const table = (name: string, ...actions: string[]) =>
    allow(`\${aws_dynamodb_table.${name}.arn}`, ...actions.map((action) => `dynamodb:${action}`));
  const index = (name: string, of: string) => allow(`\${aws_dynamodb_table.${name}.arn}/index/${of}`, 'dynamodb:Query');
  const logs = (group: string) =>
    allow(`\${aws_cloudwatch_log_group.${group}.arn}:*`, 'logs:CreateLogStream', 'logs:PutLogEvents');
  const own = (name: string) => [logs(name), allow('*', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments')];
  const invoke = (name: string) => [allow(`\${aws_lambda_alias.${name}.arn}`, 'lambda:InvokeFunction')];

  test('are those that are listed here, and no more', () => {
    expect(granted).toEqual({
      authorizer: [...own('authorizer'), table('tenants', 'GetItem'), table('api_keys', 'GetItem')],
      agent: [
        ...own('agent'),
        table('tenants', 'BatchGetItem', 'GetItem'),
        table('api_keys', 'GetItem', 'UpdateItem'),
        table('services', 'BatchGetItem', 'GetItem', 'Query'),
        table('providers', 'BatchGetItem', 'GetItem', 'Query'),
        table('availability', 'GetItem', 'Query', 'UpdateItem'),
        table('bookings', 'GetItem', 'PutItem', 'UpdateItem'),
        table('conversations', 'GetItem', 'PutItem'),
      ],
      bookings: [
        ...own('bookings'),
        table('tenants', 'GetItem'),
        table('api_keys', 'GetItem', 'UpdateItem'),
        table('services', 'GetItem'),
        table('providers', 'GetItem'),
        table('availability', 'GetItem', 'Query', 'UpdateItem'),
        table('bookings', 'GetItem', 'PutItem', 'UpdateItem'),
        ...['ByConversation', 'ByCustomer', 'ByProvider'].map((one) => index('bookings', one)),
      ],
      catalog: [
        ...own('catalog'),
        table('tenants', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
        index('tenants', 'ByOwner'),
        table('api_keys', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem'),
        index('api_keys', 'ByTenant'),
        table('services', 'DeleteItem', 'PutItem', 'Query'),
        index('services', 'ByCategory'),
        table('providers', 'BatchGetItem', 'DeleteItem', 'PutItem', 'Query'),
        table('availability', 'DeleteItem', 'Query'),
        table('bookings', 'DeleteItem'),
        index('bookings', 'ByProvider'),
        table('conversations', 'DeleteItem', 'Scan'),
      ],
      availability: [
        ...own('availability'),
        table('tenants', 'BatchGetItem', 'GetItem'),
        table('services', 'BatchGetItem'),
        table('providers', 'BatchGetItem', 'GetItem', 'Query'),
        table('availability', 'DeleteItem', 'PutItem', 'Query'),
      ],
      api_logs: [logs('api')],
      agent_data_source: invoke('agent'),
      bookings_data_source: invoke('bookings'),
      catalog_data_source: invoke('catalog'),
      availability_data_source: invoke('availability'),
    });
  });

  test('have no wildcard but X-Ray, which knows no resource, and the streams of a log group', () => {
    for (const { Action, Resource } of Object.values(granted).flat()) {
      expect(Action.filter((action) => action.includes('*'))).toEqual([]);
      if (Resource === '*') expect(Action.every((action) => action.startsWith('xray:Put'))).toBe(true);
      else if (Resource.includes('*')) expect(Resource).toMatch(/^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/);
    }
  });
});

describe('a model of Bedrock', () => {
  const withModel = (extractor: Booking['chat']['extractor'], environment = dev) =>
    synthesizeEnvironment(
      withBooking({ ...disposable, chat: { ...disposable.chat, ...(extractor && { extractor }) } }, environment),
      'booking',
    );
  const profile = withModel({ kind: 'BEDROCK', modelId: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0' });
  const model = withModel({
    ...{ kind: 'BEDROCK', modelId: 'amazon.nova-lite-v1:0', region: 'us-east-1', timeoutMs: 2500 },
  });
  const added = (of: typeof inDev) => policies(of)['agent']!.slice(policies(inDev)['agent']!.length);
  const statement = (Resource: string, more: object = {}) => ({
    ...{ Effect: 'Allow', Action: ['bedrock:InvokeModel'], Resource, ...more },
  });
  const variables = (of: typeof inDev) =>
    (of.resource['aws_lambda_function']!['agent']!['environment'] as { variables: Record<string, string> }).variables;

  test('that nobody names changes nothing, whether the environment says RULES or nothing', () => {
    expect(withModel({ kind: 'RULES' })).toEqual(inDev);
    expect(
      synthesizeEnvironment(withBooking({ ...disposable, chat: omit(disposable.chat, 'extractor') }), 'booking'),
    ).toEqual(inDev);
    expect(JSON.stringify(inDev)).not.toMatch(/bedrock|model/i);
  });

  test('may be invoked by the agent, itself alone', () => {
    expect(added(model)).toEqual([statement('arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0')]);
    for (const [name, statements] of Object.entries(policies(model))) {
      if (name !== 'agent') expect(statements).toEqual(policies(inDev)[name]);
    }
  });

  test('behind an inference profile may be invoked by that profile alone, in whatever region it leads to', () => {
    const arn = `arn:aws:bedrock:eu-west-1:${dev.account}:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0`;
    expect(added(profile)).toEqual([
      statement(arn),
      statement('arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0', {
        Condition: { StringEquals: { 'bedrock:InferenceProfileArn': arn } },
      }),
    ]);
  });

  test('is told to the agent as its config.ts reads it', () => {
    expect(readAgentConfig(variables(model)).bedrock).toEqual({
      ...{ modelId: 'amazon.nova-lite-v1:0', region: 'us-east-1', timeoutMs: 2500 },
    });
    expect(readAgentConfig(variables(profile)).bedrock).toEqual({
      ...{ modelId: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', region: 'eu-west-1', timeoutMs: 4000 },
    });
    expect(readAgentConfig(variables(inDev))).not.toHaveProperty('bedrock');
  });

  test('adds one alarm, and graphs of what is asked of it', () => {
    const more = addresses(model).filter((address) => !addresses(inDev).includes(address));
    expect(more).toEqual(['aws_cloudwatch_metric_alarm.model_failures']);
    const { alarm_description, threshold, metric_name } =
      model.resource['aws_cloudwatch_metric_alarm']!['model_failures']!;
    expect([alarm_description, threshold]).toEqual([
      'Bedrock does not read what it is asked to: messages are read by rules alone, and the visitors of all businesses are asked back more often.',
      9,
    ]);
    expect(metric_name).toBe('ModelFailed');
    const [dashboard] = all('aws_cloudwatch_dashboard', model);
    for (const metric of ['ModelAsked', 'ModelFailed', 'ModelDuration']) {
      expect(dashboard!['dashboard_body']).toContain(metric);
    }
  });
});

test("each function's variables are those that its config.ts parses, and no other", () => {
  const variables = (name: string) =>
    (resource['aws_lambda_function']![name]!['environment'] as { variables: Record<string, string> }).variables;
  const tables = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_TABLE`, `\${aws_dynamodb_table.${name}.name}`]));
  const common = { ENVIRONMENT: 'dev', LOG_LEVEL: 'INFO' };
  expect(Object.fromEntries(keysOf(FUNCTIONS).map((name) => [name, variables(name)]))).toEqual({
    authorizer: { ...common, AUTHORIZER_TTL_SECONDS: '60', ...tables('tenants', 'api_keys') },
    agent: {
      ...{ ...common, CONVERSATION_TTL_SECONDS: '2592000' },
      ...tables('tenants', 'api_keys', 'services', 'providers', 'availability', 'bookings', 'conversations'),
    },
    bookings: { ...common, ...tables('tenants', 'api_keys', 'services', 'providers', 'availability', 'bookings') },
    catalog: {
      ...common,
      ...tables('tenants', 'api_keys', 'services', 'providers', 'availability', 'bookings', 'conversations'),
    },
    availability: { ...common, ...tables('tenants', 'services', 'providers', 'availability') },
  });
  expect(readAuthorizerConfig(variables('authorizer'))).toMatchObject({ authorizerTtlSeconds: 60 });
  expect(readAgentConfig(variables('agent'))).toMatchObject({ environment: 'dev' });
  expect(readBookingsConfig(variables('bookings'))).toMatchObject({ environment: 'dev' });
  expect(readCatalogConfig(variables('catalog'))).toMatchObject({ environment: 'dev' });
  expect(readAvailabilityConfig(variables('availability'))).toMatchObject({ environment: 'dev' });
});

describe('alarms', () => {
  const alarms = resource['aws_cloudwatch_metric_alarm']!;

  test('each says what somebody loses, and tells the topic', () => {
    for (const { alarm_description: description, alarm_actions, ok_actions } of Object.values(alarms)) {
      expect(description).toMatch(/visitor|business|nobody|widget|chat/);
      expect([alarm_actions, ok_actions]).toEqual([['${aws_sns_topic.alarms.arn}'], ['${aws_sns_topic.alarms.arn}']]);
    }
  });

  test('have their thresholds where the section puts them', () => {
    const thresholds = Object.entries(alarms).map(([name, { threshold }]) => [name, threshold] as const);
    const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const of = (names: readonly string[], suffix: string, value: (name: string) => number) =>
      Object.fromEntries(names.map((name) => [`${snakeCase(name)}_${suffix}`, value(name)]));
    const functions = keysOf(FUNCTIONS);
    expect(Object.fromEntries(thresholds)).toEqual({
      ...of(functions, 'errors', () => 5),
      ...of(functions, 'throttles', () => 1),
      ...of(functions, 'duration', (name) => disposable.functions[name as keyof typeof FUNCTIONS].timeout * 800),
      ...of(keysOf(TABLES), 'table_throttles', () => 8),
      ...{ api_server_errors: 6, failed_requests: 7, api_latency: 2000, refused_keys: 100 },
    });
  });
});

test('has outputs, and none is secret', () => {
  expect(keysOf(inDev.output).sort()).toEqual([
    ...['dashboard_address', 'function_aliases', 'graphql_endpoint', 'table_names'],
    ...['user_pool_client_id', 'user_pool_id'],
  ]);
  expect(Object.values(inDev.output).filter(({ sensitive }) => sensitive)).toEqual([]);
  expect(inDev.output['table_names']!['value']).toMatchObject({ 'api-keys': '${aws_dynamodb_table.api_keys.name}' });
});

test('an environment without the section has no such stack', () => {
  const { systems } = withBooking(disposable);
  expect(() => synthesizeEnvironment({ ...dev, systems: omit(systems, 'booking') }, 'booking')).toThrow(
    'dev has no systems.booking.',
  );
});
