import type { Stateful } from './stateful';

export const AWS_C: readonly Stateful[] = [
  { type: 'aws_cloudcontrolapi_resource', holds: 'whatever it manages', replacedBy: ['type_name'] },
  {
    type: 'aws_cloudformation_stack',
    holds: 'all that the stack made',
    replacedBy: ['disable_rollback', 'name', 'on_failure', 'timeout_in_minutes'],
  },
  { type: 'aws_cloudformation_stack_instances', holds: 'all that the stacks made', replacedBy: ['stack_set_name'] },
  { type: 'aws_cloudformation_stack_set', holds: 'all that its stacks made', replacedBy: ['auto_deployment', 'name'] },
  {
    type: 'aws_cloudformation_stack_set_instance',
    holds: 'all that the stack made',
    replacedBy: ['account_id', 'deployment_targets', 'region', 'stack_set_name'],
  },
  { type: 'aws_cloudfront_distribution', holds: 'its domain name', replacedBy: ['staging'] },
  { type: 'aws_cloudfront_key_value_store', holds: 'its keys and values', replacedBy: ['name'] },
  {
    type: 'aws_cloudfront_public_key',
    holds: 'the key that signed URLs are checked with',
    replacedBy: ['encoded_key', 'name', 'name_prefix'],
  },
  {
    type: 'aws_cloudhsm_v2_cluster',
    holds: 'its keys',
    replacedBy: ['hsm_type', 'mode', 'source_backup_identifier', 'subnet_ids'],
  },
  { type: 'aws_cloudsearch_domain', holds: 'its documents', replacedBy: ['name'] },
  { type: 'aws_cloudtrail_event_data_store', holds: 'its events', replacedBy: ['kms_key_id', 'name'] },
  { type: 'aws_cloudwatch_event_archive', holds: 'its archived events', replacedBy: ['event_source_arn', 'name'] },
  { type: 'aws_cloudwatch_log_group', holds: 'its log events', replacedBy: ['log_group_class', 'name', 'name_prefix'] },
  { type: 'aws_cloudwatch_log_stream', holds: 'its log events', replacedBy: ['log_group_name', 'name'] },
  { type: 'aws_codeartifact_domain', holds: 'its packages', replacedBy: ['domain', 'encryption_key'] },
  { type: 'aws_codeartifact_repository', holds: 'its packages', replacedBy: ['domain', 'domain_owner', 'repository'] },
  { type: 'aws_codebuild_report_group', holds: 'its reports', replacedBy: ['name', 'type'] },
  { type: 'aws_codecommit_repository', holds: 'its commits' },
  {
    type: 'aws_codeconnections_connection',
    holds: 'its authorization at the provider of the code',
    replacedBy: ['host_arn', 'name', 'provider_type'],
  },
  {
    type: 'aws_codestarconnections_connection',
    holds: 'its authorization at the provider of the code',
    replacedBy: ['host_arn', 'name', 'provider_type'],
  },
  {
    type: 'aws_cognito_identity_pool',
    holds: 'its identities',
    replacedBy: ['developer_provider_name', 'identity_pool_name'],
  },
  {
    type: 'aws_cognito_managed_user_pool_client',
    holds: 'its id and secret, which apps are built with',
    replacedBy: ['user_pool_id'],
  },
  { type: 'aws_cognito_user', holds: 'the account of a person', replacedBy: ['user_pool_id', 'username'] },
  { type: 'aws_cognito_user_group', holds: 'which users are in it', replacedBy: ['name', 'user_pool_id'] },
  {
    type: 'aws_cognito_user_pool',
    holds: 'its users, with their passwords',
    replacedBy: ['alias_attributes', 'name', 'username_attributes', 'username_configuration'],
  },
  {
    type: 'aws_cognito_user_pool_client',
    holds: 'its id and secret, which apps are built with',
    replacedBy: ['generate_secret', 'user_pool_id'],
  },
  {
    type: 'aws_cognito_user_pool_domain',
    holds: 'the host name that people sign in at',
    replacedBy: ['domain', 'user_pool_id'],
  },
  { type: 'aws_comprehend_document_classifier', holds: 'the trained model' },
  { type: 'aws_comprehend_entity_recognizer', holds: 'the trained model' },
  {
    type: 'aws_connect_instance',
    holds: 'its contacts and recordings',
    replacedBy: ['directory_id', 'identity_management_type', 'instance_alias'],
  },
  {
    type: 'aws_connect_phone_number',
    holds: 'the phone number',
    replacedBy: ['country_code', 'description', 'prefix', 'type'],
  },
  { type: 'aws_customerprofiles_domain', holds: 'its profiles', replacedBy: ['domain_name'] },
];
