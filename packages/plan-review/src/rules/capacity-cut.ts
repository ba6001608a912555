import type { ResourceChange } from '../plan/model';
import { describeChange } from '../judging/attributes';
import { judge } from '../judging/judge';
import {
  ANY,
  becomes,
  limitShrinks,
  shrinks,
  shrinksToZero,
  turnsOff,
  type Setting,
  type Worsening,
} from '../judging/settings';

const REPLICATED = [
  'kubernetes_deployment',
  'kubernetes_deployment_v1',
  'kubernetes_replication_controller',
  'kubernetes_replication_controller_v1',
  'kubernetes_stateful_set',
  'kubernetes_stateful_set_v1',
];

const PODS = [
  'kubernetes_horizontal_pod_autoscaler',
  'kubernetes_horizontal_pod_autoscaler_v1',
  'kubernetes_horizontal_pod_autoscaler_v2',
  'kubernetes_horizontal_pod_autoscaler_v2beta2',
];

const SCALE_SETS = [
  'azurerm_linux_virtual_machine_scale_set',
  'azurerm_orchestrated_virtual_machine_scale_set',
  'azurerm_windows_virtual_machine_scale_set',
];

/** How many run, or may run at most. */
const RUNNING: readonly Pick<Setting, 'path' | 'types'>[] = [
  { path: 'compute_resources.max_vcpus', types: ['aws_batch_compute_environment'] },
  { path: 'desired_capacity', types: ['aws_autoscaling_group'] },
  { path: 'desired_count', types: ['aws_ecs_service'] },
  { path: 'instances', types: SCALE_SETS },
  { path: 'max_capacity', types: ['aws_appautoscaling_target'] },
  { path: 'max_size', types: ['aws_autoscaling_group'] },
  { path: 'node_count', types: ANY },
  { path: 'scaling_config.desired_size', types: ['aws_eks_node_group'] },
  { path: 'scaling_config.max_size', types: ['aws_eks_node_group'] },
  { path: 'spec.replicas', types: REPLICATED },
  { path: 'target_capacity', types: ['aws_spot_fleet_request'] },
  { path: 'target_capacity_specification.total_target_capacity', types: ['aws_ec2_fleet'] },
  {
    path: 'target_size',
    types: ['google_compute_instance_group_manager', 'google_compute_region_instance_group_manager'],
  },
  { path: 'template.scaling.max_instance_count', types: ['google_cloud_run_v2_service'] },
  { path: 'worker_count', types: ['azurerm_service_plan'] },
];

const SIZES = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', 'metal'];

/** `db.r6g.4xlarge`: 5 and 4; undefined for what has no such size. */
function sizeOf(value: unknown): readonly [number, number] | undefined {
  const [, times = '1', word] =
    /\.(\d*)(nano|micro|small|medium|large|xlarge|metal)(?:[.-]|$)/.exec(String(value)) ?? [];
  return word === undefined ? undefined : [SIZES.indexOf(word), Number(times === '' ? '1' : times)];
}

/** A smaller machine, of whatever family. */
const getsSmaller: Worsening = (before, after) => {
  const [from, to] = [sizeOf(before), sizeOf(after)];
  return from !== undefined && to !== undefined && (to[0] < from[0] || (to[0] === from[0] && to[1] < from[1]));
};

const OPENSEARCH = ['aws_elasticsearch_domain', 'aws_opensearch_domain'];
const STAGES = ['aws_apigatewayv2_stage'];
const TABLE = ['aws_dynamodb_table'];

const isNotOnDemand = ({ after }: ResourceChange): boolean => after?.billing_mode !== 'PAY_PER_REQUEST';

const SETTINGS: readonly Setting[] = [
  ...RUNNING.map((one) => ({ ...one, isWorse: shrinks })),
  ...[
    'broker_count',
    'desired_capacity',
    'desired_count',
    'iops',
    'max_capacity',
    'max_size',
    'min_capacity',
    'min_size',
    'num_cache_clusters',
    'num_cache_nodes',
    'num_node_groups',
    'num_replicas_per_shard',
    'num_shards',
    'number_of_broker_nodes',
    'number_of_cache_clusters',
    'number_of_nodes',
    'replicas_per_node_group',
    'shard_count',
  ].map((path) => ({ path, types: ANY, isWorse: shrinks }) as const),
  { path: 'scaling_config.min_size', types: ['aws_eks_node_group'], isWorse: shrinks },
  ...['max_capacity', 'min_capacity'].map((name) => ({
    path: `serverlessv2_scaling_configuration.${name}`,
    types: ['aws_neptune_cluster', 'aws_rds_cluster'],
    isWorse: shrinks,
  })),
  ...['max_replicas', 'min_replicas'].map((name) => ({ path: `spec.${name}`, types: PODS, isWorse: shrinks })),
  {
    path: 'compute_limits.maximum_capacity_units',
    types: ['aws_emr_managed_scaling_policy'],
    isWorse: shrinks,
  },
  { path: 'instance_count', types: ['aws_ec2_capacity_reservation', 'aws_emr_instance_group'], isWorse: shrinks },
  ...['dedicated_master_count', 'instance_count', 'warm_count'].map((name) => ({
    path: `cluster_config.${name}`,
    types: OPENSEARCH,
    isWorse: shrinks,
  })),
  ...['dedicated_master_enabled', 'multi_az_with_standby_enabled', 'zone_awareness_enabled'].map((name) => ({
    path: `cluster_config.${name}`,
    types: OPENSEARCH,
    isWorse: turnsOff,
  })),
  ...['cluster_config.dedicated_master_type', 'cluster_config.instance_type'].map((path) => ({
    path,
    types: OPENSEARCH,
    isWorse: getsSmaller,
  })),
  { path: 'broker_node_group_info.instance_type', types: ['aws_msk_cluster'], isWorse: getsSmaller },
  ...['db_cluster_instance_class', 'host_instance_type', 'instance_class', 'instance_type', 'node_type'].map(
    (path) => ({ path, types: ANY, isWorse: getsSmaller }) as const,
  ),
  ...['burst_limit', 'rate_limit'].flatMap((name) => [
    {
      path: `throttle_settings.${name}`,
      types: ['aws_api_gateway_account', 'aws_api_gateway_usage_plan'],
      isWorse: shrinks,
    },
    { path: `default_route_settings.throttling_${name}`, types: STAGES, isWorse: shrinks },
  ]),
  ...['read', 'write'].flatMap((one) => [
    { path: `on_demand_throughput.max_${one}_request_units`, types: TABLE, isWorse: limitShrinks },
    { path: `${one}_capacity`, types: TABLE, isWorse: shrinks, when: isNotOnDemand },
    { path: `global_secondary_index[name].${one}_capacity`, types: TABLE, isWorse: shrinks, when: isNotOnDemand },
  ]),
];

/** A table that took whatever came takes a fixed number a second from then on. */
const BILLING: Setting = {
  path: 'billing_mode',
  types: TABLE,
  isWorse: becomes('PROVISIONED'),
  describe: (attribute) => `${describeChange(attribute)}: what comes beyond the units that are bought is refused`,
};

const SCALERS = [
  ...PODS,
  'aws_appautoscaling_policy',
  'aws_appautoscaling_scheduled_action',
  'aws_appautoscaling_target',
  'aws_autoscaling_policy',
  'aws_autoscaling_schedule',
  'aws_autoscalingplans_scaling_plan',
  'aws_emr_managed_scaling_policy',
];

const MEMBERS = ['aws_docdb_cluster_instance', 'aws_neptune_cluster_instance', 'aws_rds_cluster_instance'];

export const capacityCut = judge({
  name: 'capacity-cut',
  risk: 'Under load, requests are throttled, or nobody is there to answer.',
  title: 'It can carry less than before.',
  // None is left to serve anybody.
  blocks: [...RUNNING.map((one) => ({ ...one, isWorse: shrinksToZero })), BILLING],
  warns: SETTINGS,
  endOf(type) {
    if (SCALERS.includes(type)) return { text: 'what scales it is destroyed', blocks: false };
    return MEMBERS.includes(type) ? { text: 'an instance of the cluster is destroyed', blocks: false } : undefined;
  },
});
