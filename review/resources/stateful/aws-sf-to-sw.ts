import type { Stateful } from './stateful';

export const AWS_SF_TO_SW: readonly Stateful[] = [
  {
    type: 'aws_sfn_state_machine',
    holds: 'its executions, those that run included',
    replacedBy: ['name', 'name_prefix', 'type'],
  },
  {
    type: 'aws_signer_signing_profile',
    holds: 'the profile that signatures are checked with',
    replacedBy: ['name', 'name_prefix', 'platform_id', 'signature_validity_period', 'signing_material'],
  },
  { type: 'aws_simpledb_domain', holds: 'its items', replacedBy: ['name'] },
  { type: 'aws_sns_platform_application', holds: 'the devices that are registered', replacedBy: ['name', 'platform'] },
  { type: 'aws_sns_topic', holds: 'its subscriptions', replacedBy: ['fifo_topic', 'name', 'name_prefix'] },
  {
    type: 'aws_sns_topic_subscription',
    holds: 'the subscription, and its confirmation',
    replacedBy: ['endpoint', 'protocol', 'topic_arn'],
  },
  {
    type: 'aws_sqs_queue',
    holds: 'messages that are not received yet',
    replacedBy: ['fifo_queue', 'name', 'name_prefix'],
  },
  {
    type: 'aws_ssm_activation',
    holds: 'the code that machines register with',
    replacedBy: ['description', 'expiration_date', 'iam_role', 'name', 'registration_limit', 'tags'],
  },
  { type: 'aws_ssm_parameter', holds: 'the value, with its history', replacedBy: ['data_type', 'name'] },
  {
    type: 'aws_storagegateway_cached_iscsi_volume',
    holds: 'its blocks',
    replacedBy: [
      'gateway_arn',
      'kms_encrypted',
      'kms_key',
      'network_interface_id',
      'snapshot_id',
      'source_volume_arn',
      'target_name',
      'volume_size_in_bytes',
    ],
  },
  {
    type: 'aws_storagegateway_file_system_association',
    holds: 'what is not uploaded yet',
    replacedBy: ['gateway_arn', 'location_arn'],
  },
  {
    type: 'aws_storagegateway_gateway',
    holds: 'what is not uploaded yet',
    replacedBy: [
      'activation_key',
      'gateway_ip_address',
      'gateway_type',
      'gateway_vpc_endpoint',
      'medium_changer_type',
      'smb_active_directory_settings',
      'tape_drive_type',
    ],
  },
  {
    type: 'aws_storagegateway_stored_iscsi_volume',
    holds: 'its blocks',
    replacedBy: [
      'disk_id',
      'gateway_arn',
      'kms_encrypted',
      'kms_key',
      'network_interface_id',
      'preserve_existing_data',
      'snapshot_id',
      'target_name',
    ],
  },
  {
    type: 'aws_swf_domain',
    holds: 'its executions',
    replacedBy: ['description', 'name', 'name_prefix', 'workflow_execution_retention_period_in_days'],
  },
];
