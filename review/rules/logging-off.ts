import type { ResourceChange } from '../plan/model';
import { attributeAt, isSet, lostFrom } from './attributes';
import { changesUnseen } from './hidden';
import { judge } from './judge';
import { warning, type Line } from './line';
import { parameter } from './parameters';
import {
  ANY,
  goesAway,
  leaves,
  onlyWhileItIs,
  shrinksToZero,
  sinksIn,
  switchesOff,
  turnsExplicitlyOff,
  turnsOff,
  unseenAt,
  type Setting,
} from './settings';

const BALANCERS = ['aws_alb', 'aws_elb', 'aws_lb'];
const STAGES = ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'];
const MACHINES = ['aws_sfn_state_machine'];
const API = ['aws_appsync_graphql_api'];
const FUNCTION = ['aws_lambda_function'];

const SETTINGS: readonly Setting[] = [
  ...['access_logs.enabled', 'connection_logs.enabled'].map((path) => ({ path, types: BALANCERS, isWorse: turnsOff })),
  ...[
    'enable_log_file_validation',
    'enable_logging',
    'include_global_service_events',
    'is_multi_region_trail',
    'is_organization_trail',
    'performance_insights_enabled',
    'xray_enabled',
    'xray_tracing_enabled',
  ].map((path) => ({ path, types: ANY, isWorse: turnsOff }) as const),
  {
    path: 'monitoring',
    types: ['aws_instance', 'aws_launch_template', 'aws_spot_instance_request'],
    isWorse: turnsOff,
  },
  { path: 'tracing_configuration.enabled', types: MACHINES, isWorse: turnsOff },
  { path: 'recording_group.all_supported', types: ['aws_config_configuration_recorder'], isWorse: turnsOff },
  // A function or a stage that is destroyed stops, which is said elsewhere.
  { path: 'tracing_config.mode', types: FUNCTION, isWorse: onlyWhileItIs(leaves('Active')) },
  { path: 'access_log_settings.destination_arn', types: STAGES, isWorse: onlyWhileItIs(goesAway) },
  { path: 'access_logs.bucket', types: BALANCERS, isWorse: goesAway },
  { path: 'logging_config.bucket', types: ['aws_cloudfront_distribution'], isWorse: goesAway },
  { path: 'cloud_watch_logs_group_arn', types: ['aws_cloudtrail'], isWorse: goesAway },
  { path: 'monitoring_interval', types: ANY, isWorse: shrinksToZero },
  { path: 'log_config.cloudwatch_logs_role_arn', types: API, isWorse: goesAway },
  { path: 'log_config.field_log_level', types: API, isWorse: sinksIn('ALL', 'DEBUG', 'INFO', 'ERROR', 'NONE') },
  { path: 'logging_configuration.level', types: MACHINES, isWorse: sinksIn('ALL', 'ERROR', 'FATAL', 'OFF') },
  {
    path: 'settings.logging_level',
    types: ['aws_api_gateway_method_settings'],
    isWorse: sinksIn('INFO', 'ERROR', 'OFF'),
  },
  // What a database writes down.
  ...[
    'audit_log_enabled',
    'audit_logs',
    'cloudsql.enable_pgaudit',
    'enable_user_activity_logging',
    'log_connections',
    'log_disconnections',
    'log_min_duration_statement',
    'neptune_enable_audit_log',
    'pgaudit.log',
    'server_audit_logging',
    'slow_query_log',
  ].flatMap((name) => parameter(name, { isWorse: switchesOff })),
  ...parameter('log_statement', { isWorse: sinksIn('all', 'mod', 'ddl', 'none') }),
  ...['logging_config.application_log_level', 'logging_config.system_log_level'].map((path) => ({
    path,
    types: FUNCTION,
    isWorse: onlyWhileItIs(sinksIn('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL')),
  })),
];

/** Who looks for intruders. */
const LOOKOUTS: readonly Setting[] = [
  { path: 'enable', types: ['aws_guardduty_detector'], isWorse: turnsExplicitlyOff },
];

/** Lists of what is logged. */
const LISTS = ['enabled_cloudwatch_logs_exports', 'enabled_cluster_log_types', 'enabled_log_types'];

/** They are nothing but the logging of something else. */
const LOGGERS = [
  'aws_cloudtrail',
  'aws_cloudwatch_log_subscription_filter',
  'aws_config_configuration_recorder',
  'aws_config_configuration_recorder_status',
  'aws_flow_log',
  'aws_networkfirewall_logging_configuration',
  'aws_redshift_logging',
  'aws_route53_query_log',
  'aws_s3_bucket_logging',
  'aws_wafv2_web_acl_logging_configuration',
];

export const loggingOff = judge({
  name: 'logging-off',
  risk: 'After an incident, nobody can tell what happened.',
  title: 'Less is logged than before.',
  blocks: LOOKOUTS,
  warns: SETTINGS,
  more: (change) => unlisted(change),
  unseen: (change) => unseenAt(change, LISTS).map(warning),
  endOf: (type) => (LOGGERS.includes(type) ? { text: 'what writes the log is destroyed', blocks: false } : undefined),
});

const unlisted = (change: ResourceChange): Line[] =>
  isSet(change)
    ? LISTS.map((name) => attributeAt(change, name))
        .filter((list) => !changesUnseen(list))
        .flatMap((list) => lostFrom(list).map((one) => warning(`${list.name}: ${one} is removed`)))
    : [];
