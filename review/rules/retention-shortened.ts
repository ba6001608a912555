import type { Json } from '../plan/model';
import { numberOf } from './attributes';
import { blocking, foundFrom } from './line';
import type { Rule } from './rule';
import { describeWorsened, shrinks, turnsOff, turnsOn, type Setting } from './settings';

/** Zero, or nothing, keeps it for ever. */
const keepsLess = (before: Json | undefined, after: Json | undefined): boolean => {
  const [from, to] = [before, after].map((one) => numberOf(one ?? 0)).map((days) => (days === 0 ? Infinity : days));
  return from !== undefined && to !== undefined && to < from;
};

const SETTINGS: readonly Setting[] = [
  ...[
    'message_retention_seconds',
    'message_retention_duration',
    'retention_period',
    'retention_policy.retention_period',
    'retention_properties.magnetic_store_retention_period_in_days',
    'retention_properties.memory_store_retention_period_in_hours',
    'delete_retention_policy.days',
  ].map((path) => ({ path, isWorse: shrinks })),
  ...['retention_days', 'retention_in_days'].map((path) => ({ path, isWorse: keepsLess })),
  { path: 'rule[rule_name].lifecycle.delete_after', types: ['aws_backup_plan'], isWorse: keepsLess },
  ...[
    'lifecycle_rule[id].expiration.days',
    'lifecycle_rule[id].noncurrent_version_expiration.days',
    'rule[id].expiration.days',
    'rule[id].noncurrent_version_expiration.noncurrent_days',
  ].map((path) => ({ path, types: ['aws_s3_bucket', 'aws_s3_bucket_lifecycle_configuration'], isWorse: keepsLess })),
  // Expired items are never removed any more, or others than before are.
  { path: 'ttl.enabled', isWorse: turnsOff },
  { path: 'ttl.enabled', isWorse: turnsOn },
  { path: 'ttl.attribute_name', isWorse: (before, after) => isText(before) && isText(after) },
];

export const retentionShortened: Rule = {
  name: 'retention-shortened',
  risk: 'What is older than that is removed at once, or is kept and paid for when it should go.',
  find: (change) =>
    foundFrom('Data is removed sooner than before, or no longer.', describeWorsened(change, SETTINGS).map(blocking)),
};

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '';
