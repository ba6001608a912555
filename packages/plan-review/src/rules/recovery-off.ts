import { apartByCalls } from '../judging/tables/apart';
import { judge } from '../judging/judge';
import { blocking, warning } from '../judging/line';
import { lostBlocks, unseenBlocks } from '../judging/lost-blocks';
import { ANY, goesAway, leaves, limitShrinks, shrinks, turnsOff, turnsOn, type Setting } from '../judging/settings';

const CLOUD_SQL = ['google_sql_database_instance'];

const SETTINGS: readonly Setting[] = [
  ...['automatic_backups', 'point_in_time_recovery_enabled'].map(
    (path) => ({ path, types: ANY, isWorse: turnsOff }) as const,
  ),
  ...['enabled', 'point_in_time_recovery_enabled'].map((name) => ({
    path: `settings.backup_configuration.${name}`,
    types: CLOUD_SQL,
    isWorse: turnsOff,
  })),
  ...['point_in_time_recovery.enabled', 'replica[region_name].point_in_time_recovery'].map((path) => ({
    path,
    types: ['aws_dynamodb_table'],
    isWorse: turnsOff,
  })),
  { path: 'versioning.enabled', types: ['aws_s3_bucket', 'google_storage_bucket'], isWorse: turnsOff },
  { path: 'blob_properties.versioning_enabled', types: ['azurerm_storage_account'], isWorse: turnsOff },
  ...[
    'automated_snapshot_retention_period',
    'automatic_backup_retention_days',
    'backtrack_window',
    'backup_retention_days',
    'backup_retention_period',
    'deletion_window_in_days',
    'recovery_window_in_days',
    'snapshot_retention_limit',
    'soft_delete_retention_days',
  ].map((path) => ({ path, types: ANY, isWorse: shrinks }) as const),
  { path: 'point_in_time_recovery.recovery_period_in_days', types: ['aws_dynamodb_table'], isWorse: shrinks },
  { path: 'soft_delete_policy.retention_duration_seconds', types: ['google_storage_bucket'], isWorse: shrinks },
  { path: 'backup_policy.status', types: ['aws_efs_backup_policy'], isWorse: leaves('ENABLED') },
  { path: 'point_in_time_recovery.status', types: ['aws_keyspaces_table'], isWorse: leaves('ENABLED') },
  { path: 'state', types: ['aws_dlm_lifecycle_policy'], isWorse: leaves('ENABLED') },
  { path: 'versioning_configuration.status', types: ['aws_s3_bucket_versioning'], isWorse: leaves('Enabled') },
  {
    path: 'manual_snapshot_retention_period',
    types: ['aws_redshift_cluster', 'aws_redshift_cluster_snapshot', 'aws_redshift_snapshot_copy'],
    isWorse: limitShrinks,
  },
  { path: 'delete_automated_backups', types: ANY, isWorse: turnsOn },
  { path: 'backup_retention_period', types: ANY, isWorse: goesAway },
  { path: 'rule[id].status', types: ['aws_s3_bucket_replication_configuration'], isWorse: leaves('Enabled') },
];

/** A copy that takes over at once: without it, recovery takes longer. */
const STANDBYS: readonly Setting[] = [
  ...['automatic_failover_enabled', 'multi_az', 'multi_az_enabled'].map(
    (path) => ({ path, types: ANY, isWorse: turnsOff }) as const,
  ),
  { path: 'settings.availability_type', types: CLOUD_SQL, isWorse: leaves('REGIONAL') },
  {
    path: 'high_availability.mode',
    types: ['azurerm_mysql_flexible_server', 'azurerm_postgresql_flexible_server'],
    isWorse: leaves('SameZone', 'ZoneRedundant'),
  },
  { path: 'zone_redundant', types: ['azurerm_mssql_database'], isWorse: turnsOff },
];

/** They make the copies that something else is recovered from. */
const RECOVERERS = [
  'aws_backup_plan',
  'aws_backup_selection',
  'aws_dlm_lifecycle_policy',
  'aws_ecr_replication_configuration',
  'aws_efs_backup_policy',
  'aws_rbin_rule',
  'aws_redshift_snapshot_copy',
  'aws_redshift_snapshot_schedule',
  'aws_redshift_snapshot_schedule_association',
  'aws_s3_bucket_replication_configuration',
  'aws_s3_bucket_versioning',
];

/** Of a table, the copies in other regions; of a backup plan, what it backs up when. */
const COPIES = [
  { block: 'replica', key: 'region_name', type: 'aws_dynamodb_table' },
  { block: 'rule', key: 'rule_name', type: 'aws_backup_plan' },
];

export const recoveryOff = judge({
  name: 'recovery-off',
  risk: 'After a mistake or an outage, there is no way back, or only to a shorter while ago.',
  title: 'Recovery is taken off, or cut.',
  blocks: SETTINGS,
  warns: STANDBYS,
  apart: apartByCalls,
  more: (change) => lostBlocks(change, COPIES).map(blocking),
  unseen: (change) => unseenBlocks(change, COPIES).map(warning),
  endOf: (type) =>
    RECOVERERS.includes(type) ? { text: 'what makes the copies is destroyed', blocks: true } : undefined,
});
