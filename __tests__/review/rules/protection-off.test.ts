import { protectionOff } from '../../../review/rules/protection-off';
import { because, change, find } from './change';

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
  expect(find(protectionOff, unknown)?.because).toEqual([
    'enable_deletion_protection goes from true to (known after the apply)',
  ]);
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
