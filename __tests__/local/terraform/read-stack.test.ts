import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readStack, type LocalStack } from '../../../local/terraform';
import { removeStacks, resources, writeStack } from './fixture';

afterAll(removeStacks);

type Attributes = Record<string, unknown>;

/** The stack with some attributes of one resource replaced. */
function readWith(type: string, name: string, attributes: Attributes): LocalStack {
  const all = resources();
  all[type] = { ...all[type], [name]: { ...all[type]?.[name], ...attributes } };
  return readStack(writeStack(all));
}

describe('what runs', () => {
  const file = writeStack(resources());
  const stack = readStack(file);

  it('has the tables with keys, indexes and TTL', () => {
    expect(stack.tables).toEqual([
      {
        name: 'trinity-rooms-test',
        hashKey: { name: 'PK', type: 'S' },
        indexes: [
          {
            name: 'ByScore',
            kind: 'GLOBAL',
            hashKey: { name: 'PK', type: 'S' },
            rangeKey: { name: 'score', type: 'N' },
            projection: 'KEYS_ONLY',
          },
        ],
        ttlAttribute: 'ttl',
      },
    ]);
  });

  it('has the functions with their archives, aliases, variables and retries', () => {
    expect(stack.functions).toEqual([
      {
        name: 'trinity-cache-test',
        arn: 'arn:aws:lambda:eu-west-1:123456789012:function:trinity-cache-test',
        aliases: ['arn:aws:lambda:eu-west-1:123456789012:function:trinity-cache-test:live'],
        archive: join(file, '..', '..', '..', 'functions', 'cache.zip'),
        sourceCodeHash: 'hash=',
        role: 'arn:aws:iam::123456789012:role/trinity-cache-test',
        handler: 'index.handler',
        memorySize: 256,
        timeout: 20,
        environment: {
          TABLE: 'trinity-rooms-test',
          ADDRESS: 'arn arn:aws:dynamodb:eu-west-1:123456789012:table/trinity-rooms-test!',
        },
        asynchronous: {
          maximumRetryAttempts: 1,
          deadLetterQueue: 'arn:aws:sqs:eu-west-1:123456789012:trinity-dead-letters-test',
        },
      },
    ]);
  });

  it('takes the defaults of Lambda where Terraform says nothing', () => {
    const all = resources();
    const { filename, function_name, handler, role, runtime } = all.aws_lambda_function?.cache as Record<
      string,
      string
    >;
    all.aws_lambda_function = { cache: { filename, function_name, handler, role, runtime } };
    all.aws_lambda_function_event_invoke_config = {};
    expect(readStack(writeStack(all)).functions[0]).toMatchObject({
      memorySize: 128,
      timeout: 3,
      environment: {},
      asynchronous: { maximumRetryAttempts: 2 },
    });
  });

  it('has the roles, with what their policies say', () => {
    const { arn, statements } = stack.roles[0]!;
    expect([stack.roles.length, arn]).toEqual([1, 'arn:aws:iam::123456789012:role/trinity-cache-test']);
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Action: 'dynamodb:GetItem',
        Resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/trinity-rooms-test',
      },
    ]);
    const all = resources();
    all.aws_iam_role_policy!['cache'] = { role: '${aws_iam_role.cache.id}', policy: '{' };
    expect(() => readStack(writeStack(all))).toThrow('aws_iam_role_policy.cache.policy: it is no JSON (');
  });

  it('has the API, with the ids that hold it together', () => {
    const [id] = Object.keys(stack.api.functions!);
    expect(id).toMatch(/^[0-9a-z]{26}$/);
    expect(stack.api).toEqual({
      name: 'trinity-api-test',
      arn: expect.stringMatching(/^arn:aws:appsync:eu-west-1:123456789012:apis\/[0-9a-z]{26}$/) as unknown,
      authentication: { authenticationType: 'API_KEY' },
      additionalAuthenticationProviders: [],
      schema: 'type Query { room: ID }',
      apiKeys: [{ key: expect.stringMatching(/^da2-[0-9a-z]{21}local$/) as unknown, expires: '2030-01-01T00:00:00Z' }],
      introspection: false,
      queryDepthLimit: 5,
      resolverCountLimit: 0,
      dataSources: {
        cache: {
          type: 'AWS_LAMBDA',
          functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:trinity-cache-test:live',
          serviceRoleArn: 'arn:aws:iam::123456789012:role/trinity-cache-test',
        },
        rooms: { type: 'AMAZON_DYNAMODB', tableName: 'trinity-rooms-test' },
      },
      functions: { [id as string]: { name: 'get_room', dataSource: 'rooms', code: 'get ${x}' } },
      resolvers: [{ type: 'Query', field: 'room', kind: 'PIPELINE', functions: [id], code: 'resolver' }],
    });
  });

  it('has the ways into the API, with what Terraform takes where nothing is said', () => {
    const own = expect.stringMatching(/^eu-west-1_[0-9a-z]{9}$/) as unknown;
    const read = (attributes: Attributes) => {
      const all = resources();
      all.aws_cognito_user_pool = { own: { name: 'own' } };
      all.aws_appsync_graphql_api = { api: { ...all.aws_appsync_graphql_api?.api, ...attributes } };
      const { api, userPools, unknown } = readStack(writeStack(all));
      expect(unknown).toEqual([]);
      expect(userPools.pools).toMatchObject([{ id: own, name: 'own' }]);
      return [api.authentication, ...api.additionalAuthenticationProviders!];
    };
    const authorizerUri = 'arn:aws:lambda:eu-west-1:123456789012:function:trinity-cache-test:live';
    const authorizer = { authorizer_uri: '${aws_lambda_alias.cache.arn}' };
    const whole = { authorizer_result_ttl_in_seconds: 0, identity_validation_expression: '^$${a}$' };
    const pool = { user_pool_id: '${aws_cognito_user_pool.own.id}' };
    const more = { aws_region: 'eu-central-1', app_id_client_regex: '^web$' };
    expect(
      read({
        authentication_type: 'AWS_LAMBDA',
        lambda_authorizer_config: [{ ...authorizer, ...whole }],
        additional_authentication_provider: [
          { authentication_type: 'API_KEY' },
          { authentication_type: 'AMAZON_COGNITO_USER_POOLS', user_pool_config: pool },
        ],
      }),
    ).toEqual([
      {
        authenticationType: 'AWS_LAMBDA',
        lambdaAuthorizerConfig: {
          authorizerUri,
          authorizerResultTtlInSeconds: 0,
          identityValidationExpression: '^${a}$',
        },
      },
      { authenticationType: 'API_KEY' },
      {
        authenticationType: 'AMAZON_COGNITO_USER_POOLS',
        userPoolConfig: { userPoolId: own, awsRegion: 'eu-west-1' },
      },
    ]);
    expect(
      read({
        authentication_type: 'AMAZON_COGNITO_USER_POOLS',
        user_pool_config: { ...pool, ...more, default_action: 'DENY' },
        additional_authentication_provider: {
          authentication_type: 'AWS_LAMBDA',
          lambda_authorizer_config: authorizer,
        },
      }),
    ).toEqual([
      {
        authenticationType: 'AMAZON_COGNITO_USER_POOLS',
        userPoolConfig: {
          ...{ userPoolId: own, awsRegion: 'eu-central-1' },
          ...{ defaultAction: 'DENY', appIdClientRegex: '^web$' },
        },
      },
      {
        authenticationType: 'AWS_LAMBDA',
        lambdaAuthorizerConfig: { authorizerUri, authorizerResultTtlInSeconds: 300 },
      },
    ]);
  });

  it('is the same at every start, and another for another account', () => {
    const again = readStack(writeStack(resources()));
    expect(again.api.apiKeys).toEqual(stack.api.apiKeys);
    const provider = { aws: [{ region: 'eu-west-1', allowed_account_ids: ['210987654321'] }] };
    expect(readStack(writeStack(resources(), { provider })).api.apiKeys).not.toEqual(stack.api.apiKeys);
  });
});

describe('what does not run', () => {
  it('is listed with the reason when it is known', () => {
    const { withoutMeaning, withoutEffect, unknown } = readStack(writeStack(resources()));
    expect(withoutMeaning).toEqual([]);
    expect(withoutEffect.map(({ address, attribute }) => `${address}.${attribute}`)).toEqual([
      'aws_appsync_graphql_api.api.xray_enabled',
      'aws_dynamodb_table.rooms.point_in_time_recovery',
      'aws_iam_role.cache.assume_role_policy',
      'aws_iam_role_policy.cache.name',
      'aws_lambda_function.cache.runtime',
    ]);
    expect(unknown).toEqual([]);
  });

  it('is named when it is a resource that nobody has thought of', () => {
    const all = { ...resources(), aws_wafv2_web_acl: { edge: { name: 'edge' } } };
    expect(readStack(writeStack(all)).unknown).toEqual(['aws_wafv2_web_acl.edge']);
  });

  it.each([
    ['aws_lambda_function', 'cache', { layers: ['arn'] }, 'aws_lambda_function.cache.layers'],
    [
      'aws_lambda_alias',
      'cache',
      { routing_config: { additional_version_weights: {} } },
      'aws_lambda_alias.cache.routing_config.additional_version_weights',
    ],
    [
      'aws_appsync_resolver',
      'query_room',
      { caching_config: { ttl: 60 } },
      'aws_appsync_resolver.query_room.caching_config.ttl',
    ],
    [
      'aws_lambda_function_event_invoke_config',
      'cache',
      { destination_config: { on_success: { destination: 'arn' } } },
      'aws_lambda_function_event_invoke_config.cache.destination_config.on_success',
    ],
  ])('is named when it is an attribute of %s that nobody has thought of', (type, name, attributes, address) => {
    expect(readWith(type, name, attributes).unknown).toEqual([address]);
  });

  it('is named when it is a section of the file that nobody has thought of', () => {
    const more = { data: { aws_caller_identity: { me: {} } }, module: { network: {} } };
    expect(readStack(writeStack(resources(), more)).unknown).toEqual(['data.aws_caller_identity', 'module.network']);
  });
});

describe('what cannot be resolved', () => {
  const variables = (TABLE: string): Attributes => ({ environment: { variables: { TABLE } } });
  const at = 'aws_lambda_function.cache.environment.variables.TABLE';

  it.each([
    [
      'a function call',
      '${upper(aws_dynamodb_table.rooms.name)}',
      'cannot resolve ${upper(aws_dynamodb_table.rooms.name)}. The local run resolves references',
    ],
    ['an operator', '${1 + 2}', 'cannot resolve ${1 + 2}. The local run resolves references'],
    ['a directive', '%{ if true }x%{ endif }', 'cannot resolve ${%{ if true }}'],
    ['a variable', '${var.table}', 'cannot resolve ${var.table}'],
    [
      'a resource that is not there',
      '${aws_dynamodb_table.votes.name}',
      'cannot resolve ${aws_dynamodb_table.votes.name}: the stack has no aws_dynamodb_table.votes',
    ],
    [
      'a value that only AWS knows',
      '${aws_dynamodb_table.rooms.stream_arn}',
      'the local run makes no value for aws_dynamodb_table.rooms.stream_arn',
    ],
    [
      'a part that is not there',
      '${aws_dynamodb_table.rooms.ttl["nothing"]}',
      'cannot resolve ${aws_dynamodb_table.rooms.ttl["nothing"]}: there is no nothing',
    ],
    [
      'itself',
      '${aws_lambda_function.cache.environment.variables.TABLE}',
      '${aws_lambda_function.cache.environment.variables.TABLE} refers to itself',
    ],
  ])('names address and expression: %s', (_, expression, message) => {
    expect(() => readWith('aws_lambda_function', 'cache', variables(expression))).toThrow(`${at}: ${message}`);
  });

  it('comes out all at once', () => {
    const all = resources();
    all.aws_lambda_function = {
      a: { ...all.aws_lambda_function?.cache, runtime: 'python3.12' },
      cache: { ...all.aws_lambda_function?.cache, ...variables('${local.x.y}') },
    };
    all.aws_appsync_datasource = { web: { name: 'web', type: 'HTTP' } };
    expect(() => readStack(writeStack(all))).toThrow(
      new RegExp(
        [
          'cannot run here:',
          '  aws_lambda_function.a.runtime: "python3.12" is no Node.js: it cannot run here',
          '  aws_lambda_function.cache.environment.variables.TABLE: .*',
          '  aws_appsync_datasource.web.type: "HTTP" does not run here; AMAZON_DYNAMODB, AWS_LAMBDA and NONE do',
        ].join('\n'),
      ),
    );
  });

  it.each([
    [
      'a key without an attribute',
      'aws_dynamodb_table',
      'rooms',
      { hash_key: 'other' },
      'aws_dynamodb_table.rooms.hash_key: "other" has no attribute block',
    ],
    [
      'a mapping template',
      'aws_appsync_resolver',
      'query_room',
      { runtime: undefined },
      'aws_appsync_resolver.query_room.runtime: only APPSYNC_JS runs here',
    ],
    [
      'another way to sign in',
      'aws_appsync_graphql_api',
      'api',
      { authentication_type: 'AWS_IAM' },
      'aws_appsync_graphql_api.api.authentication_type: "AWS_IAM" does not run here; API_KEY, AWS_LAMBDA and AMAZON_COGNITO_USER_POOLS do',
    ],
    [
      'another way in beside',
      'aws_appsync_graphql_api',
      'api',
      {
        additional_authentication_provider: [
          { authentication_type: 'AMAZON_COGNITO_USER_POOLS', user_pool_config: [{ user_pool_id: 'eu-west-1_a' }] },
          { authentication_type: 'OPENID_CONNECT' },
        ],
      },
      'api.additional_authentication_provider[1].authentication_type: "OPENID_CONNECT" does not run here',
    ],
    [
      'a function that is asked, which is not named',
      'aws_appsync_graphql_api',
      'api',
      { authentication_type: 'AWS_LAMBDA' },
      'aws_appsync_graphql_api.api.lambda_authorizer_config: AWS_LAMBDA needs it',
    ],
    [
      'an action of a pool that is none',
      'aws_appsync_graphql_api',
      'api',
      {
        authentication_type: 'AMAZON_COGNITO_USER_POOLS',
        user_pool_config: { user_pool_id: 'eu-west-1_a', default_action: 'allow' },
      },
      'aws_appsync_graphql_api.api.user_pool_config.default_action: "allow" is neither ALLOW nor DENY',
    ],
    [
      'a value of another type',
      'aws_lambda_function',
      'cache',
      { timeout: '20' },
      'aws_lambda_function.cache.timeout: a number is expected, found "20"',
    ],
    [
      'a second API',
      'aws_appsync_graphql_api',
      'other',
      { name: 'o' },
      'aws_appsync_graphql_api.other: the local run serves one API, aws_appsync_graphql_api.api',
    ],
  ])('refuses %s', (_, type, name, attributes, message) => {
    expect(() => readWith(type, name, attributes)).toThrow(message);
  });
});

describe('a file that is no stack', () => {
  it('says what to run when it is missing or broken', () => {
    expect(() => readStack('/nowhere/cdk.tf.json')).toThrow(
      'There is no synthesized Terraform at /nowhere/cdk.tf.json. Run npm run synth.',
    );
    const file = writeStack({});
    writeFileSync(file, '{"resource":');
    expect(() => readStack(file)).toThrow(/cdk\.tf\.json is not JSON \(.*\)\. Run npm run synth\./);
  });

  it('says what is missing for ARNs', () => {
    expect(() => readStack(writeStack({}, { provider: {} }))).toThrow(
      'provider.aws must say region and allowed_account_ids',
    );
  });
});
