import { isSame } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import { attributeAt, describeChange, isEmpty, isNew, isSet, show, textsOf } from '../attributes';
import { changesUnseen } from '../hidden';
import { warning, type Line } from '../line';
import { unseenAt } from '../settings';

/** In whose name something acts. */
const IDENTITIES = ['execution_role_arn', 'iam_instance_profile', 'role', 'role_arn', 'task_role_arn'];

/** Types that put a user into groups, and the attribute that has more of them then. */
const MEMBERSHIPS: ReadonlyMap<string, string> = new Map([
  ['aws_iam_group_membership', 'users'],
  ['aws_iam_user_group_membership', 'groups'],
]);

/** Types with which somebody signs in, and the attribute that says as which user. */
const CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['aws_iam_access_key', 'user'],
  ['aws_iam_service_specific_credential', 'user_name'],
  ['aws_iam_signing_certificate', 'user_name'],
  ['aws_iam_user_login_profile', 'user'],
  ['aws_iam_user_ssh_key', 'username'],
]);

/** Types of which others let users in, and the attributes that say whom. */
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_iam_openid_connect_provider', ['client_id_list', 'thumbprint_list']],
  ['aws_iam_saml_provider', ['saml_metadata_document']],
]);

/** Who acts with other permissions than before, none of which changed. */
export const identityLines = (change: ResourceChange): Line[] => [
  ...swapped(change),
  ...joined(change),
  ...signingIn(change),
  ...provided(change),
];

const swapped = (change: ResourceChange): Line[] =>
  isNew(change) || !change.type.startsWith('aws_')
    ? []
    : IDENTITIES.map((name) => attributeAt(change, name))
        .filter((one) => !isEmpty(one.after) && !isSame(one.before, one.after) && !changesUnseen(one))
        .map((one) => warning(describeChange(one)));

export const unseenIdentities = (change: ResourceChange): Line[] =>
  isNew(change) || !change.type.startsWith('aws_')
    ? []
    : unseenAt(change, [...IDENTITIES, ...membership(change), ...(PROVIDERS.get(change.type) ?? [])]).map(warning);

const membership = ({ type }: ResourceChange): readonly string[] => {
  const name = MEMBERSHIPS.get(type);
  return name === undefined ? [] : [name];
};

/** Made, or in use again. */
function signingIn(change: ResourceChange): Line[] {
  const name = CREDENTIALS.get(change.type);
  if (name === undefined || !isSet(change)) return [];
  const { before, after } = attributeAt(change, 'status');
  const isActive = before !== after && after === 'Active';
  return change.action !== 'update' || isActive
    ? [warning(`whoever has it acts as the user ${show(attributeAt(change, name).after)}`)]
    : [];
}

function provided(change: ResourceChange): Line[] {
  return isNew(change) || !isSet(change)
    ? []
    : (PROVIDERS.get(change.type) ?? [])
        .map((name) => attributeAt(change, name))
        .filter((one) => !isSame(one.before, one.after) && !changesUnseen(one))
        .map(({ name }) => warning(`${name} changes: whom the provider lets in may be others`));
}

function joined(change: ResourceChange): Line[] {
  const name = MEMBERSHIPS.get(change.type);
  if (name === undefined) return [];
  const { before, after } = attributeAt(change, name);
  return textsOf(after)
    .filter((one) => !textsOf(before).includes(one) && !changesUnseen({ before: undefined, after: one }))
    .map((one) => warning(`${name}: ${one} is added`));
}
