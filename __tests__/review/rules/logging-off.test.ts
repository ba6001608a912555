import type { Json, JsonObject } from '../../../packages/plan-review/src/plan/value';
import { loggingOff } from '../../../packages/plan-review/src/rules/logging-off';
import { because, change, find, nest, typeWith } from './change';

test('tracing of a function warns', () => {
  const off = change(
    'aws_lambda_function',
    { tracing_config: [{ mode: 'Active' }] },
    { tracing_config: [{ mode: 'PassThrough' }] },
  );
  expect(find(loggingOff, off)).toEqual({
    blocks: false,
    title: 'Less is logged than before.',
    because: ['tracing_config.mode goes from Active to PassThrough'],
  });
});

test.each<[string, JsonObject, JsonObject, string]>([
  ['aws_appsync_graphql_api', { xray_enabled: true }, { xray_enabled: false }, 'xray_enabled goes from true to false'],
  [
    'aws_appsync_graphql_api',
    { log_config: [{ field_log_level: 'ERROR' }] },
    { log_config: [{ field_log_level: 'NONE' }] },
    'log_config.field_log_level goes from ERROR to NONE',
  ],
  [
    'aws_appsync_graphql_api',
    { log_config: { cloudwatch_logs_role_arn: 'arn:a' } },
    {},
    'log_config.cloudwatch_logs_role_arn goes from arn:a to nothing',
  ],
  [
    'aws_lb',
    { access_logs: [{ enabled: true }] },
    { access_logs: [{ enabled: false }] },
    'access_logs.enabled goes from true to false',
  ],
  ['aws_cloudtrail', { enable_logging: true }, { enable_logging: false }, 'enable_logging goes from true to false'],
  [
    'aws_cloudtrail',
    { is_multi_region_trail: true },
    { is_multi_region_trail: false },
    'is_multi_region_trail goes from true to false',
  ],
  [
    'aws_api_gateway_stage',
    { access_log_settings: [{ destination_arn: 'arn:a' }] },
    { access_log_settings: [] },
    'access_log_settings.destination_arn goes from arn:a to nothing',
  ],
  [
    'aws_api_gateway_method_settings',
    { settings: [{ logging_level: 'INFO' }] },
    { settings: [{ logging_level: 'OFF' }] },
    'settings.logging_level goes from INFO to OFF',
  ],
  [
    'aws_lambda_function',
    { logging_config: [{ application_log_level: 'INFO' }] },
    { logging_config: [{ application_log_level: 'ERROR' }] },
    'logging_config.application_log_level goes from INFO to ERROR',
  ],
  ['aws_db_instance', { monitoring_interval: 60 }, { monitoring_interval: 0 }, 'monitoring_interval goes from 60 to 0'],
  [
    'aws_db_instance',
    { enabled_cloudwatch_logs_exports: ['audit', 'error'] },
    { enabled_cloudwatch_logs_exports: ['error'] },
    'enabled_cloudwatch_logs_exports: audit is removed',
  ],
])('%s: %j to %j, and back', (type, more, less, sentence) => {
  expect(because(loggingOff, type, more, less)).toEqual([sentence]);
  expect(because(loggingOff, type, less, more)).toEqual([]);
  expect(because(loggingOff, type, null, less)).toEqual([]);
});

test('what writes the log goes, and not with what it writes of', () => {
  const gone = change('aws_flow_log', { id: 'fl-1', vpc_id: 'vpc-0123456789abcdef1' }, null);
  expect(find(loggingOff, gone)?.because).toEqual(['what writes the log is destroyed']);
  expect(find(loggingOff, gone, change('aws_vpc', { id: 'vpc-0123456789abcdef1' }, null))).toBeUndefined();
  expect(find(loggingOff, gone, change('aws_vpc', { id: 'vpc-0123456789abcdef2' }, null))).toBeDefined();
});

test.each([
  ...[
    'connection_logs.enabled',
    'enable_log_file_validation',
    'include_global_service_events',
    'is_organization_trail',
  ],
  ...['monitoring', 'performance_insights_enabled', 'recording_group.all_supported', 'tracing_configuration.enabled'],
  'xray_tracing_enabled',
])('%s goes from true to false', (path) => {
  expect(because(loggingOff, typeWith(loggingOff, path), nest(path, true), nest(path, false))).toEqual([
    `${path} goes from true to false`,
  ]);
});

test.each(['access_logs.bucket', 'cloud_watch_logs_group_arn', 'logging_config.bucket'])('%s goes away', (path) => {
  expect(because(loggingOff, typeWith(loggingOff, path), nest(path, 'a'), {})).toEqual([
    `${path} goes from a to nothing`,
  ]);
});

test.each([
  ['logging_config.system_log_level', 'DEBUG', 'WARN'],
  ['logging_config.application_log_level', 'TRACE', 'DEBUG'],
  ['logging_config.application_log_level', 'ERROR', 'FATAL'],
  ['logging_configuration.level', 'ALL', 'ERROR'],
  ['logging_configuration.level', 'FATAL', 'OFF'],
  ['log_config.field_log_level', 'ALL', 'DEBUG'],
  ['log_config.field_log_level', 'INFO', 'ERROR'],
  ['settings.logging_level', 'ERROR', 'OFF'],
])('%s goes from %s to %s, and back', (path, more, less) => {
  expect(because(loggingOff, typeWith(loggingOff, path), nest(path, more), nest(path, less))).toHaveLength(1);
  expect(because(loggingOff, typeWith(loggingOff, path), nest(path, less), nest(path, more))).toEqual([]);
});

test.each(['enabled_cluster_log_types', 'enabled_log_types'])('%s gets shorter', (name) => {
  expect(because(loggingOff, 'acme_thing', { [name]: ['a', 'b'] }, { [name]: ['b'] })).toEqual([
    `${name}: a is removed`,
  ]);
});

test.each([
  ...['aws_cloudtrail', 'aws_cloudwatch_log_subscription_filter', 'aws_config_configuration_recorder'],
  ...['aws_config_configuration_recorder_status', 'aws_networkfirewall_logging_configuration', 'aws_redshift_logging'],
  ...['aws_route53_query_log', 'aws_s3_bucket_logging', 'aws_wafv2_web_acl_logging_configuration'],
  ...['aws_config_delivery_channel', 'aws_cloudwatch_log_destination', 'aws_rds_cluster_activity_stream'],
  ...['azurerm_monitor_diagnostic_setting', 'google_logging_project_sink'],
])('%s is destroyed', (type) => {
  expect(find(loggingOff, change(type, {}, null))?.because).toEqual(['what writes the log is destroyed']);
});

test('a finer interval is no loss, nor is a log that goes with its resource', () => {
  expect(because(loggingOff, 'aws_db_instance', { monitoring_interval: 60 }, { monitoring_interval: 30 })).toEqual([]);
  expect(because(loggingOff, 'aws_db_instance', { x: 1 }, { monitoring_interval: 0 })).toEqual([]);
  expect(
    find(loggingOff, change('aws_db_instance', { enabled_cloudwatch_logs_exports: ['audit'] }, null)),
  ).toBeUndefined();
});

test('nobody who looks for intruders: blocks', () => {
  const [on, off] = [{ enable: true }, { enable: false }];
  expect(find(loggingOff, change('aws_guardduty_detector', on, off))?.blocks).toBe(true);
  expect(because(loggingOff, 'aws_guardduty_detector', off, on)).toEqual([]);
  expect(because(loggingOff, 'acme_thing', on, off)).toEqual([]);
});

test('a function that goes needs no trace: that it goes is said elsewhere', () => {
  expect(
    find(loggingOff, change('aws_lambda_function', { tracing_config: [{ mode: 'Active' }] }, null)),
  ).toBeUndefined();
});

test.each([
  ['aws_db_parameter_group', 'log_connections', '1', '0'],
  ['aws_db_parameter_group', 'log_statement', 'all', 'ddl'],
  ['aws_db_parameter_group', 'pgaudit.log', 'ddl,role', 'none'],
  ['aws_rds_cluster_parameter_group', 'server_audit_logging', '1', '0'],
  ['aws_rds_cluster_parameter_group', 'log_min_duration_statement', '500', '-1'],
  ['aws_docdb_cluster_parameter_group', 'audit_logs', 'enabled', 'disabled'],
  ['aws_redshift_parameter_group', 'enable_user_activity_logging', 'true', 'false'],
])('%s: %s from %s to %s, or destroyed, warns', (type, name, on, off) => {
  const path = `parameter[name=${name}].value`;
  const [more, less] = [nest(path, on), nest(path, off)];
  expect(find(loggingOff, change(type, more, less))).toMatchObject({
    blocks: false,
    because: [`parameter[${name}].value goes from ${on} to ${off}`],
  });
  expect(because(loggingOff, type, more, null)).toEqual([`it is destroyed: parameter[${name}].value was ${on}`]);
  expect(because(loggingOff, type, less, more)).toEqual([]);
  expect(because(loggingOff, type, null, less)).toEqual([]);
});

test.each([
  ['aws_inspector2_enabler', true],
  ['aws_guardduty_member', true],
  ['aws_accessanalyzer_analyzer', true],
  ['aws_securityhub_standards_subscription', true],
  ['aws_config_config_rule', false],
  ['aws_ecr_registry_scanning_configuration', false],
])('%s that looks for intruders is destroyed; blocks: %j', (type, blocks) => {
  expect(find(loggingOff, change(type, {}, null))).toMatchObject({
    blocks,
    because: ['who looks for intruders, or for mistakes, is destroyed'],
  });
});

test.each<[string, JsonObject, JsonObject]>([
  ['google_logging_project_sink', { disabled: false }, { disabled: true }],
  ['google_logging_organization_sink', { disabled: false }, { disabled: true }],
  ['azurerm_monitor_diagnostic_setting', { enabled_log: [{ category: 'Audit' }] }, { enabled_log: [] }],
  ['aws_inspector2_enabler', { resource_types: ['EC2', 'ECR'] }, { resource_types: ['EC2'] }],
  ['aws_accessanalyzer_analyzer', { type: 'ORGANIZATION' }, { type: 'ACCOUNT' }],
])('%s from %j to %j warns, and back is silent', (type, more, less) => {
  expect(find(loggingOff, change(type, more, less))?.blocks).toBe(false);
  expect(because(loggingOff, type, less, more)).toEqual([]);
});

describe.each([
  [
    'blocks',
    true,
    [
      ['aws_guardduty_detector', 'datasources.s3_logs.enable', true, false],
      ['aws_guardduty_detector_feature', 'additional_configuration[name].status', 'ENABLED', 'DISABLED'],
      ['aws_guardduty_detector_feature', 'status', 'ENABLED', 'DISABLED'],
      ['aws_guardduty_member_detector_feature', 'status', 'ENABLED', 'DISABLED'],
      ['aws_macie2_account', 'status', 'ENABLED', 'PAUSED'],
      ['aws_macie2_member', 'status', 'ENABLED', 'PAUSED'],
      ['aws_detective_organization_configuration', 'auto_enable', true, false],
      ['aws_guardduty_organization_configuration', 'auto_enable', true, false],
      ['aws_guardduty_organization_configuration', 'auto_enable_organization_members', 'ALL', 'NEW'],
      ['aws_guardduty_organization_configuration', 'auto_enable_organization_members', 'ALL', 'NONE'],
      ['aws_guardduty_organization_configuration', 'auto_enable_organization_members', 'NEW', 'NONE'],
      ['aws_guardduty_organization_configuration_feature', 'auto_enable', 'ALL', 'NONE'],
      ['aws_inspector2_organization_configuration', 'auto_enable.ecr', true, false],
      ['aws_macie2_organization_configuration', 'auto_enable', true, false],
      ['aws_securityhub_configuration_policy', 'configuration_policy.service_enabled', true, false],
      ['aws_securityhub_organization_configuration', 'auto_enable', true, false],
      ['aws_securityhub_organization_configuration', 'auto_enable_standards', 'DEFAULT', 'NONE'],
      ['azurerm_advanced_threat_protection', 'enabled', true, false],
      ['azurerm_mssql_server_security_alert_policy', 'state', 'Enabled', 'Disabled'],
      ['azurerm_security_center_subscription_pricing', 'tier', 'Standard', 'Free'],
    ],
  ],
  [
    'warns',
    false,
    [
      ['aws_cloudtrail', 'event_selector.include_management_events', true, false],
      ['aws_cloudtrail', 'event_selector.read_write_type', 'All', 'WriteOnly'],
      ['aws_cloudtrail_event_data_store', 'multi_region_enabled', true, false],
      ['aws_cloudtrail_event_data_store', 'suspend', false, true],
      ['aws_config_configuration_aggregator', 'account_aggregation_source.all_regions', true, false],
      ['aws_config_configuration_recorder', 'recording_group.include_global_resource_types', true, false],
      ['aws_config_configuration_recorder', 'recording_group.resource_types', ['a', 'b'], ['b']],
      ['aws_config_configuration_recorder', 'recording_mode.recording_frequency', 'CONTINUOUS', 'DAILY'],
      ['aws_config_configuration_recorder_status', 'is_enabled', true, false],
      ['aws_ecr_registry_scanning_configuration', 'scan_type', 'ENHANCED', 'BASIC'],
      ['aws_ecr_repository', 'image_scanning_configuration.scan_on_push', true, false],
      ['aws_flow_log', 'traffic_type', 'ALL', 'REJECT'],
      ['aws_guardduty_threatintelset', 'activate', true, false],
      ['aws_macie2_classification_job', 'job_status', 'RUNNING', 'USER_PAUSED'],
      ['aws_securityhub_account', 'auto_enable_controls', true, false],
      ['aws_securityhub_finding_aggregator', 'linking_mode', 'ALL_REGIONS', 'SPECIFIED_REGIONS'],
      ['aws_securityhub_standards_control', 'control_status', 'ENABLED', 'DISABLED'],
      ['aws_securityhub_standards_control_association', 'association_status', 'ENABLED', 'DISABLED'],
      ['azurerm_network_watcher_flow_log', 'enabled', true, false],
      ['google_compute_backend_service', 'log_config.enable', true, false],
      ['google_compute_subnetwork', 'log_config', [{ metadata: 'INCLUDE_ALL_METADATA' }], []],
    ],
  ],
] as [string, boolean, [string, string, Json, Json][]][])('less is watched than before: %s', (_, blocks, cases) => {
  test.each(cases)('%s.%s from %j to %j, and back is silent, as is a new one', (type, path, more, less) => {
    const found = find(loggingOff, change(type, nest(path, more), nest(path, less)));
    expect(found).toMatchObject({ blocks, because: [expect.stringMatching(/ goes from .+ to /)] });
    expect(because(loggingOff, type, nest(path, less), nest(path, more))).toEqual([]);
    expect(because(loggingOff, type, null, nest(path, less))).toEqual([]);
  });
});

test('how often findings are told is no danger', () => {
  const path = 'finding_publishing_frequency';
  const [often, seldom] = [nest(path, 'FIFTEEN_MINUTES'), nest(path, 'SIX_HOURS')];
  expect(because(loggingOff, 'aws_guardduty_detector', often, seldom)).toEqual([]);
});
