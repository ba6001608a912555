import { buildSchema } from 'graphql';
import type { Environment } from '../../environments';
import { NAMES, partsOf } from '../../environments/names';
import { resourceOf } from '../../environments/physical-name';
import { readConfig as readCacheConfig } from '../../functions/room-cache/cache/config';
import { readConfig as readMovieConfig } from '../../functions/room-cache/movie/config';
import { readConfig as readRoomConfig } from '../../functions/room-cache/room/config';
import { keysOf, omit } from '../../keys/entries';
import { TABLES } from '../../model/room-cache/tables';
import { appsyncSchema } from '../../stacks/constructs/appsync-schema';
import { namesIn, PHYSICAL_NAMES, physicalNames, PROVISIONED_NAMES } from './physical-names';
import {
  addresses,
  environment,
  environments,
  schema,
  synthesizeEnvironment,
  type Attributes,
  type Synthesized,
} from './synthesize';
import { withRoomCache } from '../environments/change';

const stacks: Record<string, Synthesized> = Object.fromEntries(
  environments.map((one) => [one.name, synthesizeEnvironment(one)]),
);
const names = Object.keys(stacks);
const dev = stacks['dev']!;
const prod = stacks['prod']!;
const ofType = (stack: Synthesized, type: string) => Object.values(stack.resource[type] ?? {});

test('there is a stack for each environment', () => {
  expect(names).toEqual(expect.arrayContaining([...NAMES])); // and some in further regions, perhaps
});

describe.each(names)('%s', (name) => {
  const stack = stacks[name]!;

  test('keeps the addresses of what must never be lost', () => {
    const stateful = [
      'aws_dynamodb_table',
      'aws_sqs_queue',
      'aws_cloudwatch_log_group',
      'aws_appsync_graphql_api',
      'aws_appsync_api_key',
    ];
    expect(addresses(stack).filter((address) => stateful.includes(address.split('.')[0]!))).toEqual([
      'aws_appsync_api_key.api',
      'aws_appsync_graphql_api.api',
      'aws_cloudwatch_log_group.api',
      'aws_cloudwatch_log_group.cache',
      'aws_cloudwatch_log_group.movie',
      'aws_cloudwatch_log_group.room',
      'aws_dynamodb_table.filter_cache',
      'aws_dynamodb_table.room_cache_metadata',
      'aws_dynamodb_table.room_matches',
      'aws_dynamodb_table.room_members',
      'aws_dynamodb_table.room_movie_cache',
      'aws_dynamodb_table.rooms',
      'aws_dynamodb_table.votes',
      'aws_sqs_queue.cache_dead_letters',
    ]);
  });

  test('keeps the keys of its tables', () => {
    const keys = ({ hash_key, range_key, attribute }: Attributes) => ({ hash_key, range_key, attribute });
    const S = (attribute: string) => ({ name: attribute, type: 'S' });
    const tables = Object.entries(stack.resource['aws_dynamodb_table']!);
    expect(Object.fromEntries(tables.map(([table, attributes]) => [table, keys(attributes)]))).toEqual({
      rooms: { hash_key: 'PK', range_key: 'SK', attribute: [S('PK'), S('SK')] },
      room_movie_cache: {
        hash_key: 'roomId',
        range_key: 'sequenceIndex',
        attribute: [S('roomId'), { name: 'sequenceIndex', type: 'N' }],
      },
      room_cache_metadata: { hash_key: 'roomId', range_key: undefined, attribute: [S('roomId')] },
      room_members: { hash_key: 'roomId', range_key: 'userId', attribute: [S('roomId'), S('userId')] },
      votes: { hash_key: 'roomId', range_key: 'userId#movieId', attribute: [S('roomId'), S('userId#movieId')] },
      room_matches: { hash_key: 'roomId', range_key: 'movieId', attribute: [S('roomId'), S('movieId')] },
      filter_cache: { hash_key: 'cacheKey', range_key: 'part', attribute: [S('cacheKey'), S('part')] },
    });
  });

  test('keeps every physical name', () => {
    expect(physicalNames(stack)).toEqual(namesIn(PHYSICAL_NAMES, name));
  });

  test('AppSync calls aliases, never the latest code', () => {
    const configs = ofType(stack, 'aws_appsync_datasource').flatMap(({ lambda_config: config }) => config ?? []);
    expect(configs).toHaveLength(3);
    for (const config of configs)
      expect(JSON.stringify(config)).toMatch(/^\{"function_arn":"\$\{aws_lambda_alias\.\w+\.arn\}"\}$/);
  });

  test('every field of Query and Mutation has a resolver, and every resolver APPSYNC_JS code', () => {
    const { getQueryType: query, getMutationType: mutation } = buildSchemaWithAwsScalars();
    const fields = [query(), mutation()].flatMap((type) =>
      Object.keys(type!.getFields()).map((field) => `${type!.name}.${field}`),
    );
    const resolvers = ofType(stack, 'aws_appsync_resolver');
    const answered = resolvers.map(({ type, field }) => `${String(type)}.${String(field)}`);
    // Of Subscription, those have one that need it.
    expect(answered.filter((field) => !field.startsWith('Subscription.')).sort()).toEqual(fields.sort());
    for (const { runtime, code, kind } of [...resolvers, ...ofType(stack, 'aws_appsync_function')]) {
      expect(runtime).toEqual({ name: 'APPSYNC_JS', runtime_version: '1.0.0' });
      expect(code).toMatch(/^\/\/ [\w.-]+\n$/);
      expect([undefined, 'PIPELINE']).toContain(kind);
    }
  });

  test('reading a page never calls a function but to start the next batch', () => {
    const page = stack.resource['aws_appsync_resolver']!['query_room_movies']!;
    expect(page['pipeline_config']).toEqual({
      functions: [
        '${aws_appsync_function.get_room_cache.function_id}',
        '${aws_appsync_function.query_room_movies.function_id}',
        '${aws_appsync_function.start_fill.function_id}',
        '${aws_appsync_function.find_room.function_id}',
      ],
    });
    const dataSource = (fn: string) => stack.resource['aws_appsync_function']![fn]!['data_source'];
    expect(['get_room_cache', 'query_room_movies', 'start_fill', 'find_room'].map(dataSource)).toEqual([
      '${aws_appsync_datasource.room_cache_metadata.name}',
      '${aws_appsync_datasource.room_movie_cache.name}',
      '${aws_appsync_datasource.cache.name}',
      '${aws_appsync_datasource.rooms.name}',
    ]);
  });

  test('a mutation changes the room before it starts or removes what hangs on it', () => {
    const pipeline = (field: string) =>
      stack.resource['aws_appsync_resolver']![`mutation_${field}`]!['pipeline_config'];
    const functions = (...names: string[]) => ({
      functions: names.map((fn) => `\${aws_appsync_function.${fn}.function_id}`),
    });
    expect(pipeline('create_room')).toEqual(functions('get_genres', 'create_room', 'start_fill'));
    expect(pipeline('join_room')).toEqual(functions('join_room'));
    expect(pipeline('vote')).toEqual(
      functions(
        ...['get_room_cache', 'find_room', 'get_voted_movie', 'query_members', 'put_vote', 'count_like', 'put_match'],
      ),
    );
    expect(pipeline('close_room')).toEqual(functions('close_room', 'clean_cache'));
    expect(pipeline('refill_room')).toEqual(
      functions('get_room_cache', 'find_room', 'requeue_fill', 'start_fill', 'find_room'),
    );
  });

  test('every alarm says what a member loses, and tells the topic', () => {
    const alarms = ofType(stack, 'aws_cloudwatch_metric_alarm');
    expect(alarms).not.toHaveLength(0);
    for (const { alarm_description: description, alarm_actions: actions, ok_actions: over } of alarms) {
      expect(description).toMatch(/room|film|member|app /);
      expect([actions, over]).toEqual([['${aws_sns_topic.alarms.arn}'], ['${aws_sns_topic.alarms.arn}']]);
    }
  });

  test('the provider refuses any account but its own', () => {
    const { account, region, tags } = environment(name as Environment['name']);
    expect(stack.provider['aws']).toEqual([{ region, allowed_account_ids: [account], default_tags: [{ tags }] }]);
  });

  test('has outputs, and only the key is secret', () => {
    const { region } = environment(name as Environment['name']);
    expect(stack.output).toMatchObject({
      graphql_endpoint: { value: '${aws_appsync_graphql_api.api.uris["GRAPHQL"]}' },
      api_key: { value: '${aws_appsync_api_key.api.key}', sensitive: true },
      table_names: {
        value: {
          rooms: '${aws_dynamodb_table.rooms.name}',
          'room-movie-cache': '${aws_dynamodb_table.room_movie_cache.name}',
          'room-cache-metadata': '${aws_dynamodb_table.room_cache_metadata.name}',
          'room-members': '${aws_dynamodb_table.room_members.name}',
          votes: '${aws_dynamodb_table.votes.name}',
          'room-matches': '${aws_dynamodb_table.room_matches.name}',
          'filter-cache': '${aws_dynamodb_table.filter_cache.name}',
        },
      },
      function_aliases: {
        value: {
          cache: '${aws_lambda_alias.cache.arn}',
          room: '${aws_lambda_alias.room.arn}',
          movie: '${aws_lambda_alias.movie.arn}',
        },
      },
      dashboard_address: {
        value: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/trinity-dashboard-${name}`,
      },
    });
    const secret = Object.entries(stack.output).filter(([, output]) => output['sensitive']);
    expect(secret.map(([output]) => output)).toEqual(['api_key']);
  });

  test('holds no TMDB key, only the name of the parameter that does', () => {
    const parameter = `/trinity/${partsOf(name)!.declared}/tmdb-api-key`;
    for (const fn of ['cache', 'movie']) {
      expect(stack.resource['aws_lambda_function']![fn]!['environment']).toMatchObject({
        variables: { TMDB_PARAMETER_NAME: parameter },
      });
    }
    expect(Object.keys(stack)).not.toContain('data'); // a data source would read the value into the state
    expect(Object.keys(stack.resource)).not.toContain('aws_ssm_parameter');
  });

  test('is as it was when somebody last looked at it', () => {
    const api = stack.resource['aws_appsync_graphql_api']!['api']!;
    expect(api['schema']).toBe(appsyncSchema(schema));
    const withoutSchema = { ...api, schema: 'api/room-cache/schema.graphql' };
    const resource = { ...stack.resource, aws_appsync_graphql_api: { api: withoutSchema } };
    expect({ ...stack, resource }).toMatchSnapshot();
  });
});

test('capacity that is bought ahead has its own resources, and changes nothing beside them', () => {
  const units = { min: 5, max: 500, targetUtilization: 70 };
  const { tables, functions } = environment('prod').systems.roomCache;
  const ahead = synthesizeEnvironment(
    withRoomCache(environment('prod'), {
      tables: { ...tables, rooms: { ...tables.rooms, billing: { mode: 'PROVISIONED', read: units, write: units } } },
      functions: { ...functions, room: { ...functions.room, provisionedConcurrency: 2 } },
    }),
  );
  expect(physicalNames(ahead)).toEqual(namesIn(PHYSICAL_NAMES + PROVISIONED_NAMES, 'prod'));
  expect(addresses(ahead).filter((address) => !addresses(prod).includes(address))).toEqual([
    'aws_appautoscaling_policy.rooms_read',
    'aws_appautoscaling_policy.rooms_write',
    'aws_appautoscaling_target.rooms_read',
    'aws_appautoscaling_target.rooms_write',
    'aws_lambda_provisioned_concurrency_config.room',
  ]);
});

describe('where members sign in', () => {
  const prodOf = (changes: object) => {
    const { api } = environment('prod').systems.roomCache;
    const members = { mfa: 'OPTIONAL', deletionProtection: { enabled: true } } as const;
    const auth = { mode: 'COGNITO', expires: api.auth.expires, members } as const;
    return synthesizeEnvironment(withRoomCache(environment('prod'), { api: { ...api, auth, ...changes } }));
  };
  const signingIn = prodOf({});
  const ownPool = {
    authentication_type: 'AMAZON_COGNITO_USER_POOLS',
    user_pool_config: { user_pool_id: '${aws_cognito_user_pool.members.id}', aws_region: 'eu-west-1' },
  };
  const apiOf = (stack: Synthesized) => stack.resource['aws_appsync_graphql_api']!['api']!;

  test('there are a pool and its client, and nothing else is another resource', () => {
    expect(addresses(signingIn).filter((address) => !addresses(prod).includes(address))).toEqual([
      'aws_cognito_user_pool.members',
      'aws_cognito_user_pool_client.members',
    ]);
    expect(addresses(prod).filter((address) => !addresses(signingIn).includes(address))).toEqual([]);
    expect(signingIn.resource['aws_cognito_user_pool']!['members']).toMatchObject({
      ...{ name: 'trinity-members-prod', mfa_configuration: 'OPTIONAL', deletion_protection: 'ACTIVE' },
      ...{ admin_create_user_config: { allow_admin_create_user_only: true }, lifecycle: { prevent_destroy: true } },
    });
  });

  test('the API takes a token beside the key, which is what it was', () => {
    expect(apiOf(signingIn)).toMatchObject({
      authentication_type: 'API_KEY',
      additional_authentication_provider: [ownPool],
    });
    expect(apiOf(prod)).not.toHaveProperty('additional_authentication_provider');
    expect(signingIn.resource['aws_appsync_api_key']).toEqual(prod.resource['aws_appsync_api_key']);
    const pool = ['aws_cognito_user_pool', 'aws_cognito_user_pool_client'] as const;
    expect(omit(signingIn.resource, 'aws_appsync_graphql_api', ...pool)).toEqual(
      omit(prod.resource, 'aws_appsync_graphql_api'),
    );
  });

  test('every type of the schema says that both have it', () => {
    const types = String(apiOf(signingIn)['schema'])
      .split('\n')
      .filter((line) => line.startsWith('type '));
    expect(types.length).toBeGreaterThan(10);
    expect(types.filter((line) => !line.endsWith(' @aws_api_key @aws_cognito_user_pools {'))).toEqual([]);
  });

  test('clients are told by which pool and client', () => {
    expect(signingIn.output).toMatchObject({
      user_pool_id: { value: '${aws_cognito_user_pool.members.id}' },
      user_pool_client_id: { value: '${aws_cognito_user_pool_client.members.id}' },
    });
    expect(Object.keys(prod.output).filter((name) => name.startsWith('user_pool'))).toEqual([]);
  });

  test('another pool is beside that one', () => {
    const both = prodOf({ userPools: { 'eu-west-1_Ab1Cd2Ef3': {} } });
    expect(apiOf(both)['additional_authentication_provider']).toEqual([
      ownPool,
      {
        authentication_type: 'AMAZON_COGNITO_USER_POOLS',
        user_pool_config: { user_pool_id: 'eu-west-1_Ab1Cd2Ef3', aws_region: 'eu-west-1' },
      },
    ]);
  });
});

test('all environments have the same resources, but for what subscribers ask for', () => {
  const shape = (stack: Synthesized) =>
    addresses(stack).filter((address) => !address.startsWith('aws_sns_topic_subscription'));
  expect(shape(stacks['staging']!)).toEqual(shape(dev));
  expect(shape(prod)).toEqual(shape(dev));
  expect(shape(dev).length).toBeGreaterThan(70);
});

test("each function's variables are those that its config.ts parses, and no other", () => {
  const { cache, room, movie } = prod.resource['aws_lambda_function']!;
  const variables = (fn: Attributes) => (fn['environment'] as { variables: Record<string, string> }).variables;
  expect(readCacheConfig(variables(cache!)).settings).toMatchObject({ batchSize: 30, roomTtlSeconds: 604_800 });
  expect(readRoomConfig(variables(room!))).toMatchObject({ environment: 'prod', roomTtlSeconds: 604_800 });
  expect(readMovieConfig(variables(movie!))).toMatchObject({ logLevel: 'INFO', filterTtlSeconds: 86_400 });
  const { ROOM_CACHE_METADATA_TABLE, ENVIRONMENT, LOG_LEVEL, CACHE_TTL_SECONDS, ...onlyCache } = variables(cache!);
  expect({ ENVIRONMENT, LOG_LEVEL, CACHE_TTL_SECONDS, ROOM_CACHE_METADATA_TABLE, ...onlyCache }).toEqual({
    ENVIRONMENT: 'prod',
    LOG_LEVEL: 'INFO',
    CACHE_TTL_SECONDS: '604800',
    FILTER_TTL_SECONDS: '86400',
    BATCH_SIZE: '30',
    MAX_BATCHES: '10',
    PREFETCH_THRESHOLD: '0.8',
    LANGUAGES: 'en,es,fr,de,it,ja,ko',
    MIN_VOTE_COUNT: '100',
    TMDB_URL: 'https://api.themoviedb.org/3',
    TMDB_PARAMETER_NAME: '/trinity/prod/tmdb-api-key',
    ROOM_MOVIE_CACHE_TABLE: '${aws_dynamodb_table.room_movie_cache.name}',
    ROOM_CACHE_METADATA_TABLE: '${aws_dynamodb_table.room_cache_metadata.name}',
    FILTER_CACHE_TABLE: '${aws_dynamodb_table.filter_cache.name}',
  });
  expect(variables(room!)).toEqual({
    ENVIRONMENT,
    LOG_LEVEL,
    CACHE_TTL_SECONDS,
    API_KEY_EXPIRES: '2027-11-01T00:00:00Z',
    ROOM_CACHE_METADATA_TABLE,
    ROOM_MEMBERS_TABLE: '${aws_dynamodb_table.room_members.name}',
    ROOMS_TABLE: '${aws_dynamodb_table.rooms.name}',
  });
  expect(variables(movie!)).toEqual({
    ENVIRONMENT,
    LOG_LEVEL,
    TMDB_URL: onlyCache['TMDB_URL'],
    TMDB_PARAMETER_NAME: onlyCache['TMDB_PARAMETER_NAME'],
    FILTER_TTL_SECONDS: onlyCache['FILTER_TTL_SECONDS'],
    FILTER_CACHE_TABLE: onlyCache['FILTER_CACHE_TABLE'],
  });
});

test('state stays in a file, or in a bucket that is encrypted and locks itself', () => {
  expect(dev.terraform).toMatchObject({ backend: { local: { path: '../../../terraform.dev.tfstate' } } });
  expect(prod.terraform).toMatchObject({
    required_version: '>= 1.10',
    backend: {
      s3: {
        bucket: 'trinity-terraform-state-333333333333',
        key: 'trinity/prod.tfstate',
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
      },
    },
  });
});

const snakeCase = (name: string): string => resourceOf(name).replaceAll('-', '_');

test('thresholds are where the configuration puts them', () => {
  const alarms = dev.resource['aws_cloudwatch_metric_alarm']!;
  const thresholds = Object.fromEntries(Object.entries(alarms).map(([alarm, { threshold }]) => [alarm, threshold]));
  const { alarms: config, functions } = environment('dev').systems.roomCache;
  const nearTimeout = (seconds: number) => seconds * 10 * config.functionDurationPercent; // milliseconds
  expect(thresholds).toEqual({
    cache_errors: config.functionErrors,
    room_errors: config.functionErrors,
    movie_errors: config.functionErrors,
    cache_throttles: config.functionThrottles,
    room_throttles: config.functionThrottles,
    movie_throttles: config.functionThrottles,
    cache_duration: nearTimeout(functions.cache.timeout),
    room_duration: nearTimeout(functions.room.timeout),
    movie_duration: nearTimeout(functions.movie.timeout),
    cache_dead_letters: config.deadLetters,
    ...Object.fromEntries(keysOf(TABLES).map((table) => [`${snakeCase(table)}_throttles`, config.tableThrottles])),
    api_server_errors: config.apiServerErrors,
    api_key_expiry: 1,
    failed_requests: config.failedRequests,
    api_latency: config.apiLatencyMs,
    tmdb_failures: config.tmdbFailures,
  });
});

test('a configuration without ceilings, subscribers or concurrency has none', () => {
  const plain = synthesizeEnvironment(
    withRoomCache(
      { ...environment('prod'), notify: [] },
      {
        tables: environment('staging').systems.roomCache.tables,
        functions: environment('dev').systems.roomCache.functions,
      },
    ),
  );
  expect(addresses(plain)).toEqual(addresses(dev));
});

function buildSchemaWithAwsScalars() {
  const subscribe = 'directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION';
  const built = buildSchema(`${schema}\nscalar AWSDateTime\n${subscribe}`);
  return { getQueryType: () => built.getQueryType(), getMutationType: () => built.getMutationType() };
}
