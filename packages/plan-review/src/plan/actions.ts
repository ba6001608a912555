import type { Action } from './model';
import { UnreadablePlanError } from './unreadable';

const keyOf = (...actions: readonly string[]): string => JSON.stringify(actions);

/** All that Terraform and OpenTofu write. A replacement that forgets leaves the old object where it is, unmanaged. */
const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  [keyOf('no-op'), 'no-op'],
  [keyOf('read'), 'read'],
  [keyOf('open'), 'read'], // an ephemeral resource, in OpenTofu
  [keyOf('create'), 'create'],
  [keyOf('update'), 'update'],
  [keyOf('delete'), 'delete'],
  [keyOf('forget'), 'forget'],
  [keyOf('delete', 'create'), 'replace'],
  [keyOf('create', 'delete'), 'replace'],
  [keyOf('create', 'forget'), 'replace'],
  [keyOf('forget', 'create'), 'replace'],
]);

/**
 * @param actions as the plan has them, such as `['delete', 'create']`
 * @throws UnreadablePlanError for what is not known here: it may be worse than anything that is
 */
export function actionOf(actions: readonly string[], address: string): Action {
  const action = ACTIONS.get(keyOf(...actions));
  if (action !== undefined) return action;
  throw new UnreadablePlanError(
    `The plan has an action that is not known here: ${actions.map((one) => JSON.stringify(one)).join(', then ')} of ${address}.`,
    'Review it by hand, with terraform show, or use a newer reviewer.',
  );
}
