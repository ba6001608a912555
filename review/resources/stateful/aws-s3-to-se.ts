import type { Stateful } from './stateful';

export const AWS_S3_TO_SE: readonly Stateful[] = [
  { type: 'aws_s3_bucket', holds: 'its objects', replacedBy: ['bucket', 'bucket_prefix', 'object_lock_enabled'] },
  { type: 'aws_s3_bucket_object', holds: 'the object', replacedBy: ['bucket', 'key'] },
  { type: 'aws_s3_directory_bucket', holds: 'its objects', replacedBy: ['bucket', 'location'] },
  { type: 'aws_s3_object', holds: 'the object', replacedBy: ['bucket', 'key'] },
  { type: 'aws_s3_object_copy', holds: 'the object', replacedBy: ['bucket', 'key', 'source'] },
  { type: 'aws_s3control_bucket', holds: 'its objects', replacedBy: ['bucket', 'outpost_id'] },
  { type: 'aws_s3tables_namespace', holds: 'its tables', replacedBy: ['namespace', 'table_bucket_arn'] },
  {
    type: 'aws_s3tables_table',
    holds: 'its rows',
    replacedBy: ['encryption_configuration', 'format', 'table_bucket_arn'],
  },
  { type: 'aws_s3tables_table_bucket', holds: 'its tables', replacedBy: ['name'] },
  {
    type: 'aws_sagemaker_domain',
    holds: "its users' files",
    replacedBy: ['auth_mode', 'domain_name', 'kms_key_id', 'retention_policy', 'subnet_ids', 'vpc_id'],
  },
  {
    type: 'aws_sagemaker_feature_group',
    holds: 'its features',
    replacedBy: [
      'description',
      'event_time_feature_name',
      'feature_definition',
      'feature_group_name',
      'offline_store_config',
      'online_store_config',
      'record_identifier_feature_name',
      'role_arn',
    ],
  },
  {
    type: 'aws_sagemaker_mlflow_tracking_server',
    holds: 'its experiments',
    replacedBy: ['mlflow_version', 'role_arn', 'tracking_server_name'],
  },
  {
    type: 'aws_sagemaker_model_package_group',
    holds: 'its models',
    replacedBy: ['model_package_group_description', 'model_package_group_name'],
  },
  {
    type: 'aws_sagemaker_notebook_instance',
    holds: 'its notebooks',
    replacedBy: ['direct_internet_access', 'kms_key_id', 'name', 'platform_identifier', 'security_groups', 'subnet_id'],
  },
  { type: 'aws_sagemaker_space', holds: 'its files', replacedBy: ['domain_id', 'space_name'] },
  {
    type: 'aws_sagemaker_user_profile',
    holds: 'its files',
    replacedBy: ['domain_id', 'single_sign_on_user_identifier', 'single_sign_on_user_value', 'user_profile_name'],
  },
  {
    type: 'aws_secretsmanager_secret',
    holds: 'the secret, with all its versions',
    replacedBy: ['name', 'name_prefix'],
  },
  { type: 'aws_securityhub_account', holds: 'its findings', replacedBy: ['enable_default_standards'] },
  {
    type: 'aws_servicecatalog_provisioned_product',
    holds: 'all that the product made',
    replacedBy: ['name', 'notification_arns'],
  },
  { type: 'aws_ses_domain_identity', holds: 'its verification, without which no mail is sent', replacedBy: ['domain'] },
  { type: 'aws_ses_email_identity', holds: 'its verification, without which no mail is sent', replacedBy: ['email'] },
  { type: 'aws_sesv2_contact_list', holds: 'its contacts', replacedBy: ['contact_list_name'] },
  {
    type: 'aws_sesv2_dedicated_ip_pool',
    holds: 'the reputation of its addresses',
    replacedBy: ['pool_name', 'scaling_mode'],
  },
  {
    type: 'aws_sesv2_email_identity',
    holds: 'its verification, without which no mail is sent',
    replacedBy: ['email_identity'],
  },
];
