import type { Stateful } from './stateful';

export const AWS_T_TO_Z: readonly Stateful[] = [
  {
    type: 'aws_timestreaminfluxdb_db_instance',
    holds: 'its time series',
    replacedBy: [
      'bucket',
      'name',
      'network_type',
      'organization',
      'password',
      'publicly_accessible',
      'username',
      'vpc_security_group_ids',
      'vpc_subnet_ids',
    ],
  },
  { type: 'aws_timestreamwrite_database', holds: 'its tables', replacedBy: ['database_name'] },
  {
    type: 'aws_timestreamwrite_table',
    holds: 'its time series',
    replacedBy: ['database_name', 'schema', 'table_name'],
  },
  {
    type: 'aws_transcribe_language_model',
    holds: 'the trained model',
    replacedBy: ['base_model_name', 'input_data_config', 'language_code', 'model_name'],
  },
  {
    type: 'aws_transfer_server',
    holds: 'the host key that clients trust',
    replacedBy: ['domain', 'identity_provider_type'],
  },
  { type: 'aws_verifiedpermissions_policy_store', holds: 'its policies' },
  {
    type: 'aws_vpn_connection',
    holds: 'its keys and addresses',
    replacedBy: [
      'enable_acceleration',
      'static_routes_only',
      'tunnel1_inside_cidr',
      'tunnel1_inside_ipv6_cidr',
      'tunnel2_inside_cidr',
      'tunnel2_inside_ipv6_cidr',
      'tunnel_inside_ip_version',
      'type',
    ],
  },
  { type: 'aws_wafv2_api_key', holds: 'the key that pages use', replacedBy: ['token_domains'] },
  {
    type: 'aws_workspaces_directory',
    holds: 'its registration',
    replacedBy: ['directory_id', 'subnet_ids', 'workspace_type'],
  },
  {
    type: 'aws_workspaces_workspace',
    holds: "somebody's disk",
    replacedBy: [
      'bundle_id',
      'directory_id',
      'root_volume_encryption_enabled',
      'user_name',
      'user_volume_encryption_enabled',
      'volume_encryption_key',
    ],
  },
];
