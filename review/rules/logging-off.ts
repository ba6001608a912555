import { attributeAt, isGone, isSet, lostFrom, numberOf } from './attributes';
import type { ResourceChange } from '../plan/model';
import { changesUnseen, describeUnseen } from './hidden';
import { blocking, foundFrom, warning, type Line } from './line';
import type { Rule } from './rule';
import { goesAway, leaves, sinksIn, turnsExplicitlyOff, turnsOff, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

const SETTINGS: readonly Setting[] = [
  ...[
    'access_logs.enabled',
    'connection_logs.enabled',
    'enable_log_file_validation',
    'enable_logging',
    'include_global_service_events',
    'is_multi_region_trail',
    'is_organization_trail',
    'monitoring',
    'performance_insights_enabled',
    'tracing_configuration.enabled',
    'xray_enabled',
    'xray_tracing_enabled',
    'recording_group.all_supported',
  ].map((path) => ({ path, isWorse: turnsOff })),
  { path: 'tracing_config.mode', isWorse: leaves('Active') },
  { path: 'access_log_settings.destination_arn', isWorse: goesAway },
  { path: 'access_logs.bucket', isWorse: goesAway },
  { path: 'logging_config.bucket', isWorse: goesAway },
  { path: 'cloud_watch_logs_group_arn', isWorse: goesAway },
  { path: 'monitoring_interval', isWorse: (before, after) => (numberOf(before) ?? 0) > 0 && numberOf(after) === 0 },
  { path: 'log_config.cloudwatch_logs_role_arn', isWorse: goesAway },
  { path: 'log_config.field_log_level', isWorse: sinksIn('ALL', 'DEBUG', 'INFO', 'ERROR', 'NONE') },
  { path: 'logging_configuration.level', isWorse: sinksIn('ALL', 'ERROR', 'FATAL', 'OFF') },
  { path: 'settings.logging_level', isWorse: sinksIn('INFO', 'ERROR', 'OFF') },
  ...['logging_config.application_log_level', 'logging_config.system_log_level'].map((path) => ({
    path,
    isWorse: sinksIn('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'),
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

export const loggingOff: Rule = {
  name: 'logging-off',
  risk: 'After an incident, nobody can tell what happened.',
  find(change, plan) {
    const isGoing = LOGGERS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const lines = [
      ...worsened(change, LOOKOUTS, blocking),
      ...worsened(change, SETTINGS, warning),
      ...unlisted(change),
      ...(isGoing ? [warning('what writes the log is destroyed')] : []),
    ];
    return foundFrom('Less is logged than before.', lines);
  },
};

function unlisted(change: ResourceChange): Line[] {
  if (!isSet(change)) return [];
  return LISTS.flatMap((name) => {
    const list = attributeAt(change, name);
    if (changesUnseen(list)) return [blocking(describeUnseen(name))];
    return lostFrom(list).map((one) => warning(`${name}: ${one} is removed`));
  });
}
