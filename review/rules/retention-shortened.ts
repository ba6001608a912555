import type { Json } from '../plan/model';
import { describeChange, numberOf, type Attribute } from './attributes';
import { lifecycleLines } from './lifecycle';
import { blocking, foundFrom } from './line';
import type { Rule } from './rule';
import { shrinks, noneAtZeroShrinks, turnsOff, turnsOn, worsened, type Setting } from './settings';

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
  {
    path: 'rule[id].expiration.date',
    types: ['aws_s3_bucket_lifecycle_configuration'],
    isWorse: (before, after) => isText(after) && (!isText(before) || after < before),
  },
  // Expired items are never removed any more, or others than before are.
  { path: 'ttl.enabled', isWorse: turnsOff },
  { path: 'ttl.enabled', isWorse: turnsOn },
  { path: 'ttl.attribute_name', isWorse: (before, after) => isText(before) && isText(after) },
];

/** Zero, or nothing, is for ever. */
const EVER: readonly Setting[] = [
  ...['retention_days', 'retention_in_days'].map((path) => ({ path, isWorse: noneAtZeroShrinks })),
  { path: 'rule[rule_name].lifecycle.delete_after', types: ['aws_backup_plan'], isWorse: noneAtZeroShrinks },
  ...[
    'lifecycle_rule[id].expiration.days',
    'lifecycle_rule[id].noncurrent_version_expiration.days',
    'rule[id].expiration.days',
    'rule[id].noncurrent_version_expiration.noncurrent_days',
  ].map((path) => ({
    path,
    types: ['aws_s3_bucket', 'aws_s3_bucket_lifecycle_configuration'],
    isWorse: noneAtZeroShrinks,
  })),
];

const describeEver = (attribute: Attribute): string =>
  describeChange(numberOf(attribute.before) === 0 ? { ...attribute, before: 'for ever (0)' } : attribute);

export const retentionShortened: Rule = {
  name: 'retention-shortened',
  risk: 'What is older than that is removed at once, or is kept and paid for when it should go.',
  find: (change, plan) =>
    foundFrom('Data is removed sooner than before, or no longer.', [
      ...worsened(change, EVER, blocking, describeEver),
      ...worsened(change, SETTINGS, blocking),
      ...lifecycleLines(change, plan),
    ]),
};

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';
