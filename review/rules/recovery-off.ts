import { attributeAt, blocksOf, isGone, isSet, show, UNKNOWN } from './attributes';
import { blocking, foundFrom } from './line';
import type { ResourceChange } from '../plan/model';
import type { Rule } from './rule';
import { describeWorsened, goesAway, leaves, limitShrinks, shrinks, turnsOff, turnsOn, type Setting } from './settings';
import { goesWithSubject } from './subjects';

const SETTINGS: readonly Setting[] = [
  ...[
    'automatic_backups',
    'backup_configuration.enabled',
    'point_in_time_recovery.enabled',
    'point_in_time_recovery_enabled',
    'replica[region_name].point_in_time_recovery',
    'settings.backup_configuration.enabled',
    'settings.backup_configuration.point_in_time_recovery_enabled',
    'versioning.enabled',
  ].map((path) => ({ path, isWorse: turnsOff })),
  ...[
    'automated_snapshot_retention_period',
    'automatic_backup_retention_days',
    'backtrack_window',
    'backup_retention_days',
    'backup_retention_period',
    'deletion_window_in_days',
    'point_in_time_recovery.recovery_period_in_days',
    'recovery_window_in_days',
    'snapshot_retention_limit',
    'soft_delete_policy.retention_duration_seconds',
    'soft_delete_retention_days',
  ].map((path) => ({ path, isWorse: shrinks })),
  ...['backup_policy.status', 'point_in_time_recovery.status'].map((path) => ({ path, isWorse: leaves('ENABLED') })),
  { path: 'versioning_configuration.status', isWorse: leaves('Enabled') },
  { path: 'manual_snapshot_retention_period', isWorse: limitShrinks },
  { path: 'delete_automated_backups', isWorse: turnsOn },
  { path: 'backup_retention_period', isWorse: goesAway },
];

/** They make the copies that something else is recovered from. */
const RECOVERERS = [
  'aws_backup_plan',
  'aws_backup_selection',
  'aws_dlm_lifecycle_policy',
  'aws_efs_backup_policy',
  'aws_redshift_snapshot_copy',
  'aws_redshift_snapshot_schedule_association',
  'aws_s3_bucket_replication_configuration',
  'aws_s3_bucket_versioning',
];

export const recoveryOff: Rule = {
  name: 'recovery-off',
  risk: 'After a mistake or an outage, there is no way back, or only to a shorter while ago.',
  find(change, plan) {
    const isGoing = RECOVERERS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const lines = [
      ...describeWorsened(change, SETTINGS),
      ...blocksLost(change),
      ...(isGoing ? ['what makes the copies is destroyed'] : []),
    ];
    return foundFrom('Recovery is taken off, or cut.', lines.map(blocking));
  },
};

/** Of a table, the copies in other regions; of a backup plan, what it backs up when. */
const blocksLost = (change: ResourceChange): string[] =>
  [
    { block: 'replica', key: 'region_name', type: 'aws_dynamodb_table' },
    { block: 'rule', key: 'rule_name', type: 'aws_backup_plan' },
  ].flatMap(({ block, key, type }) => {
    if (change.type !== type || !isSet(change) || attributeAt(change, block).after === UNKNOWN) return [];
    const left = blocksOf(change.after, block).map((one) => show(one[key]));
    return blocksOf(change.before, block)
      .map((one) => show(one[key]))
      .filter((one) => !left.includes(one))
      .map((one) => `${block} ${one} is removed`);
  });
