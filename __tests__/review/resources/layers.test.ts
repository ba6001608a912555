import { LAYERS, layerOf } from '../../../packages/plan-review/src/resources/layers';

test.each([
  ['aws_dynamodb_table', 'data'],
  ['aws_sqs_queue', 'data'],
  ['aws_s3_bucket_policy', 'data'],
  ['aws_s3control_bucket', 'data'],
  ['aws_iam_role_policy', 'identity'],
  ['aws_lambda_permission', 'identity'],
  ['aws_lambda_function', 'functions'],
  ['aws_cloudwatch_event_rule', 'functions'],
  ['aws_cloudwatch_metric_alarm', 'observability'],
  ['aws_appsync_resolver', 'api'],
  ['aws_cloudfront_distribution', 'api'],
  ['aws_route53_record', 'network'],
  ['aws_route', 'network'],
  ['aws_ecs_service', 'containers'],
  ['google_sql_database_instance', 'data'],
  ['azurerm_key_vault_secret', 'identity'],
  ['kubernetes_secret', 'identity'],
  ['kubernetes_deployment', 'containers'],
  ['terraform_data', 'other'],
  ['aws_s3x', 'other'],
  ['aws', 'other'],
  ['', 'other'],
])('%s belongs to %s', (type, layer) => expect(layerOf(type)).toBe(layer));

test('data is shown first, and what no layer claims last', () => {
  expect(LAYERS).toEqual(['data', 'identity', 'functions', 'api', 'network', 'containers', 'observability', 'other']);
});
