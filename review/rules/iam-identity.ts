import { isSame } from '../plan/json';
import type { ResourceChange } from '../plan/model';
import { attributeAt, describeChange, isEmpty, isNew, textsOf } from './attributes';
import { changesUnseen } from './hidden';
import { warning, type Line } from './line';
import { unseenAt } from './settings';

/** In whose name something acts. */
const IDENTITIES = ['execution_role_arn', 'iam_instance_profile', 'role', 'role_arn', 'task_role_arn'];

/** Types that put a user into groups, and the attribute that has more of them then. */
const MEMBERSHIPS: ReadonlyMap<string, string> = new Map([
  ['aws_iam_group_membership', 'users'],
  ['aws_iam_user_group_membership', 'groups'],
]);

/** Who acts with other permissions than before, none of which changed. */
export const identityLines = (change: ResourceChange): Line[] => [...swapped(change), ...joined(change)];

const swapped = (change: ResourceChange): Line[] =>
  isNew(change) || !change.type.startsWith('aws_')
    ? []
    : IDENTITIES.map((name) => attributeAt(change, name))
        .filter((one) => !isEmpty(one.after) && !isSame(one.before, one.after) && !changesUnseen(one))
        .map((one) => warning(describeChange(one)));

export const unseenIdentities = (change: ResourceChange): Line[] =>
  isNew(change) || !change.type.startsWith('aws_')
    ? []
    : unseenAt(change, [...IDENTITIES, ...membership(change)]).map(warning);

const membership = ({ type }: ResourceChange): readonly string[] => {
  const name = MEMBERSHIPS.get(type);
  return name === undefined ? [] : [name];
};

function joined(change: ResourceChange): Line[] {
  const name = MEMBERSHIPS.get(change.type);
  if (name === undefined) return [];
  const { before, after } = attributeAt(change, name);
  return textsOf(after)
    .filter((one) => !textsOf(before).includes(one) && !changesUnseen({ before: undefined, after: one }))
    .map((one) => warning(`${name}: ${one} is added`));
}
