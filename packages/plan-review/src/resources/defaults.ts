import { own } from '../../../../keys/own';
import type { JsonObject } from '../plan/value';

/**
 * What the provider takes for an argument that is left out, of types that this project makes or takes over, and of others
 * where it decides on a replacement. Source: plans of the AWS provider 5.100.0; a test plans them again.
 */
export const DEFAULTS: Readonly<Record<string, JsonObject>> = {
  aws_ami: { architecture: 'x86_64', sriov_net_support: 'simple', virtualization_type: 'paravirtual' },
  aws_ami_copy: { encrypted: false },
  aws_appsync_api_key: { description: 'Managed by Terraform' },
  aws_appsync_graphql_api: {
    api_type: 'GRAPHQL',
    introspection_config: 'ENABLED',
    query_depth_limit: 0,
    resolver_count_limit: 0,
    visibility: 'GLOBAL',
  },
  aws_cloudwatch_log_group: { retention_in_days: 0, skip_destroy: false },
  aws_cloudwatch_metric_alarm: { actions_enabled: true, treat_missing_data: 'missing' },
  aws_cognito_user_pool: { deletion_protection: 'INACTIVE', mfa_configuration: 'OFF' },
  aws_docdb_cluster: { engine: 'docdb', port: 27_017 },
  aws_dynamodb_table: { billing_mode: 'PROVISIONED' },
  aws_ecr_repository: { image_tag_mutability: 'MUTABLE' },
  aws_eks_cluster: { bootstrap_self_managed_addons: true },
  aws_elasticache_replication_group: { engine: 'redis' },
  aws_fsx_lustre_file_system: { copy_tags_to_backups: false, deployment_type: 'SCRATCH_1', storage_type: 'SSD' },
  aws_iam_role: { force_detach_policies: false, max_session_duration: 3600, path: '/' },
  aws_kendra_index: { edition: 'ENTERPRISE_EDITION' },
  aws_kinesis_stream: { encryption_type: 'NONE', enforce_consumer_deletion: false, retention_period: 24 },
  aws_kms_key: { customer_master_key_spec: 'SYMMETRIC_DEFAULT', key_usage: 'ENCRYPT_DECRYPT' },
  aws_lambda_function: {
    memory_size: 128,
    package_type: 'Zip',
    publish: false,
    reserved_concurrent_executions: -1,
    skip_destroy: false,
    timeout: 3,
  },
  aws_memorydb_cluster: { auto_minor_version_upgrade: true, data_tiering: false, tls_enabled: true },
  aws_neptune_cluster: { engine: 'neptune', port: 8182, storage_encrypted: false },
  aws_rds_cluster: { engine_mode: 'provisioned' },
  aws_s3_bucket: { force_destroy: false },
  aws_sns_topic: { content_based_deduplication: false, fifo_topic: false },
  aws_sns_topic_subscription: {
    confirmation_timeout_in_minutes: 1,
    endpoint_auto_confirms: false,
    raw_message_delivery: false,
  },
  aws_sqs_queue: {
    content_based_deduplication: false,
    delay_seconds: 0,
    fifo_queue: false,
    max_message_size: 262_144,
    receive_wait_time_seconds: 0,
    visibility_timeout_seconds: 30,
  },
  aws_transfer_server: { domain: 'S3', identity_provider_type: 'SERVICE_MANAGED' },
};

/** What is set of two configurations of one resource, where one of them says what the other leaves to the provider. */
export function withDefaults(
  type: string,
  one: JsonObject,
  other: JsonObject,
): readonly [one: JsonObject, other: JsonObject] {
  const said = (side: JsonObject, name: string): boolean => (own(side, name) ?? null) !== null;
  const defaults = Object.entries(own(DEFAULTS, type) ?? {}).filter(([name]) => said(one, name) !== said(other, name));
  if (defaults.length === 0) return [one, other];
  const fill = (side: JsonObject): JsonObject => ({
    ...side,
    ...Object.fromEntries(defaults.filter(([name]) => !said(side, name))),
  });
  return [fill(one), fill(other)];
}
