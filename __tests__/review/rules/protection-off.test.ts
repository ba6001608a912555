import type { Json } from '../../../packages/plan-review/src/plan/value';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { protectionOff } from '../../../packages/plan-review/src/rules/protection-off';
import { because, change, find, nest } from './change';

test('deletion protection', () => {
  const off = change(
    'aws_dynamodb_table',
    { deletion_protection_enabled: true },
    { deletion_protection_enabled: false },
  );
  expect(find(protectionOff, off)).toEqual({
    blocks: true,
    title: 'A protection is taken off.',
    because: ['deletion_protection_enabled goes from true to false'],
  });
});

test.each([
  ['aws_instance', 'disable_api_termination', true, false],
  ['aws_lb', 'enable_deletion_protection', true, false],
  ['google_sql_database_instance', 'deletion_protection', true, false],
  ['azurerm_key_vault', 'purge_protection_enabled', true, false],
  ['aws_cognito_user_pool', 'deletion_protection', 'ACTIVE', 'INACTIVE'],
  ['aws_s3_bucket', 'force_destroy', false, true],
  ['aws_ecr_repository', 'force_delete', null, true],
  ['aws_db_instance', 'skip_final_snapshot', false, true],
  ['aws_cloudwatch_log_group', 'skip_destroy', true, false],
  ['aws_dynamodb_table', 'deletion_protection_enabled', 'true', '${var.protect}'],
])('%s: %s from %s to %s, and back', (type, name, safe, unsafe) => {
  const sentence = safe === null ? `${name} is ${unsafe}` : `${name} goes from ${safe} to ${unsafe}`;
  expect(because(protectionOff, type, { [name]: safe }, { [name]: unsafe })).toEqual([sentence]);
  expect(because(protectionOff, type, { [name]: unsafe }, { [name]: safe })).toEqual([]);
  expect(because(protectionOff, type, { [name]: unsafe }, { [name]: unsafe })).toEqual([]);
});

test('prevent_destroy, which only a synthesis shows', () => {
  const guarded = { name: 'rooms', lifecycle: { prevent_destroy: true } };
  expect(because(protectionOff, 'aws_s3_bucket', guarded, { name: 'rooms' })).toEqual([
    'lifecycle.prevent_destroy goes from true to nothing',
  ]);
  expect(because(protectionOff, 'aws_s3_bucket', { name: 'rooms' }, guarded)).toEqual([]);
});

test('what may be off after the apply', () => {
  const unknown = change(
    'aws_lb',
    { enable_deletion_protection: true },
    {},
    { unknown: { enable_deletion_protection: true } },
  );
  expect(find(protectionOff, unknown)).toBeUndefined();
  expect(find(hiddenChange, unknown)).toMatchObject({
    blocks: false,
    because: ['enable_deletion_protection was true, and is known only after the apply'],
  });
});

test('something new has no protection to lose', () => {
  expect(because(protectionOff, 'aws_s3_bucket', null, { force_destroy: true })).toEqual([]);
});

test('a resource that only protects another', () => {
  const lock = change('aws_backup_vault_lock_configuration', { backup_vault_name: 'gold' }, null);
  expect(find(protectionOff, lock)?.because).toEqual(['it protects gold']);
  const vault = change('aws_backup_vault', { id: 'gold', name: 'gold' }, null);
  expect(find(protectionOff, lock, vault)).toBeUndefined();
  expect(find(protectionOff, change('aws_wafv2_web_acl_association', {}, null))?.because).toEqual([
    'it protects something else',
  ]);
});

test.each([
  ...['deletion_protection', 'deletion_protection_enabled', 'delete_protection', 'delete_protection_enabled'],
  ...['disable_api_stop', 'disable_api_termination', 'enable_deletion_protection', 'object_lock_enabled'],
  ...[
    'protect_from_scale_in',
    'purge_protection_enabled',
    'retain_on_delete',
    'skip_destroy',
    'termination_protection',
  ],
])('%s goes from true to false', (name) => {
  expect(because(protectionOff, 'acme_thing', { [name]: true }, { [name]: false })).toEqual([
    `${name} goes from true to false`,
  ]);
  expect(because(protectionOff, 'acme_thing', { [name]: false }, { [name]: true })).toEqual([]);
});

test.each([
  ['deletion_protection', 'ENABLED', 'DISABLED'],
  ['deletion_protection_check', 'APPLY', 'BYPASS'],
])('%s goes from %s to %s', (name, safe, unsafe) => {
  expect(because(protectionOff, 'acme_thing', { [name]: safe }, { [name]: unsafe })).toEqual([
    `${name} goes from ${safe} to ${unsafe}`,
  ]);
  expect(because(protectionOff, 'acme_thing', { [name]: unsafe }, { [name]: safe })).toEqual([]);
});

test.each([
  ['aws_backup_vault_lock_configuration', 'backup_vault_name'],
  ['aws_glacier_vault_lock', 'vault_name'],
  ['aws_shield_protection', 'resource_arn'],
  ['aws_wafregional_web_acl_association', 'resource_arn'],
  ['aws_wafv2_web_acl_association', 'resource_arn'],
  ['azurerm_management_lock', 'scope'],
])('%s protects its %s', (type, name) => {
  expect(find(protectionOff, change(type, { [name]: 'gold' }, null))?.because).toEqual(['it protects gold']);
});

test('what goes needs no protection any more', () => {
  const gone = change('aws_dynamodb_table', { deletion_protection_enabled: true }, null);
  expect(find(protectionOff, gone)).toBeUndefined();
});

test.each<[string, Json, Json]>([
  ['rule.default_retention.days', 30, 7],
  ['rule.default_retention.years', 2, 1],
  ['rule.default_retention.years', 1, null],
  ['rule.default_retention.mode', 'COMPLIANCE', 'GOVERNANCE'],
])('of a lock of objects, %s from %j to %j blocks, and back is silent', (path, from, to) => {
  const type = 'aws_s3_bucket_object_lock_configuration';
  expect(find(protectionOff, change(type, nest(path, from), nest(path, to)))).toMatchObject({ blocks: true });
  expect(because(protectionOff, type, nest(path, to), nest(path, from))).toEqual([]);
  expect(because(protectionOff, 'acme_thing', nest(path, from), nest(path, to))).toEqual([]);
});

test('a lock of objects is destroyed, and not with its bucket', () => {
  const gone = change('aws_s3_bucket_object_lock_configuration', { bucket: 'films' }, null);
  expect(find(protectionOff, gone)?.because).toEqual(['it protects films']);
  expect(find(protectionOff, gone, change('aws_s3_bucket', { id: 'films' }, null))).toBeUndefined();
});

test.each([
  ['IMMUTABLE', 'MUTABLE'],
  ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'],
  ['IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'],
  ['MUTABLE_WITH_EXCLUSION', 'MUTABLE'],
])('image_tag_mutability from %s to %s blocks, and back is silent, as is a new one', (more, less) => {
  const [safe, unsafe] = [more, less].map((image_tag_mutability) => ({ image_tag_mutability }));
  expect(find(protectionOff, change('aws_ecr_repository', safe!, unsafe!))).toMatchObject({
    blocks: true,
    because: [`image_tag_mutability goes from ${more} to ${less}`],
  });
  expect(because(protectionOff, 'aws_ecr_repository', unsafe!, safe!)).toEqual([]);
  expect(because(protectionOff, 'aws_ecr_repository', null, unsafe!)).toEqual([]);
  expect(because(protectionOff, 'aws_ecr_repository', safe!, null)).toEqual([]);
});
