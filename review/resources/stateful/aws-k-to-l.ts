import type { Stateful } from './stateful';

export const AWS_K_TO_L: readonly Stateful[] = [
  { type: 'aws_kendra_index', holds: 'its documents', replacedBy: ['edition', 'server_side_encryption_configuration'] },
  {
    type: 'aws_key_pair',
    holds: 'the key that servers were started with',
    replacedBy: ['key_name', 'key_name_prefix', 'public_key'],
  },
  { type: 'aws_keyspaces_keyspace', holds: 'its tables', replacedBy: ['name', 'replication_specification'] },
  {
    type: 'aws_keyspaces_table',
    holds: 'its rows',
    replacedBy: ['client_side_timestamps', 'comment', 'keyspace_name', 'table_name'],
  },
  {
    type: 'aws_kinesis_analytics_application',
    holds: 'its running state',
    replacedBy: ['description', 'inputs', 'name'],
  },
  {
    type: 'aws_kinesis_firehose_delivery_stream',
    holds: 'records that are not delivered yet',
    replacedBy: ['destination', 'name'],
  },
  { type: 'aws_kinesis_stream', holds: 'records that are not read yet', replacedBy: ['name'] },
  {
    type: 'aws_kinesis_video_stream',
    holds: 'its recordings',
    replacedBy: ['data_retention_in_hours', 'kms_key_id', 'name'],
  },
  {
    type: 'aws_kinesisanalyticsv2_application',
    holds: 'its running state and snapshots',
    replacedBy: ['application_mode', 'description', 'name'],
  },
  {
    type: 'aws_kinesisanalyticsv2_application_snapshot',
    holds: 'the snapshot',
    replacedBy: ['application_name', 'snapshot_name'],
  },
  {
    type: 'aws_kms_custom_key_store',
    holds: 'its keys',
    replacedBy: ['cloud_hsm_cluster_id', 'custom_key_store_type', 'trust_anchor_certificate'],
  },
  {
    type: 'aws_kms_external_key',
    holds: 'the key, and all that is encrypted with it',
    replacedBy: ['key_material_base64', 'multi_region'],
  },
  {
    type: 'aws_kms_key',
    holds: 'the key, and all that is encrypted with it',
    replacedBy: ['custom_key_store_id', 'customer_master_key_spec', 'key_usage', 'multi_region', 'xks_key_id'],
  },
  {
    type: 'aws_kms_replica_external_key',
    holds: 'the replica, and in its region all that is encrypted with it',
    replacedBy: ['key_material_base64', 'primary_key_arn'],
  },
  {
    type: 'aws_kms_replica_key',
    holds: 'the replica, and in its region all that is encrypted with it',
    replacedBy: ['primary_key_arn'],
  },
  { type: 'aws_lambda_function_url', holds: 'the URL that callers use', replacedBy: ['function_name', 'qualifier'] },
  { type: 'aws_lightsail_bucket', holds: 'its objects', replacedBy: ['name'] },
  { type: 'aws_lightsail_container_service', holds: 'its host name', replacedBy: ['name'] },
  {
    type: 'aws_lightsail_database',
    holds: 'its databases',
    replacedBy: [
      'availability_zone',
      'blueprint_id',
      'bundle_id',
      'master_database_name',
      'master_username',
      'relational_database_name',
    ],
  },
  { type: 'aws_lightsail_disk', holds: 'its blocks', replacedBy: ['availability_zone', 'name', 'size_in_gb'] },
  {
    type: 'aws_lightsail_instance',
    holds: 'its disk',
    replacedBy: ['availability_zone', 'blueprint_id', 'bundle_id', 'key_pair_name', 'name', 'user_data'],
  },
  { type: 'aws_lightsail_static_ip', holds: 'the IP address', replacedBy: ['name'] },
  { type: 'aws_location_geofence_collection', holds: 'its geofences', replacedBy: ['collection_name', 'kms_key_id'] },
  { type: 'aws_location_tracker', holds: 'its positions', replacedBy: ['kms_key_id'] },
];
