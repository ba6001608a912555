import type { Json, Plan, ResourceChange } from '../plan/model';
import { attributeAt, isEmpty, isNew, isSet, show, textsOf, UNKNOWN } from './attributes';
import { blocking, warning, type Line } from './line';

/** Of AWS's own policies, those that allow nearly all, or the rest by way of IAM. */
const ALMIGHTY =
  /^arn:[^:]*:iam::aws:policy\/(.*\/)?(AdministratorAccess.*|PowerUserAccess|IAM\w*FullAccess|SystemAdministrator)$/;

/** Types that give a policy to somebody, and the attribute that says to whom. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_group_policy: ['group'],
  aws_iam_group_policy_attachment: ['group'],
  aws_iam_policy_attachment: ['groups', 'roles', 'users'],
  aws_iam_role_policy: ['role'],
  aws_iam_role_policy_attachment: ['role'],
  aws_iam_user_policy: ['user'],
  aws_iam_user_policy_attachment: ['user'],
  aws_ssoadmin_customer_managed_policy_attachment: ['permission_set_arn'],
  aws_ssoadmin_managed_policy_attachment: ['permission_set_arn'],
};

/** Policies that are given to somebody, and boundaries that are taken off. */
export function attachmentLines(change: ResourceChange, plan: Plan): Line[] {
  if (!isSet(change)) return change.type === 'aws_ssoadmin_permissions_boundary_attachment' ? boundaryGone(change) : [];
  return [...boundary(change), ...managed(change), ...attached(change, plan)];
}

function boundary(change: ResourceChange): Line[] {
  const { before, after } = attributeAt(change, 'permissions_boundary');
  if (isEmpty(before) || before === after || after === UNKNOWN) return [];
  return isEmpty(after)
    ? [blocking(`permissions_boundary is removed: it was ${show(before)}`)]
    : [warning(`permissions_boundary goes from ${show(before)} to ${show(after)}`)];
}

const boundaryGone = ({ action }: ResourceChange): Line[] =>
  action === 'delete' ? [blocking('the permissions boundary is removed')] : [];

/** `managed_policy_arns` of a role, and the policy of an attachment. */
function managed(change: ResourceChange): Line[] {
  return ['managed_policy_arns', 'policy_arn', 'managed_policy_arn'].flatMap((name) => {
    const { before, after } = attributeAt(change, name);
    if (after === UNKNOWN) return [];
    const added = textsOf(after).filter((arn) => !textsOf(before).includes(arn));
    const lines = added.map((arn) => ({ text: `${name}: ${arn} is attached`, blocks: ALMIGHTY.test(arn) }));
    return isNew(change) ? lines.filter(({ blocks }) => blocks) : lines;
  });
}

/** A new attachment to what exists already widens it as much as a new statement. */
function attached(change: ResourceChange, plan: Plan): Line[] {
  const targets = TARGETS[change.type];
  if (targets === undefined || change.action !== 'create') return [];
  return targets
    .flatMap((name) => textsOf(attributeAt(change, name).after))
    .filter((target) => target !== UNKNOWN && !isMade(target, plan))
    .map((target) => warning(`a policy is added to ${target}, which exists already`));
}

/** Made by the same plan. In a synthesis, a resource is named by a reference. */
function isMade(target: string, plan: Plan): boolean {
  const made = known.get(plan) ?? madeBy(plan);
  known.set(plan, made);
  return made.has(target) || [...target.matchAll(/\{([^{}]+)\./g)].some(([, address]) => made.has(address));
}

/** Names, ARNs and addresses of what a plan creates. */
const known = new WeakMap<Plan, ReadonlySet<Json | undefined>>();

const madeBy = ({ resources }: Plan): ReadonlySet<Json | undefined> =>
  new Set(
    resources
      .filter(({ action }) => action === 'create')
      .flatMap(({ address, after }) => [address, after?.name, after?.arn])
      .filter((one) => typeof one === 'string'),
  );
