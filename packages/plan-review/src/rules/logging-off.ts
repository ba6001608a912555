import type { ResourceChange } from '../plan/model';
import { attributeAt, isSet, lostFrom, textsOf, UNKNOWN } from '../judging/attributes';
import { changesUnseen } from '../judging/hidden';
import { judge } from '../judging/judge';
import { warning, type Line } from '../judging/line';
import { parameter } from '../judging/parameters';
import {
  ANY,
  becomes,
  goesAway,
  leaves,
  onlyWhileItIs,
  shrinksToZero,
  sinksIn,
  switchesOff,
  turnsExplicitlyOff,
  turnsOff,
  turnsOn,
  unseenAt,
  type Setting,
  type Worsening,
} from '../judging/settings';

const BALANCERS = ['aws_alb', 'aws_elb', 'aws_lb'];
const STAGES = ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'];
const MACHINES = ['aws_sfn_state_machine'];
const API = ['aws_appsync_graphql_api'];
const FUNCTION = ['aws_lambda_function'];
const LAKE = ['aws_cloudtrail_event_data_store'];
const RECORDER = ['aws_config_configuration_recorder'];
const TRAIL = ['aws_cloudtrail'];
const AZURE_LOGS = [
  'azurerm_mssql_database_extended_auditing_policy',
  'azurerm_mssql_server_extended_auditing_policy',
  'azurerm_network_watcher_flow_log',
];
const BACKENDS = ['google_compute_backend_service', 'google_compute_region_backend_service'];

const ANALYZER = ['aws_accessanalyzer_analyzer'];
const SINKS = [
  'google_logging_billing_account_sink',
  'google_logging_folder_sink',
  'google_logging_organization_sink',
  'google_logging_project_sink',
];

const getsShorter: Worsening = (before, after) =>
  after !== UNKNOWN && textsOf(before).some((one) => !textsOf(after).includes(one));

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
  { path: 'disabled', types: SINKS, isWorse: turnsOn },
  { path: 'enabled_log[category].category', types: ['azurerm_monitor_diagnostic_setting'], isWorse: goesAway },
  { path: 'resource_types', types: ['aws_inspector2_enabler'], isWorse: onlyWhileItIs(getsShorter) },
  { path: 'type', types: ANALYZER, isWorse: onlyWhileItIs(leaves('ORGANIZATION')) },
  ...['recording_group.all_supported', 'recording_group.include_global_resource_types'].map((path) => ({
    path,
    types: RECORDER,
    isWorse: turnsOff,
  })),
  { path: 'recording_group.resource_types', types: RECORDER, isWorse: onlyWhileItIs(getsShorter) },
  { path: 'recording_mode.recording_frequency', types: RECORDER, isWorse: leaves('CONTINUOUS') },
  { path: 'is_enabled', types: ['aws_config_configuration_recorder_status'], isWorse: turnsOff },
  ...['account_aggregation_source.all_regions', 'organization_aggregation_source.all_regions'].map((path) => ({
    path,
    types: ['aws_config_configuration_aggregator'],
    isWorse: turnsOff,
  })),
  { path: 'linking_mode', types: ['aws_securityhub_finding_aggregator'], isWorse: leaves('ALL_REGIONS') },
  { path: 'traffic_type', types: ['aws_flow_log'], isWorse: leaves('ALL') },
  { path: 'event_selector.include_management_events', types: TRAIL, isWorse: turnsOff },
  { path: 'event_selector.read_write_type', types: TRAIL, isWorse: leaves('All') },
  ...['multi_region_enabled', 'organization_enabled'].map((path) => ({ path, types: LAKE, isWorse: turnsOff })),
  { path: 'suspend', types: LAKE, isWorse: turnsOn },
  { path: 'control_status', types: ['aws_securityhub_standards_control'], isWorse: leaves('ENABLED') },
  { path: 'association_status', types: ['aws_securityhub_standards_control_association'], isWorse: leaves('ENABLED') },
  { path: 'auto_enable_controls', types: ['aws_securityhub_account'], isWorse: turnsOff },
  { path: 'job_status', types: ['aws_macie2_classification_job'], isWorse: becomes('USER_PAUSED', 'CANCELLED') },
  { path: 'activate', types: ['aws_guardduty_threatintelset'], isWorse: turnsOff },
  { path: 'image_scanning_configuration.scan_on_push', types: ['aws_ecr_repository'], isWorse: turnsOff },
  { path: 'scan_type', types: ['aws_ecr_registry_scanning_configuration'], isWorse: sinksIn('ENHANCED', 'BASIC') },
  { path: 'enabled', types: AZURE_LOGS, isWorse: turnsExplicitlyOff },
  {
    path: 'log_config',
    types: ['google_compute_firewall', 'google_compute_subnetwork'],
    isWorse: onlyWhileItIs(goesAway),
  },
  { path: 'log_config.enable', types: BACKENDS, isWorse: onlyWhileItIs(turnsOff) },
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

const DETECTOR = ['aws_guardduty_detector'];

/** Who looks for intruders. */
const LOOKOUTS: readonly Setting[] = [
  { path: 'enable', types: DETECTOR, isWorse: turnsExplicitlyOff },
  ...[
    'datasources.kubernetes.audit_logs.enable',
    'datasources.malware_protection.scan_ec2_instance_with_findings.ebs_volumes.enable',
    'datasources.s3_logs.enable',
  ].map((path) => ({ path, types: DETECTOR, isWorse: turnsOff })),
  ...['additional_configuration[name].status', 'status'].map((path) => ({
    path,
    types: ['aws_guardduty_detector_feature', 'aws_guardduty_member_detector_feature'],
    isWorse: leaves('ENABLED'),
  })),
  { path: 'status', types: ['aws_macie2_account', 'aws_macie2_member'], isWorse: leaves('ENABLED') },
  // Of the accounts of an organization: all of them, those that join it, or none.
  {
    path: 'auto_enable',
    types: [
      'aws_detective_organization_configuration',
      'aws_guardduty_organization_configuration',
      'aws_macie2_organization_configuration',
      'aws_securityhub_organization_configuration',
    ],
    isWorse: turnsOff,
  },
  {
    path: 'auto_enable_standards',
    types: ['aws_securityhub_organization_configuration'],
    isWorse: leaves('DEFAULT'),
  },
  ...[
    { path: 'auto_enable_organization_members', types: ['aws_guardduty_organization_configuration'] },
    ...['additional_configuration[name].auto_enable', 'auto_enable'].map((path) => ({
      path,
      types: ['aws_guardduty_organization_configuration_feature'],
    })),
  ].flatMap((one) => [leaves('ALL'), sinksIn('NEW', 'NONE')].map((isWorse) => ({ ...one, isWorse }))),
  ...['ec2', 'ecr', 'lambda', 'lambda_code'].map((name) => ({
    path: `auto_enable.${name}`,
    types: ['aws_inspector2_organization_configuration'],
    isWorse: turnsOff,
  })),
  {
    path: 'configuration_policy.service_enabled',
    types: ['aws_securityhub_configuration_policy'],
    isWorse: turnsOff,
  },
  { path: 'tier', types: ['azurerm_security_center_subscription_pricing'], isWorse: sinksIn('Standard', 'Free') },
  { path: 'state', types: ['azurerm_mssql_server_security_alert_policy'], isWorse: leaves('Enabled') },
  { path: 'enabled', types: ['azurerm_advanced_threat_protection'], isWorse: turnsOff },
];

/** Who looks, and whether without one nobody looks at a whole account, or at all of something in it. */
const WATCHED_BY: ReadonlyMap<string, boolean> = new Map(
  [
    {
      isWhole: true,
      types: `
        aws_accessanalyzer_analyzer aws_config_conformance_pack aws_config_organization_conformance_pack
        aws_guardduty_detector_feature aws_guardduty_invite_accepter aws_guardduty_malware_protection_plan
        aws_guardduty_member aws_guardduty_member_detector_feature aws_guardduty_organization_configuration
        aws_guardduty_organization_configuration_feature aws_inspector2_enabler aws_inspector2_member_association
        aws_inspector2_organization_configuration aws_macie2_invitation_accepter aws_macie2_member
        aws_macie2_organization_configuration aws_securityhub_configuration_policy_association
        aws_securityhub_invite_accepter aws_securityhub_member aws_securityhub_organization_configuration
        aws_securityhub_standards_subscription
      `,
    },
    {
      isWhole: false,
      types: `
        aws_backup_framework aws_cloudtrail_organization_delegated_admin_account aws_config_config_rule
        aws_config_organization_custom_policy_rule aws_config_organization_custom_rule
        aws_config_organization_managed_rule aws_ecr_registry_scanning_configuration
        aws_guardduty_organization_admin_account aws_guardduty_threatintelset aws_inspector2_delegated_admin_account
        aws_macie2_classification_job aws_macie2_custom_data_identifier aws_macie2_organization_admin_account
        aws_route53_resolver_dnssec_config aws_securityhub_configuration_policy
        aws_securityhub_organization_admin_account aws_securityhub_product_subscription
        aws_securityhub_standards_control aws_securityhub_standards_control_association
      `,
    },
  ].flatMap(({ isWhole, types }) =>
    types
      .trim()
      .split(/\s+/)
      .map((type) => [type, isWhole] as const),
  ),
);

/** Lists of what is logged. */
const LISTS = ['enabled_cloudwatch_logs_exports', 'enabled_cluster_log_types', 'enabled_log_types'];

/** They are nothing but the logging of something else. */
const LOGGERS = [
  'aws_bedrock_model_invocation_logging_configuration',
  'aws_cloudfront_realtime_log_config',
  'aws_cloudtrail',
  'aws_cloudwatch_log_account_policy',
  'aws_cloudwatch_log_delivery',
  'aws_cloudwatch_log_delivery_destination',
  'aws_cloudwatch_log_delivery_source',
  'aws_cloudwatch_log_destination',
  'aws_cloudwatch_log_subscription_filter',
  'aws_cloudwatch_metric_stream',
  'aws_config_aggregate_authorization',
  'aws_config_configuration_aggregator',
  'aws_config_configuration_recorder',
  'aws_config_configuration_recorder_status',
  'aws_config_delivery_channel',
  'aws_flow_log',
  'aws_guardduty_publishing_destination',
  'aws_macie2_classification_export_configuration',
  'aws_networkfirewall_logging_configuration',
  'aws_oam_link',
  'aws_oam_sink',
  'aws_rds_cluster_activity_stream',
  'aws_redshift_logging',
  'aws_route53_query_log',
  'aws_route53_resolver_query_log_config',
  'aws_route53_resolver_query_log_config_association',
  'aws_s3_bucket_logging',
  'aws_securityhub_finding_aggregator',
  'aws_spot_datafeed_subscription',
  'aws_ssm_resource_data_sync',
  'aws_vpclattice_access_log_subscription',
  'aws_wafv2_web_acl_logging_configuration',
  'aws_xray_sampling_rule',
  'azurerm_monitor_diagnostic_setting',
  'google_logging_project_sink',
];

export const loggingOff = judge({
  name: 'logging-off',
  risk: 'After an incident, nobody can tell what happened.',
  title: 'Less is logged than before.',
  blocks: LOOKOUTS,
  warns: SETTINGS,
  more: (change) => unlisted(change),
  unseen: (change) => unseenAt(change, LISTS).map(warning),
  endOf(type) {
    if (LOGGERS.includes(type)) return { text: 'what writes the log is destroyed', blocks: false };
    const isWhole = WATCHED_BY.get(type);
    return isWhole === undefined
      ? undefined
      : { text: 'who looks for intruders, or for mistakes, is destroyed', blocks: isWhole };
  },
});

const unlisted = (change: ResourceChange): Line[] =>
  isSet(change)
    ? LISTS.map((name) => attributeAt(change, name))
        .filter((list) => !changesUnseen(list))
        .flatMap((list) => lostFrom(list).map((one) => warning(`${list.name}: ${one} is removed`)))
    : [];
