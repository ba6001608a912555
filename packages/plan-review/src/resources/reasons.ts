import { describePath } from '../changes/path';
import type { ResourceChange } from '../plan/model';

const REPLACED_BY_ATTRIBUTE = 'replace_because_cannot_update';

/** Terraform's words for why something is replaced or destroyed, and a reviewer's. */
const REASONS: ReadonlyMap<string, string> = new Map([
  [REPLACED_BY_ATTRIBUTE, 'it cannot be changed in place'],
  ['replace_because_tainted', 'it is marked as tainted: an earlier apply failed half-way, or somebody marked it'],
  ['replace_by_request', 'somebody asked for it, with -replace'],
  ['replace_by_triggers', 'something in its replace_triggered_by changes'],
  ['delete_because_no_resource_config', 'the configuration has no such resource any more'],
  ['delete_because_no_module', 'the configuration has no such module any more'],
  ['delete_because_wrong_repetition', 'it uses count or for_each in another way than before, or no longer'],
  ['delete_because_count_index', 'its index is beyond what count is now'],
  ['delete_because_each_key', 'its key is no longer in for_each'],
  ['delete_because_no_move_target', 'a moved block leads to where nothing is configured'],
]);

/**
 * Why Terraform does what it does, in words: `it cannot be changed in place: hash_key, billing_mode`.
 *
 * @returns Terraform's own word where it is not known here; undefined when it gives none
 */
export function describeReason({
  reason,
  replacePaths,
}: Pick<ResourceChange, 'reason' | 'replacePaths'>): string | undefined {
  if (reason === undefined) return undefined;
  const words = REASONS.get(reason) ?? reason;
  if (reason !== REPLACED_BY_ATTRIBUTE || replacePaths.length === 0) return words;
  return `${words}: ${replacePaths.map(describePath).join(', ')}`;
}
