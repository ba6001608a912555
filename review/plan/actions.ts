import type { Action } from './model';
import { UnreadablePlanError } from './unreadable';

/** All that Terraform and OpenTofu write. A replacement that forgets leaves the old object where it is, unmanaged. */
const ACTIONS: Readonly<Record<string, Action>> = {
  'no-op': 'no-op',
  read: 'read',
  open: 'read', // an ephemeral resource, in OpenTofu
  create: 'create',
  update: 'update',
  delete: 'delete',
  forget: 'forget',
  'delete,create': 'replace',
  'create,delete': 'replace',
  'create,forget': 'replace',
  'forget,create': 'replace',
};

/**
 * @param actions as the plan has them, such as `['delete', 'create']`
 * @throws UnreadablePlanError for what is not known here: it may be worse than anything that is
 */
export function actionOf(actions: readonly string[], address: string): Action {
  const action = ACTIONS[actions.join()];
  if (action !== undefined) return action;
  throw new UnreadablePlanError(
    `The plan has an action that is not known here: ${actions.join(', then ')} of ${address}.`,
    'Review it by hand, with terraform show, or use a newer reviewer.',
  );
}
