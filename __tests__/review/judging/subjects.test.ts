import type { ResourceChange } from '../../../packages/plan-review/src/plan/model';
import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { RULES } from '../../../packages/plan-review/src/rules';
import { goesWithSubject } from '../../../packages/plan-review/src/judging/subjects';
import { change, find, planOf } from '../rules/change';

const WALL = change('aws_s3_bucket_public_access_block', { bucket: 'films' }, null);

const goes = (one: ResourceChange, type: string, before: JsonObject, provider = one.provider): boolean =>
  goesWithSubject(one, planOf([one, change(type, before, null, { provider })]));

test('a bucket of that id, and nothing else that is called so', () => {
  expect(goes(WALL, 'aws_s3_bucket', { id: 'films' })).toBe(true);
  expect(goes(WALL, 'random_id', { id: 'films' }, 'registry.terraform.io/hashicorp/random')).toBe(false);
  expect(goes(WALL, 'aws_s3_bucket', { id: 'films' }, 'registry.terraform.io/acme/aws')).toBe(false);
  expect(goes(WALL, 'aws_sqs_queue', { id: 'films' })).toBe(false);
});

test('an id that AWS made up is enough between services', () => {
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web/1';
  const guard = change('aws_shield_protection', { resource_arn: arn }, null);
  expect(goes(guard, 'aws_lb', { arn })).toBe(true);
  const log = change('aws_flow_log', { vpc_id: 'vpc-0123456789abcdef0' }, null);
  expect(goes(log, 'aws_vpc', { id: 'vpc-0123456789abcdef0' })).toBe(true);
  expect(goes(guard, 'acme_lb', { arn }, 'registry.terraform.io/acme/acme')).toBe(false);
});

test('what protects is not what is protected', () => {
  const arn = 'arn:aws:wafv2:eu-west-1:1:regional/webacl/web/1';
  expect(goes(change('aws_wafv2_web_acl_association', { web_acl_arn: arn }, null), 'aws_wafv2_web_acl', { arn })).toBe(
    false,
  );
});

test('two secrets of one number are no name', () => {
  const wall = change('aws_s3_bucket_public_access_block', { bucket: '(sensitive 1)' }, null);
  expect(goes(wall, 'aws_s3_bucket', { id: '(sensitive 1)' })).toBe(false);
});

/** What all rules say of one change, in a plan of it and others. */
const said = (one: ResourceChange, ...others: readonly ResourceChange[]) =>
  RULES.flatMap((rule) => find(rule, one, ...others) ?? []);

const ROLE = 'arn:aws:iam::111111111111:role/svc';

describe('a role that it acts as is not what it belongs to', () => {
  const role = change('aws_iam_role', { id: 'svc', name: 'svc', arn: ROLE }, null);

  test.each<[string, JsonObject]>([
    ['aws_appautoscaling_target', { role_arn: ROLE, max_capacity: 3 }],
    ['aws_autoscaling_group', { service_linked_role_arn: ROLE, desired_capacity: 3 }],
    ['aws_backup_selection', { iam_role_arn: ROLE }],
    ['aws_cloudtrail', { cloud_watch_logs_role_arn: ROLE, enable_logging: true }],
    ['aws_cloudwatch_log_subscription_filter', { role_arn: ROLE }],
    ['aws_config_configuration_recorder', { role_arn: ROLE }],
    ['aws_ecs_service', { iam_role: ROLE, desired_count: 3 }],
    ['aws_flow_log', { iam_role_arn: ROLE }],
    ['aws_lambda_function', { function_name: 'f', role: ROLE }],
    ['aws_s3_bucket_replication_configuration', { role: ROLE }],
    ['aws_scheduler_schedule', { role_arn: ROLE }],
  ])('%s', (type, before) => {
    const gone = change(type, before, null);
    expect(said(gone)).not.toEqual([]);
    expect(said(gone, role)).toEqual(said(gone));
  });
});

test.each<[string, JsonObject, string, JsonObject]>([
  ['aws_api_gateway_stage', { deployment_id: 'd1', rest_api_id: 'a' }, 'aws_api_gateway_deployment', { id: 'd1' }],
  [
    'aws_ecs_service',
    { task_definition: 'arn:aws:ecs:eu-west-1:1:task-definition/web:1', desired_count: 3 },
    'aws_ecs_task_definition',
    { arn: 'arn:aws:ecs:eu-west-1:1:task-definition/web:1' },
  ],
  [
    'aws_lb_listener',
    { certificate_arn: 'arn:aws:acm:eu-west-1:1:certificate/1' },
    'aws_acm_certificate',
    { arn: 'arn:aws:acm:eu-west-1:1:certificate/1' },
  ],
  ['aws_route53_record', { zone_id: 'Z1', health_check_id: 'h1' }, 'aws_route53_health_check', { id: 'h1' }],
  [
    'aws_cloudwatch_log_subscription_filter',
    { log_group_name: 'films', destination_arn: 'arn:aws:lambda:eu-west-1:1:function:f' },
    'aws_lambda_function',
    { arn: 'arn:aws:lambda:eu-west-1:1:function:f' },
  ],
])('%s %j does not belong to %s, which it only uses', (type, before, used, itself) => {
  const gone = change(type, before, null);
  expect(said(gone)).not.toEqual([]);
  expect(said(gone, change(used, itself, null))).toEqual(said(gone));
});

const deny = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] });

test.each<[string, JsonObject, string, JsonObject]>([
  ...[
    'aws_s3_bucket_notification',
    'aws_s3_bucket_policy',
    'aws_s3_bucket_versioning',
    'aws_s3_object',
    'aws_s3_bucket_replication',
  ].map((sibling): [string, JsonObject, string, JsonObject] => [
    'aws_s3_bucket_public_access_block',
    { id: 'data', bucket: 'data', block_public_acls: true },
    sibling,
    { id: 'data', bucket: 'data' },
  ]),
  [
    'aws_iam_role_policy',
    { id: 'app:deny', role: 'app', policy: deny },
    'aws_iam_instance_profile',
    { id: 'app', name: 'app', role: 'app' },
  ],
  ['aws_iam_role_policy', { id: 'app:deny', role: 'app', policy: deny }, 'aws_iam_user', { id: 'app', name: 'app' }],
  [
    'aws_appautoscaling_policy',
    { resource_id: 'service/main/web' },
    'aws_appautoscaling_target',
    { id: 'service/main/web', resource_id: 'service/main/web' },
  ],
  ['aws_cloudwatch_event_target', { rule: 'x', arn: 'arn:f' }, 'aws_cloudwatch_event_target', { arn: 'arn:f' }],
])('%s %j does not go with its sibling %s %j', (type, before, sibling, itself) => {
  const gone = change(type, before, null);
  expect(said(gone)).not.toEqual([]);
  expect(said(gone, change(sibling, itself, null, { address: `${sibling}.other` }))).toEqual(said(gone));
});

test.each<[string, JsonObject, string, JsonObject]>([
  ['aws_appsync_resolver', { api_id: 'a1' }, 'aws_appsync_graphql_api', { id: 'a1' }],
  ['aws_backup_vault_lock_configuration', { backup_vault_name: 'v' }, 'aws_backup_vault', { name: 'v' }],
  ['aws_cloudwatch_event_target', { rule: 'daily' }, 'aws_cloudwatch_event_rule', { name: 'daily' }],
  ['aws_ecs_service', { cluster: 'arn:c' }, 'aws_ecs_cluster', { arn: 'arn:c' }],
  ['aws_iam_role_policy', { role: 'app' }, 'aws_iam_role', { name: 'app' }],
  ['aws_kms_alias', { target_key_id: 'k' }, 'aws_kms_key', { id: 'k' }],
  ['aws_lambda_alias', { function_name: 'fill' }, 'aws_lambda_function', { id: 'fill' }],
  ['aws_lambda_event_source_mapping', { event_source_arn: 'arn:q' }, 'aws_sqs_queue', { arn: 'arn:q' }],
  ['aws_lb_listener', { load_balancer_arn: 'arn:lb' }, 'aws_alb', { arn: 'arn:lb' }],
  ['aws_rds_cluster_role_association', { db_cluster_identifier: 'c' }, 'aws_rds_cluster', { id: 'c' }],
  ['aws_route', { route_table_id: 'rtb-012345678' }, 'aws_route_table', { id: 'rtb-012345678' }],
  ['aws_security_group_rule', { security_group_id: 'sg-012345678' }, 'aws_security_group', { id: 'sg-012345678' }],
  ['aws_sns_topic_policy', { arn: 'arn:t' }, 'aws_sns_topic', { arn: 'arn:t' }],
  ['aws_sqs_queue_policy', { queue_url: 'https://q' }, 'aws_sqs_queue', { url: 'https://q' }],
])('%s %j goes with %s', (type, before, subject, itself) => {
  expect(goes(change(type, before, null), subject, itself)).toBe(true);
});
