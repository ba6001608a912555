import type { Plan, ResourceChange } from '../../plan/model';
import { attributeAt, describeUnknown, isEmpty, isNew, isSet, show, textsOf, UNKNOWN } from '../attributes';
import { changesUnseen } from '../hidden';
import { ownersThatExist } from '../owners';
import { blocking, warning, type Line } from '../line';
import { isSensitive } from '../policy/danger';
import { unseenAt } from '../settings';

/** Of AWS's own policies, those that allow nearly all, or the rest by way of IAM. */
const ALMIGHTY =
  /^arn:[^:]*:(iam::aws:policy\/(.*\/)?(AdministratorAccess.*|PowerUserAccess|IAM\w*FullAccess|SystemAdministrator)|eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy)$/;

/** Those that allow all of one service: worth a look even at something new. */
const BROAD = /^arn:[^:]*:iam::aws:policy\/.*(FullAccess|ReadWrite)/;

/** Types that give a policy to somebody, and the attributes that say to whom. */
const GIVES = /^aws_(iam_((group|role|user)_)?policy(_attachment)?|ssoadmin_(customer_)?managed_policy_attachment)$/;
const TO = ['group', 'groups', 'permission_set_arn', 'role', 'roles', 'user', 'users'];

/** Policies that are given to somebody, and boundaries that are taken off. */
export const attachmentLines = (change: ResourceChange, plan: Plan): Line[] =>
  isSet(change) ? [...boundary(change), ...managed(change), ...attached(change, plan)] : [];

const MANAGED = ['managed_policy_arns', 'policy_arn', 'managed_policy_arn'];

/** Not what is taken away: that is seen. A boundary that is known only after the apply may be another one. */
export function unseenAttachments(change: ResourceChange): Line[] {
  const bound = attributeAt(change, 'permissions_boundary');
  return [
    ...[...MANAGED, bound.name]
      .filter((name) => !isEmpty(attributeAt(change, name).after))
      .flatMap((name) => unseenAt(change, [name]))
      .map(blocking),
    ...(!isEmpty(bound.before) && bound.after === UNKNOWN ? [warning(describeUnknown(bound))] : []),
  ];
}

function boundary(change: ResourceChange): Line[] {
  const { before, after } = attributeAt(change, 'permissions_boundary');
  if (isEmpty(before) || before === after || after === UNKNOWN) return [];
  if (isSensitive(show(after))) return [];
  return isEmpty(after)
    ? [blocking(`permissions_boundary is removed: it was ${show(before)}`)]
    : [warning(`permissions_boundary goes from ${show(before)} to ${show(after)}`)];
}

/** `managed_policy_arns` of a role, and the policy of an attachment. */
function managed(change: ResourceChange): Line[] {
  return MANAGED.flatMap((name) => {
    const attribute = attributeAt(change, name);
    const { before, after } = attribute;
    if (after === UNKNOWN || changesUnseen(attribute)) return [];
    return textsOf(after)
      .filter((arn) => !textsOf(before).includes(arn) && (!isNew(change) || ALMIGHTY.test(arn) || BROAD.test(arn)))
      .map((arn) => ({ text: `${name}: ${arn} is attached`, blocks: ALMIGHTY.test(arn) }));
  });
}

/** A new attachment to what exists already widens it as much as a new statement. */
const attached = (change: ResourceChange, plan: Plan): Line[] =>
  GIVES.test(change.type) && change.action === 'create'
    ? ownersThatExist(change, plan, TO).map((owner) =>
        warning(`${policyOf(change)} is added to ${owner}, which exists already`),
      )
    : [];

/** By its ARN; of an inline policy, by its name. */
function policyOf(change: ResourceChange): string {
  const names = ['policy_arn', 'managed_policy_arn', 'customer_managed_policy_reference.name', 'name'];
  const named = names.map((name) => attributeAt(change, name).after).find((one) => !isEmpty(one));
  return named === undefined || named === UNKNOWN ? 'a policy' : `the policy ${show(named)}`;
}
