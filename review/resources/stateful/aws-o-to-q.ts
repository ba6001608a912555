import type { Stateful } from './stateful';

export const AWS_O_TO_Q: readonly Stateful[] = [
  {
    type: 'aws_opensearch_domain',
    holds: 'its documents',
    replacedBy: ['domain_name', 'encrypt_at_rest', 'node_to_node_encryption', 'vpc_options'],
  },
  {
    type: 'aws_opensearchserverless_collection',
    holds: 'its documents',
    replacedBy: ['name', 'standby_replicas', 'type'],
  },
  {
    type: 'aws_organizations_account',
    holds: 'the account, and all that is in it',
    replacedBy: ['email', 'iam_user_access_to_billing', 'role_name'],
  },
  { type: 'aws_organizations_organization', holds: 'the organization of its accounts' },
  {
    type: 'aws_paymentcryptography_key',
    holds: 'the key',
    replacedBy: ['exportable', 'key_attributes', 'key_check_value_algorithm'],
  },
  { type: 'aws_pinpoint_app', holds: 'its endpoints and segments', replacedBy: ['name', 'name_prefix'] },
  { type: 'aws_pinpointsmsvoicev2_opt_out_list', holds: 'the numbers that opted out', replacedBy: ['name'] },
  {
    type: 'aws_pinpointsmsvoicev2_phone_number',
    holds: 'the phone number',
    replacedBy: ['iso_country_code', 'number_capabilities'],
  },
  { type: 'aws_prometheus_workspace', holds: 'its metrics', replacedBy: ['kms_key_arn'] },
  { type: 'aws_qldb_ledger', holds: 'its journal', replacedBy: ['name'] },
  {
    type: 'aws_quicksight_account_subscription',
    holds: 'all that is in QuickSight',
    replacedBy: [
      'account_name',
      'active_directory_name',
      'admin_group',
      'authentication_method',
      'author_group',
      'aws_account_id',
      'contact_number',
      'directory_id',
      'edition',
      'email_address',
      'first_name',
      'iam_identity_center_instance_arn',
      'last_name',
      'notification_email',
      'reader_group',
      'realm',
    ],
  },
  { type: 'aws_quicksight_analysis', holds: 'the analysis', replacedBy: ['analysis_id', 'aws_account_id'] },
  { type: 'aws_quicksight_dashboard', holds: 'the dashboard', replacedBy: ['aws_account_id', 'dashboard_id'] },
  { type: 'aws_quicksight_data_set', holds: 'its imported rows', replacedBy: ['aws_account_id', 'data_set_id'] },
  {
    type: 'aws_quicksight_folder',
    holds: 'what it groups',
    replacedBy: ['aws_account_id', 'folder_id', 'parent_folder_arn'],
  },
];
