import type { DeployedResource } from '../../deployment/terraform';
import { dev } from '../../environments/dev';
import { explainAnother, othersInState } from '../../import/another-in-state';
import { withRoomCache } from '../environments/change';

const [OLD, NEW] = ['a'.repeat(26), 'b'.repeat(26)];
const API = 'aws_appsync_graphql_api.api';
const TABLE = 'aws_dynamodb_table.room_movie_cache';

const environment = withRoomCache(dev, {
  api: { ...dev.systems.roomCache.api, adopt: { id: NEW, resolvers: ['Query.room'] } },
  tables: {
    ...dev.systems.roomCache.tables,
    roomMovieCache: { ...dev.systems.roomCache.tables.roomMovieCache, adopt: { name: 'films' } },
  },
});

/** @param dependsOn whether, beside what it is in, it refers to what others are in */
const has = (address: string, values: DeployedResource['values'], ...dependsOn: string[]): DeployedResource => {
  const [type, name] = address.split('.') as [string, string];
  return { address, type, name, dependsOn, values };
};

const api = (id: string) => has(API, { id, arn: `arn:aws:appsync:eu-west-1:1:apis/${id}` });
const inApi = (id: string): DeployedResource[] => [
  has('aws_appsync_api_key.api', { api_id: id, id: `${id}:da2-secret`, key: 'da2-secret' }, API),
  has('aws_appsync_datasource.rooms', { api_id: id, name: 'rooms' }, API, TABLE, 'aws_iam_role.rooms'),
  has('aws_appsync_resolver.query_room', { api_id: id, id: `${id}-Query-room`, code: '//' }, API, TABLE),
  has('aws_cloudwatch_log_group.api', { id: `/aws/appsync/apis/${id}`, name: `/aws/appsync/apis/${id}` }, API),
  has('aws_wafv2_web_acl_association.api', { resource_arn: `arn:aws:appsync:eu-west-1:1:apis/${id}` }, API),
];
const table = (name: string) => has(TABLE, { id: name, name });
const inTable = (name: string): DeployedResource[] => [
  has('aws_appautoscaling_policy.by_room_read', { name: 'films', resource_id: `table/${name}/index/ByRoom` }, TABLE),
  has('aws_appautoscaling_target.read', { id: `table/${name}`, resource_id: `table/${name}` }, TABLE),
  has('aws_dynamodb_contributor_insights.films', { id: `name:${name}/index:/1`, table_name: name }, TABLE),
  has(
    'aws_dynamodb_resource_policy.films',
    { resource_arn: `arn:aws:dynamodb:eu-west-1:1:table/${name}`, policy: '{}' },
    TABLE,
  ),
];
/** They refer to the API or to a table, and go on when it is another one. */
const users = [
  has('aws_appsync_domain_name_api_association.api', { api_id: OLD, domain_name: 'x' }, API),
  has('aws_cloudwatch_metric_alarm.api', { alarm_name: OLD, dimensions: { GraphQLAPIId: OLD } }, API),
  has(
    'aws_iam_role_policy.rooms',
    { role: 'rooms', policy: '{"Resource":"arn:aws:dynamodb:::table/films-old"}' },
    TABLE,
  ),
  has('aws_lambda_event_source_mapping.films', { event_source_arn: 'arn:::table/films-old/stream/1' }, TABLE),
  has('aws_lambda_function.films', { function_name: 'films-old', role: 'arn:aws:iam::1:role/films-old' }, TABLE),
];
const others = [
  has('aws_appautoscaling_target.rooms', { resource_id: 'table/rooms' }, 'aws_dynamodb_table.rooms'),
  has('aws_dynamodb_table.rooms', { id: 'rooms' }),
];

test('what is adopted, or is in what is adopted, is no other; nor is what the environment has beside', () => {
  const state = [api(NEW), ...inApi(NEW), table('films'), ...inTable('films'), ...users.slice(1), ...others];
  expect(othersInState(state, environment)).toEqual([]);
  expect(othersInState([api(OLD), ...inApi(OLD), table('x'), ...inTable('x')], dev)).toEqual([]);
  expect(othersInState([], environment)).toEqual([]);
});

test('another one has with it all that is in it, what is adopted itself too, and not what only uses it', () => {
  const state = [api(OLD), ...inApi(OLD), table('films-old'), ...inTable('films-old'), ...users, ...others];
  expect(othersInState(state, environment)).toEqual([
    {
      address: API,
      path: 'systems.roomCache.api.adopt',
      there: OLD,
      isThere: true,
      within: inApi(OLD).map(({ address }) => address),
    },
    {
      address: TABLE,
      path: 'systems.roomCache.tables.roomMovieCache.adopt',
      there: 'films-old',
      isThere: true,
      within: inTable('films-old').map(({ address }) => address),
    },
  ]);
});

test.each([
  ['nothing', []],
  ['what is adopted', [api(NEW), table('films')]],
])('what is still in one that the state has let go is another, with %s at the address', (_, there) => {
  const state = [...there, ...inApi(OLD).slice(0, 2), ...inTable('films-old').slice(1, 2)];
  expect(othersInState(state, environment)).toEqual([
    {
      address: API,
      path: 'systems.roomCache.api.adopt',
      there: OLD,
      isThere: false,
      within: ['aws_appsync_api_key.api', 'aws_appsync_datasource.rooms'],
    },
    {
      address: TABLE,
      path: 'systems.roomCache.tables.roomMovieCache.adopt',
      there: 'films-old',
      isThere: false,
      within: ['aws_appautoscaling_target.read'],
    },
  ]);
});

test('one command lets go of all of it, and no secret is in it', () => {
  const rm = 'terraform -chdir=cdktf.out/stacks/dev state rm';
  const [one] = othersInState([api(OLD), ...inApi(OLD)], environment);
  expect(explainAnother(one!, dev)).toEqual({
    reason: `At ${API} the state has another one, ${OLD}: systems.roomCache.api.adopt is not taken over. In it the state has 5 more, which a deploy would change or destroy there.`,
    next: `Let that go first; it stays in AWS, and is nobody's: ${rm} ${API} aws_appsync_api_key.api aws_appsync_datasource.rooms aws_appsync_resolver.query_room aws_cloudwatch_log_group.api aws_wafv2_web_acl_association.api`,
  });
  const [left] = othersInState(inTable('films-old'), environment);
  expect(explainAnother(left!, dev)).toEqual({
    reason:
      'systems.roomCache.tables.roomMovieCache.adopt names another one than films-old. In that the state still has 4, which a deploy would change or destroy there.',
    next: `Let that go first; it stays in AWS, and is nobody's: ${rm} ${inTable('')
      .map(({ address }) => address)
      .join(' ')}`,
  });
});
