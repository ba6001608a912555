import type { JsonObject, ResourceChange } from '../../../review/plan/model';
import { goesWithSubject } from '../../../review/rules/subjects';
import { change, planOf } from './change';

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
