import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { recoveryOff } from '../../../packages/plan-review/src/rules/recovery-off';
import { because, change, find, nest, typeWith } from './change';

const TABLE = 'aws_dynamodb_table';

test('point-in-time recovery, as a plan has it', () => {
  const off = change(
    TABLE,
    { point_in_time_recovery: [{ enabled: true }] },
    { point_in_time_recovery: [{ enabled: false }] },
  );
  expect(find(recoveryOff, off)).toEqual({
    blocks: true,
    title: 'Recovery is taken off, or cut.',
    because: ['point_in_time_recovery.enabled goes from true to false'],
  });
});

test('the same as a synthesis has it', () => {
  expect(because(recoveryOff, TABLE, { point_in_time_recovery: { enabled: true } }, {})).toEqual([
    'point_in_time_recovery.enabled goes from true to nothing',
  ]);
});

test.each<[string, JsonObject, JsonObject, string]>([
  [
    'aws_db_instance',
    { backup_retention_period: 14 },
    { backup_retention_period: 1 },
    'backup_retention_period goes from 14 to 1',
  ],
  [
    'aws_db_instance',
    { backup_retention_period: 14 },
    { backup_retention_period: 0 },
    'backup_retention_period goes from 14 to 0',
  ],
  ['aws_rds_cluster', { backup_retention_period: '7' }, {}, 'backup_retention_period goes from 7 to nothing'],
  [
    'aws_kms_key',
    { deletion_window_in_days: 30 },
    { deletion_window_in_days: 7 },
    'deletion_window_in_days goes from 30 to 7',
  ],
  [
    'aws_redshift_cluster',
    { manual_snapshot_retention_period: -1 },
    { manual_snapshot_retention_period: 7 },
    'manual_snapshot_retention_period goes from -1 to 7',
  ],
  [
    'aws_db_instance',
    { delete_automated_backups: false },
    { delete_automated_backups: true },
    'delete_automated_backups goes from false to true',
  ],
  [
    'aws_keyspaces_table',
    { point_in_time_recovery: [{ status: 'ENABLED' }] },
    { point_in_time_recovery: [{ status: 'DISABLED' }] },
    'point_in_time_recovery.status goes from ENABLED to DISABLED',
  ],
  [
    'aws_s3_bucket_versioning',
    { versioning_configuration: [{ status: 'Enabled' }] },
    { versioning_configuration: [{ status: 'Suspended' }] },
    'versioning_configuration.status goes from Enabled to Suspended',
  ],
  [
    TABLE,
    { replica: [{ region_name: 'us-east-1', point_in_time_recovery: true }] },
    { replica: [{ region_name: 'us-east-1', point_in_time_recovery: false }] },
    'replica[us-east-1].point_in_time_recovery goes from true to false',
  ],
  [
    TABLE,
    { replica: [{ region_name: 'us-east-1' }, { region_name: 'us-west-2' }] },
    { replica: [{ region_name: 'us-west-2' }] },
    'replica us-east-1 is removed',
  ],
  [
    'aws_backup_plan',
    { rule: [{ rule_name: 'daily' }, { rule_name: 'weekly' }] },
    { rule: [{ rule_name: 'daily' }] },
    'rule weekly is removed',
  ],
])('%s: %j to %j, and back', (type, safe, unsafe, sentence) => {
  expect(because(recoveryOff, type, safe, unsafe)).toEqual([sentence]);
  expect(because(recoveryOff, type, unsafe, safe)).toEqual([]);
  expect(because(recoveryOff, type, null, unsafe)).toEqual([]);
});

test('all copies in other regions, in a synthesis; not those that are known only after the apply', () => {
  const replicated = change(TABLE, { replica: { region_name: 'us-east-1' } }, {});
  expect(find(recoveryOff, replicated)?.because).toEqual(['replica us-east-1 is removed']);
  expect(find(recoveryOff, { ...replicated, unknown: { replica: true } })).toBeUndefined();
  expect(find(recoveryOff, change(TABLE, { replica: { region_name: 'us-east-1' } }, null))).toBeUndefined();
  expect(
    because(recoveryOff, 'acme_thing', { replica: { region_name: 'us-east-1' }, rule: { rule_name: 'a' } }, {}),
  ).toEqual([]);
});

test('a replacement is compared like an update', () => {
  const replaced = change(
    'aws_db_instance',
    { backup_retention_period: 7 },
    { backup_retention_period: 1 },
    { action: 'replace' },
  );
  expect(find(recoveryOff, replaced)?.because).toEqual(['backup_retention_period goes from 7 to 1']);
});

test('what makes the copies is destroyed, and not with what it copies', () => {
  const versioning = change('aws_s3_bucket_versioning', { id: 'films', bucket: 'films' }, null);
  const bucket = change('aws_s3_bucket', { id: 'films' }, null);
  expect(find(recoveryOff, versioning)?.because).toEqual(['what makes the copies is destroyed']);
  expect(find(recoveryOff, versioning, bucket)).toBeUndefined();
  expect(find(recoveryOff, { ...versioning, action: 'forget' })).toBeUndefined();
});

test.each([
  ...['automatic_backups', 'point_in_time_recovery_enabled', 'versioning.enabled'],
  ...['settings.backup_configuration.enabled', 'settings.backup_configuration.point_in_time_recovery_enabled'],
])('%s goes from true to false', (path) => {
  expect(because(recoveryOff, typeWith(recoveryOff, path), nest(path, true), nest(path, false))).toEqual([
    `${path} goes from true to false`,
  ]);
});

test.each([
  ...['automated_snapshot_retention_period', 'automatic_backup_retention_days', 'backtrack_window'],
  ...['backup_retention_days', 'point_in_time_recovery.recovery_period_in_days', 'recovery_window_in_days'],
  ...['snapshot_retention_limit', 'soft_delete_policy.retention_duration_seconds', 'soft_delete_retention_days'],
])('%s goes from 9 to 3', (path) => {
  expect(because(recoveryOff, typeWith(recoveryOff, path), nest(path, 9), nest(path, 3))).toEqual([
    `${path} goes from 9 to 3`,
  ]);
  expect(because(recoveryOff, typeWith(recoveryOff, path), nest(path, 3), nest(path, 9))).toEqual([]);
});

test.each(['backup_policy.status', 'point_in_time_recovery.status'])('%s goes from ENABLED to DISABLED', (path) => {
  expect(because(recoveryOff, typeWith(recoveryOff, path), nest(path, 'ENABLED'), nest(path, 'DISABLED'))).toHaveLength(
    1,
  );
});

test.each([
  ...['aws_ecr_replication_configuration', 'aws_rbin_rule', 'aws_redshift_snapshot_schedule'],
  ...['aws_backup_plan', 'aws_backup_selection', 'aws_dlm_lifecycle_policy', 'aws_efs_backup_policy'],
  ...['aws_redshift_snapshot_copy', 'aws_redshift_snapshot_schedule_association'],
  ...['aws_s3_bucket_replication_configuration', 'aws_s3_bucket_versioning'],
])('%s is destroyed', (type) => {
  expect(find(recoveryOff, change(type, {}, null))?.because).toEqual(['what makes the copies is destroyed']);
});

test('copies of a bucket that are made no longer', () => {
  const type = 'aws_s3_bucket_replication_configuration';
  const [on, off] = ['Enabled', 'Disabled'].map((status) => nest('rule[id].status', status));
  expect(find(recoveryOff, change(type, on!, off!))).toMatchObject({
    blocks: true,
    because: ['rule[a].status goes from Enabled to Disabled'],
  });
  expect(because(recoveryOff, type, off!, on!)).toEqual([]);
  expect(because(recoveryOff, 'aws_s3_bucket_lifecycle_configuration', on!, off!)).toEqual([]);
});

test('no standby any more warns', () => {
  const one = change('aws_db_instance', { multi_az: true }, { multi_az: false });
  expect(find(recoveryOff, one)).toMatchObject({ blocks: false, because: ['multi_az goes from true to false'] });
  expect(because(recoveryOff, 'aws_db_instance', { multi_az: false }, { multi_az: true })).toEqual([]);
});

test('nobody takes over any more warns', () => {
  const cache = (automatic_failover_enabled: boolean) => ({ automatic_failover_enabled });
  expect(find(recoveryOff, change('aws_elasticache_replication_group', cache(true), cache(false)))?.blocks).toBe(false);
  expect(because(recoveryOff, 'aws_elasticache_replication_group', cache(false), cache(true))).toEqual([]);
});
