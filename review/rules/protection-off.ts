import type { ResourceChange } from '../plan/model';
import { attributeAt, isGone, textsOf } from './attributes';
import { blocking, foundFrom } from './line';
import type { Rule } from './rule';
import { becomes, goesAway, leaves, shrinks, turnsOff, turnsOn, worsened, type Setting } from './settings';
import { goesWithSubject } from './subjects';

const OBJECT_LOCK = ['aws_s3_bucket_object_lock_configuration'];

const SETTINGS: readonly Setting[] = [
  // On, they stand between a mistake and a loss.
  ...[
    'deletion_protection',
    'deletion_protection_enabled',
    'delete_protection',
    'delete_protection_enabled',
    'disable_api_stop',
    'disable_api_termination',
    'enable_deletion_protection',
    'lifecycle.prevent_destroy',
    'protect_from_scale_in',
    'purge_protection_enabled',
    'termination_protection',
    'object_lock_enabled',
  ].map((path) => ({ path, isWorse: turnsOff })),
  { path: 'deletion_protection', isWorse: leaves('ACTIVE', 'ENABLED') },
  { path: 'deletion_protection_check', isWorse: becomes('BYPASS') },
  ...['rule.default_retention.days', 'rule.default_retention.years'].flatMap((path) =>
    [shrinks, goesAway].map((isWorse) => ({ path, types: OBJECT_LOCK, isWorse })),
  ),
  { path: 'rule.default_retention.mode', types: OBJECT_LOCK, isWorse: leaves('COMPLIANCE') },
  // On, they let a destroy go through that would fail otherwise.
  ...['force_delete', 'force_destroy', 'skip_final_snapshot'].map((path) => ({ path, isWorse: turnsOn })),
  { path: 'skip_destroy', isWorse: turnsOff },
  { path: 'retain_on_delete', isWorse: turnsOff },
];

/** They are nothing but a protection of something else. */
const GUARDS = [
  'aws_backup_vault_lock_configuration',
  'aws_glacier_vault_lock',
  ...OBJECT_LOCK,
  'aws_shield_protection',
  'aws_wafv2_web_acl_association',
  'azurerm_management_lock',
];

export const protectionOff: Rule = {
  name: 'protection-off',
  risk: 'The next mistake destroys it without being stopped.',
  find(change, plan) {
    const isGuardGone = GUARDS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan);
    const lines = [...worsened(change, SETTINGS, blocking), ...(isGuardGone ? [blocking(describeGuard(change))] : [])];
    return foundFrom('A protection is taken off.', lines);
  },
};

function describeGuard(change: ResourceChange): string {
  const [subject] = ['resource_arn', 'backup_vault_name', 'vault_name', 'scope', 'bucket'].flatMap((name) =>
    textsOf(attributeAt(change, name).before),
  );
  return `it protects ${subject ?? 'something else'}`;
}
