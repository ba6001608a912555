import { isGone } from './attributes';
import { blocking, foundFrom, warning } from './line';
import { lostBlocks } from './lost-blocks';
import type { Rule } from './rule';
import { goesAway, leaves, limitShrinks, shrinks, turnsOff, turnsOn, worsened, type Setting } from './settings';
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
  {
    path: 'rule[id].status',
    types: ['aws_s3_bucket_replication_configuration'],
    isWorse: leaves('Enabled'),
  },
];

/** A copy that takes over at once: without it, recovery takes longer. */
const STANDBYS: readonly Setting[] = [{ path: 'multi_az', isWorse: turnsOff }];

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

/** Of a table, the copies in other regions; of a backup plan, what it backs up when. */
const COPIES = [
  { block: 'replica', key: 'region_name', type: 'aws_dynamodb_table' },
  { block: 'rule', key: 'rule_name', type: 'aws_backup_plan' },
];

export const recoveryOff: Rule = {
  name: 'recovery-off',
  risk: 'After a mistake or an outage, there is no way back, or only to a shorter while ago.',
  find(change, plan) {
    const isGoing = RECOVERERS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const lines = [
      ...worsened(change, SETTINGS, blocking),
      ...worsened(change, STANDBYS, warning),
      ...lostBlocks(change, COPIES).map(blocking),
      ...(isGoing ? [blocking('what makes the copies is destroyed')] : []),
    ];
    return foundFrom('Recovery is taken off, or cut.', lines);
  },
};
