import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { RULES } from '../../../packages/plan-review/src/rules';
import { capacityCut } from '../../../packages/plan-review/src/rules/capacity-cut';
import { because, change, find, nest, typeWith } from './change';

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
  expect(because(capacityCut, typeWith(capacityCut, path), nest(path, 9), nest(path, 3))).toEqual([
    `${path} goes from 9 to 3`,
  ]);
  expect(because(capacityCut, typeWith(capacityCut, path), nest(path, 3), nest(path, 9))).toEqual([]);
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

test('a table that took whatever comes, and takes a fixed number from then on, blocks', () => {
  const [onDemand, bought] = [{ billing_mode: 'PAY_PER_REQUEST' }, { billing_mode: 'PROVISIONED' }];
  expect(find(capacityCut, change(TABLE, onDemand, bought))).toMatchObject({
    blocks: true,
    because: [
      'billing_mode goes from PAY_PER_REQUEST to PROVISIONED: what comes beyond the units that are bought is refused',
    ],
  });
  expect(because(capacityCut, TABLE, bought, onDemand)).toEqual([]);
  expect(because(capacityCut, TABLE, null, bought)).toEqual([]);
});

test('a service of which nothing is left blocks', () => {
  const count = (desired_count: number) => ({ desired_count });
  expect(find(capacityCut, change('aws_ecs_service', count(3), count(0)))?.blocks).toBe(true);
  expect(find(capacityCut, change('aws_ecs_service', count(3), count(1)))?.blocks).toBe(false);
  expect(find(capacityCut, change('acme_service', count(3), count(0)))?.blocks).toBe(false);
});

test.each<[string, JsonObject, JsonObject]>([
  ['aws_autoscaling_group', { max_size: 9 }, { max_size: 0 }],
  ['aws_eks_node_group', nest('scaling_config.desired_size', 6), nest('scaling_config.desired_size', 0)],
  ['kubernetes_deployment', nest('spec.replicas', '3'), nest('spec.replicas', '0')],
  ['kubernetes_stateful_set_v1', nest('spec.replicas', '3'), nest('spec.replicas', '0')],
  ['google_container_node_pool', { node_count: 3 }, { node_count: 0 }],
  ['azurerm_linux_virtual_machine_scale_set', { instances: 2 }, { instances: 0 }],
])('%s from %j to %j: nothing runs any more, which blocks, as destroying it does', (type, some, none) => {
  expect(find(capacityCut, change(type, some, none))?.blocks).toBe(true);
  const gone = change(type, some, null);
  expect(RULES.some((rule) => find(rule, gone)?.blocks)).toBe(true);
  expect(find(capacityCut, change(type, none, null))).toBeUndefined();
});

test('an end says what there was', () => {
  const gone = change('aws_autoscaling_group', { min_size: 3, max_size: 9, desired_capacity: 6 }, null);
  expect(find(capacityCut, gone)?.because).toEqual([
    'it is destroyed: desired_capacity was 6, max_size was 9, min_size was 3',
  ]);
});

test.each([
  ['db.r6g.4xlarge', 'db.t4g.micro'],
  ['db.r6g.xlarge', 'db.r6g.large'],
  ['db.r6g.12xlarge', 'db.r6g.4xlarge'],
  ['cache.m5.metal', 'cache.m5.24xlarge'],
])('a machine of %s is larger than one of %s', (larger, smaller) => {
  const [one, other] = [{ instance_class: larger }, { instance_class: smaller }];
  expect(because(capacityCut, 'aws_db_instance', one, other)).toEqual([
    `instance_class goes from ${larger} to ${smaller}`,
  ]);
  expect(because(capacityCut, 'aws_db_instance', other, one)).toEqual([]);
});

test.each(['db.serverless', 'dc2', ''])('of %j, no size is known', (other) => {
  expect(because(capacityCut, 'acme_thing', { instance_class: 'db.r6g.large' }, { instance_class: other })).toEqual([]);
});

test('a search domain of one node, without its masters', () => {
  const cluster = (instance_count: number, dedicated_master_enabled: boolean) => ({
    cluster_config: [{ instance_count, dedicated_master_enabled }],
  });
  expect(because(capacityCut, 'aws_opensearch_domain', cluster(6, true), cluster(1, false))).toEqual([
    'cluster_config.instance_count goes from 6 to 1',
    'cluster_config.dedicated_master_enabled goes from true to false',
  ]);
});

test.each([
  ['aws_ec2_fleet', 'target_capacity_specification.total_target_capacity'],
  ['aws_spot_fleet_request', 'target_capacity'],
])('%s of which none is left, or that is destroyed, blocks', (type, path) => {
  for (const after of [nest(path, 0), null]) {
    expect(find(capacityCut, change(type, nest(path, 10), after))?.blocks).toBe(true);
  }
  expect(find(capacityCut, change(type, nest(path, 10), nest(path, 5)))?.blocks).toBe(false);
});

test.each(['kubernetes_horizontal_pod_autoscaler', 'kubernetes_horizontal_pod_autoscaler_v2'])('%s', (type) => {
  for (const path of ['spec.max_replicas', 'spec.min_replicas']) {
    expect(find(capacityCut, change(type, nest(path, 10), nest(path, 1)))?.blocks).toBe(false);
    expect(because(capacityCut, type, nest(path, 1), nest(path, 10))).toEqual([]);
  }
  expect(because(capacityCut, type, {}, null)).toEqual(['what scales it is destroyed']);
});
