import { dev } from '../../environments/dev';
import { adoptedObjects } from '../../import/objects';
import { type Attributes, synthesizeEnvironment } from '../stacks/synthesize';
import { withRoomCache } from '../environments/change';

const API = 'abcdefghijklmnopqrstuvwxyz';
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:ops';
const POOL = 'eu-west-1_Ab1Cd2Ef3';
const WRITERS = ['cache', 'room', 'movie'] as const;

const all = withRoomCache(dev, {
  logs: {
    adopt: {
      ...Object.fromEntries(WRITERS.map((name) => [name, { name: `/aws/lambda/${name}` }])),
      api: { name: `/aws/appsync/apis/${API}`, retentionDays: 'NEVER', encryptionKey: 'arn:aws:kms:x:1:key/1' },
    },
  },
  api: {
    ...dev.systems.roomCache.api,
    userPools: { [POOL]: { clients: '^app$' } },
    adopt: {
      id: API,
      name: 'Old ${API}',
      visibility: 'PRIVATE',
      tags: { Owner: 'ana' },
      resolvers: ['Query.roomMovies'],
    },
  },
  alarms: {
    ...dev.systems.roomCache.alarms,
    topic: { adopt: { arn: TOPIC, displayName: 'Ops', encryptionKey: 'alias/ops' } },
  },
});
const kept = { lifecycle: { prevent_destroy: true } };

describe('a stack that adopts all that there is', () => {
  const { resource, ...stack } = synthesizeEnvironment(all);
  const { import: imports, data } = stack as unknown as {
    import: { to: string; id: string; for_each?: string }[];
    data: Record<string, Record<string, Attributes>>;
  };

  test('each is imported at the address that a check knows, and those of which there is a list only if it has them', () => {
    expect(imports.map(({ to }) => to).sort()).toEqual(
      adoptedObjects(all.systems.roomCache)
        .map(({ address }) => address)
        .sort(),
    );
    const byAddress = new Map(imports.map(({ to, ...block }) => [to, block]));
    for (const { address, id } of adoptedObjects(all.systems.roomCache)) {
      const [type, name] = address.split('.') as [string, string];
      expect(resource[type]?.[name]).toBeDefined();
      const listed = `\${toset([for name in data.aws_cloudwatch_log_groups.${name}_log_group_existing.log_group_names : "${id}" if name == "${id}"])}`;
      expect(byAddress.get(address)).toEqual(
        type === 'aws_cloudwatch_log_group' ? { for_each: listed, id: '${each.value}' } : { id },
      );
    }
    expect(data['aws_cloudwatch_log_groups']?.['cache_log_group_existing']).toEqual({
      log_group_name_prefix: '/aws/lambda/cache',
    });
  });

  test('what is kept goes before what the environment says, and Terraform destroys none of it', () => {
    expect(resource['aws_cloudwatch_log_group']).toEqual({
      ...Object.fromEntries(
        WRITERS.map((name) => [name, { name: `/aws/lambda/${name}`, retention_in_days: 7, ...kept }]),
      ),
      api: { name: `/aws/appsync/apis/${API}`, retention_in_days: 0, kms_key_id: 'arn:aws:kms:x:1:key/1', ...kept },
    });
    expect(resource['aws_sns_topic']!['alarms']).toEqual({
      name: 'ops',
      display_name: 'Ops',
      kms_master_key_id: 'alias/ops',
      ...kept,
    });
    expect(resource['aws_appsync_graphql_api']!['api']).toMatchObject({
      name: 'Old $${API}',
      visibility: 'PRIVATE',
      tags: { Owner: 'ana' },
      ...kept,
    });
    expect(resource['aws_appsync_api_key']!['api']).toMatchObject({ description: 'trinity-api-dev' });
    expect(resource['aws_lambda_function']!['cache']).toMatchObject({
      logging_config: { log_group: '${aws_cloudwatch_log_group.cache.name}' },
    });
  });

  test('members of a pool are let in by their token, everywhere where a key is; the pool itself is only read', () => {
    const { additional_authentication_provider: providers, schema } = resource['aws_appsync_graphql_api']!['api']!;
    expect(providers).toEqual([
      {
        authentication_type: 'AMAZON_COGNITO_USER_POOLS',
        user_pool_config: { user_pool_id: POOL, aws_region: 'eu-west-1', app_id_client_regex: '^app$' },
      },
    ]);
    const types = (schema as string).split('\n').filter((line) => line.startsWith('type '));
    expect(types.length).toBeGreaterThan(3);
    expect(types.filter((line) => !line.endsWith(' @aws_api_key @aws_cognito_user_pools {'))).toEqual([]);
    expect(Object.values(data['aws_cognito_user_pool']!)).toEqual([{ user_pool_id: POOL }]);
    expect(resource['aws_cognito_user_pool']).toBeUndefined();
  });
});

test('without an adoption nothing is imported, asked for or kept from being destroyed', () => {
  const { resource, ...stack } = synthesizeEnvironment(dev);
  expect(adoptedObjects(dev.systems.roomCache)).toEqual([]);
  expect(Object.keys(stack)).not.toEqual(expect.arrayContaining(['import']));
  expect(Object.keys(stack)).not.toEqual(expect.arrayContaining(['data']));
  const types = ['aws_cloudwatch_log_group', 'aws_sns_topic', 'aws_appsync_graphql_api'];
  expect(types.flatMap((type) => Object.values(resource[type]!)).filter((one) => 'lifecycle' in one)).toEqual([]);
  expect(resource['aws_appsync_graphql_api']!['api']!['schema']).not.toMatch(/@aws_(api_key|cognito_user_pools)/);
});

test('a field that this project does not answer cannot be taken over', () => {
  const api = { ...dev.systems.roomCache.api, adopt: { id: API, resolvers: ['Query.room', 'Query.playlists'] } };
  expect(() => synthesizeEnvironment(withRoomCache(dev, { api }))).toThrow(
    'systems.roomCache.api.adopt.resolvers names Query.playlists, which this project does not answer: take it out of environments/dev.ts.',
  );
});
