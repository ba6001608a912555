import type { JsonObject } from '../../../review/plan/model';
import { capacityCut } from '../../../review/rules/capacity-cut';
import { because, change, find, nest } from './change';

const TABLE = 'aws_dynamodb_table';

test('less capacity warns', () => {
  expect(find(capacityCut, change(TABLE, { write_capacity: 50 }, { write_capacity: 5 }))).toEqual({
    blocks: false,
    title: 'It can carry less than before.',
    because: ['write_capacity goes from 50 to 5'],
  });
});

test.each<[string, JsonObject, JsonObject, string]>([
  ['aws_appautoscaling_target', { max_capacity: 100 }, { max_capacity: 10 }, 'max_capacity goes from 100 to 10'],
  ['aws_appautoscaling_target', { min_capacity: 5 }, { min_capacity: 1 }, 'min_capacity goes from 5 to 1'],
  ['aws_ecs_service', { desired_count: 3 }, { desired_count: 0 }, 'desired_count goes from 3 to 0'],
  ['aws_kinesis_stream', { shard_count: 4 }, { shard_count: 2 }, 'shard_count goes from 4 to 2'],
  [
    'aws_eks_node_group',
    { scaling_config: [{ max_size: 4 }] },
    { scaling_config: [{ max_size: 2 }] },
    'scaling_config.max_size goes from 4 to 2',
  ],
  [
    TABLE,
    { billing_mode: 'PAY_PER_REQUEST' },
    { billing_mode: 'PROVISIONED' },
    'billing_mode goes from PAY_PER_REQUEST to PROVISIONED',
  ],
  [
    TABLE,
    { on_demand_throughput: [{ max_read_request_units: -1 }] },
    { on_demand_throughput: [{ max_read_request_units: 10 }] },
    'on_demand_throughput.max_read_request_units goes from -1 to 10',
  ],
  [
    TABLE,
    { global_secondary_index: [{ name: 'a', read_capacity: 9 }] },
    { global_secondary_index: [{ name: 'a', read_capacity: 1 }] },
    'global_secondary_index[a].read_capacity goes from 9 to 1',
  ],
])('%s: %j to %j, and back', (type, more, less, sentence) => {
  expect(because(capacityCut, type, more, less)).toEqual([sentence]);
  expect(because(capacityCut, type, less, more)).toEqual([]);
  expect(because(capacityCut, type, null, less)).toEqual([]);
});

test('what scales it goes, and not with what it scales', () => {
  const gone = change('aws_appautoscaling_target', { id: 'x', resource_id: 'arn:films' }, null);
  expect(find(capacityCut, gone)?.because).toEqual(['what scales it is destroyed']);
  expect(find(capacityCut, gone, change('aws_acme_service', { id: 'arn:films' }, null))).toBeUndefined();
});

test.each([
  ...['desired_capacity', 'desired_count', 'max_capacity', 'max_size', 'min_capacity', 'min_size', 'node_count'],
  ...['num_cache_clusters', 'num_node_groups', 'num_shards', 'number_of_nodes', 'read_capacity'],
  ...['replicas_per_node_group', 'scaling_config.desired_size', 'scaling_config.max_size', 'scaling_config.min_size'],
  ...['serverlessv2_scaling_configuration.max_capacity', 'serverlessv2_scaling_configuration.min_capacity'],
  ...['throttle_settings.burst_limit', 'throttle_settings.rate_limit', 'on_demand_throughput.max_write_request_units'],
  ...['default_route_settings.throttling_burst_limit', 'default_route_settings.throttling_rate_limit', 'shard_count'],
])('%s goes from 9 to 3', (path) => {
  expect(because(capacityCut, 'acme_thing', nest(path, 9), nest(path, 3))).toEqual([`${path} goes from 9 to 3`]);
  expect(because(capacityCut, 'acme_thing', nest(path, 3), nest(path, 9))).toEqual([]);
});

test.each(['aws_appautoscaling_policy', 'aws_autoscaling_policy'])('%s is destroyed', (type) => {
  expect(find(capacityCut, change(type, {}, null))).toMatchObject({ blocks: false });
});

test('an index of its own capacity', () => {
  const path = 'global_secondary_index[name].write_capacity';
  expect(because(capacityCut, TABLE, nest(path, 9), nest(path, 3))).toHaveLength(1);
});

test('a table that pays for what comes has no capacity that could be less', () => {
  const bought = {
    billing_mode: 'PROVISIONED',
    read_capacity: 9,
    ...nest('global_secondary_index[name].read_capacity', 9),
  };
  const none = {
    billing_mode: 'PAY_PER_REQUEST',
    read_capacity: 0,
    ...nest('global_secondary_index[name].read_capacity', 0),
  };
  expect(because(capacityCut, TABLE, bought, none)).toEqual([]);
  expect(because(capacityCut, TABLE, bought, { ...none, billing_mode: 'PROVISIONED' })).toHaveLength(2);
});

test('a service of which nothing is left blocks', () => {
  const count = (desired_count: number) => ({ desired_count });
  expect(find(capacityCut, change('aws_ecs_service', count(3), count(0)))?.blocks).toBe(true);
  expect(find(capacityCut, change('aws_ecs_service', count(3), count(1)))?.blocks).toBe(false);
  expect(find(capacityCut, change('acme_service', count(3), count(0)))?.blocks).toBe(false);
});
