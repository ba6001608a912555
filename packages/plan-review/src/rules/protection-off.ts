import type { ResourceChange } from '../plan/model';
import { attributeAt, isGone, textsOf } from '../judging/attributes';
import { judge } from '../judging/judge';
import { blocking } from '../judging/line';
import {
  ANY,
  becomes,
  goesAway,
  leaves,
  onlyWhileItIs,
  shrinks,
  sinksIn,
  turnsOff,
  turnsOn,
  type Setting,
} from '../judging/settings';
import { goesWithSubject } from '../judging/subjects';

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
    'lifecycle.prevent_destroy', // of Terraform, for all types
    'protect_from_scale_in',
    'purge_protection_enabled',
    'termination_protection',
    'object_lock_enabled',
  ].map((path) => ({ path, types: ANY, isWorse: turnsOff }) as const),
  { path: 'deletion_protection', types: ANY, isWorse: leaves('ACTIVE', 'ENABLED') },
  { path: 'deletion_protection_check', types: ANY, isWorse: onlyWhileItIs(becomes('BYPASS')) },
  ...['rule.default_retention.days', 'rule.default_retention.years'].flatMap((path) =>
    [shrinks, goesAway].map((isWorse) => ({ path, types: OBJECT_LOCK, isWorse })),
  ),
  { path: 'rule.default_retention.mode', types: OBJECT_LOCK, isWorse: leaves('COMPLIANCE') },
  {
    path: 'image_tag_mutability',
    types: ['aws_ecr_repository'],
    isWorse: onlyWhileItIs(sinksIn('IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION', 'MUTABLE')),
  },
  // On, they let a destroy go through that would fail otherwise.
  ...['force_delete', 'force_destroy', 'skip_final_snapshot'].map(
    (path) => ({ path, types: ANY, isWorse: turnsOn }) as const,
  ),
  // On, what Terraform calls destroyed stays where it is.
  ...['retain_on_delete', 'skip_destroy'].map(
    (path) => ({ path, types: ANY, isWorse: onlyWhileItIs(turnsOff) }) as const,
  ),
];

/** They are nothing but a protection of something else. */
const GUARDS = [
  ...OBJECT_LOCK,
  'aws_backup_vault_lock_configuration',
  'aws_glacier_vault_lock',
  'aws_shield_application_layer_automatic_response',
  'aws_shield_protection',
  'aws_shield_protection_group',
  'aws_wafregional_web_acl_association',
  'aws_wafv2_web_acl_association',
  'azurerm_management_lock',
  'kubernetes_pod_disruption_budget',
  'kubernetes_pod_disruption_budget_v1',
];

export const protectionOff = judge({
  name: 'protection-off',
  risk: 'The next mistake destroys it without being stopped.',
  title: 'A protection is taken off.',
  blocks: SETTINGS,
  more: (change, plan) =>
    GUARDS.includes(change.type) && isGone(change) && !goesWithSubject(change, plan)
      ? [blocking(describeGuard(change))]
      : [],
});

function describeGuard(change: ResourceChange): string {
  const [subject] = ['resource_arn', 'backup_vault_name', 'vault_name', 'scope', 'bucket'].flatMap((name) =>
    textsOf(attributeAt(change, name).before),
  );
  return `it protects ${subject ?? 'something else'}`;
}
