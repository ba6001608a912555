import { isGone, numberOf } from './attributes';
import { blocking, foundFrom, warning } from './line';
import type { Rule } from './rule';
import { becomes, limitShrinks, shrinks, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

const SETTINGS: readonly Setting[] = [
  ...[
    'desired_capacity',
    'desired_count',
    'max_capacity',
    'max_size',
    'min_capacity',
    'min_size',
    'node_count',
    'num_cache_clusters',
    'num_node_groups',
    'num_shards',
    'number_of_nodes',
    'replicas_per_node_group',
    'scaling_config.desired_size',
    'scaling_config.max_size',
    'scaling_config.min_size',
    'serverlessv2_scaling_configuration.max_capacity',
    'serverlessv2_scaling_configuration.min_capacity',
    'shard_count',
    'throttle_settings.burst_limit',
    'throttle_settings.rate_limit',
    'default_route_settings.throttling_burst_limit',
    'default_route_settings.throttling_rate_limit',
  ].map((path) => ({ path, isWorse: shrinks })),
  ...['on_demand_throughput.max_read_request_units', 'on_demand_throughput.max_write_request_units'].map((path) => ({
    path,
    isWorse: limitShrinks,
  })),
  { path: 'billing_mode', types: ['aws_dynamodb_table'], isWorse: becomes('PROVISIONED') },
];

const PROVISIONED: readonly Setting[] = [
  'read_capacity',
  'write_capacity',
  'global_secondary_index[name].read_capacity',
  'global_secondary_index[name].write_capacity',
].map((path) => ({ path, isWorse: shrinks }));

/** None is left to serve anybody. */
const STOPS: readonly Setting[] = [
  {
    path: 'desired_count',
    types: ['aws_ecs_service'],
    isWorse: (before, after) => shrinks(before, after) && numberOf(after) === 0,
  },
];

const SCALERS = ['aws_appautoscaling_policy', 'aws_appautoscaling_target', 'aws_autoscaling_policy'];

export const capacityCut: Rule = {
  name: 'capacity-cut',
  risk: 'Under load, requests are throttled.',
  find(change, plan) {
    const isGoing = SCALERS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const isOnDemand = change.after?.billing_mode === 'PAY_PER_REQUEST'; // which carries what comes
    return foundFrom('It can carry less than before.', [
      ...worsened(change, STOPS, blocking),
      ...worsened(change, SETTINGS, warning),
      ...(isOnDemand ? [] : worsened(change, PROVISIONED, warning)),
      ...(isGoing ? [warning('what scales it is destroyed')] : []),
    ]);
  },
};
