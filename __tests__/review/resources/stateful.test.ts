import { holdsOf, isKnown, replacedBy } from '../../../packages/plan-review/src/resources';

test.each([
  ['aws_dynamodb_table', 'its items'],
  ['aws_cloudwatch_log_group', 'its log events'],
  ['aws_cognito_user_pool', 'its users, with their passwords'],
  ['aws_s3_bucket', 'its objects'],
  ['aws_kms_key', 'the key, and all that is encrypted with it'],
  ['google_sql_database_instance', 'its databases, and its backups'],
  ['azurerm_key_vault', 'its keys, secrets and certificates'],
  ['kubernetes_persistent_volume_claim', 'its files'],
  ['random_password', 'the password'],
])('what is lost with %s: %s', (type, holds) => {
  expect(holdsOf(type)).toBe(holds);
  expect(isKnown(type)).toBe(true);
});

test.each(['aws_iam_role', 'aws_lambda_function', 'aws_cloudwatch_metric_alarm', 'terraform_data', 'null_resource'])(
  'an apply makes %s again',
  (type) => {
    expect(holdsOf(type)).toBeUndefined();
    expect(isKnown(type)).toBe(true);
  },
);

test.each(['acme_thing', '', 'aws_', 'constructor', 'toString'])('of "%s" nobody knows', (type) => {
  expect(holdsOf(type)).toBeUndefined();
  expect(isKnown(type)).toBe(false);
  expect(replacedBy(type)).toEqual([]);
});

/** As the provider plans it: asked of hashicorp/aws 5.100.0. */
test.each([
  ['aws_sqs_queue', ['fifo_queue', 'name', 'name_prefix']],
  ['aws_cloudwatch_log_group', ['log_group_class', 'name', 'name_prefix']],
  ['aws_ebs_snapshot', ['description', 'outpost_arn', 'volume_id']],
  ['aws_s3_bucket_object', ['bucket', 'key']],
])('%s is replaced by %j', (type, attributes) => expect([...replacedBy(type)].sort()).toEqual(attributes));

test('a table is replaced by its keys, not by how it is paid', () => {
  expect(replacedBy('aws_dynamodb_table')).toEqual(expect.arrayContaining(['hash_key', 'range_key', 'name']));
  expect(replacedBy('aws_dynamodb_table')).not.toContain('billing_mode');
});
