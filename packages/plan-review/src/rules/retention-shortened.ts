import { describeChange, numberOf, type Attribute } from '../judging/attributes';
import { judge } from '../judging/judge';
import { lifecycleLines } from '../judging/bucket-lifecycle';
import {
  ANY,
  isAnother,
  isText,
  noneAtZeroShrinks,
  onlyWhileItIs,
  shrinks,
  turnsOff,
  turnsOn,
  type Setting,
  type Worsening,
} from '../judging/settings';

const LIFECYCLE = ['aws_s3_bucket_lifecycle_configuration'];
const TABLE = ['aws_dynamodb_table'];

const isEarlier: Worsening = (before, after) => isText(after) && (!isText(before) || after < before);

const describeEver = (attribute: Attribute): string =>
  describeChange(numberOf(attribute.before) === 0 ? { ...attribute, before: 'for ever (0)' } : attribute);

/** Zero, or nothing, is for ever. */
const ever = { isWorse: noneAtZeroShrinks, describe: describeEver };

const SETTINGS: readonly Setting[] = [
  ...['retention_days', 'retention_in_days'].map((path) => ({ path, types: ANY, ...ever }) as const),
  { path: 'rule[rule_name].lifecycle.delete_after', types: ['aws_backup_plan'], ...ever },
  ...['expiration.days', 'noncurrent_version_expiration.days'].map((path) => ({
    path: `lifecycle_rule[id].${path}`,
    types: ['aws_s3_bucket'],
    ...ever,
  })),
  ...['expiration.days', 'noncurrent_version_expiration.noncurrent_days'].map((path) => ({
    path: `rule[id].${path}`,
    types: LIFECYCLE,
    ...ever,
  })),
  { path: 'rule[id].expiration.date', types: LIFECYCLE, isWorse: isEarlier },
  ...['message_retention_duration', 'message_retention_seconds', 'retention_period'].map(
    (path) => ({ path, types: ANY, isWorse: onlyWhileItIs(shrinks) }) as const,
  ),
  { path: 'retention_policy.retention_period', types: ['google_storage_bucket'], isWorse: shrinks },
  ...['magnetic_store_retention_period_in_days', 'memory_store_retention_period_in_hours'].map((name) => ({
    path: `retention_properties.${name}`,
    types: ['aws_timestreamwrite_table'],
    isWorse: shrinks,
  })),
  ...['blob_properties.container_delete_retention_policy.days', 'blob_properties.delete_retention_policy.days'].map(
    (path) => ({ path, types: ['azurerm_storage_account'], isWorse: shrinks }),
  ),
  // Expired items are never removed any more, or others than before are.
  { path: 'ttl.enabled', types: TABLE, isWorse: turnsOff },
  { path: 'ttl.enabled', types: TABLE, isWorse: turnsOn },
  { path: 'ttl.attribute_name', types: TABLE, isWorse: isAnother },
];

export const retentionShortened = judge({
  name: 'retention-shortened',
  risk: 'What is older than that is removed at once, or is kept and paid for when it should go.',
  title: 'Data is removed sooner than before, or no longer.',
  blocks: SETTINGS,
  more: lifecycleLines,
});
