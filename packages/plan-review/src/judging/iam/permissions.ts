import type { Plan, ResourceChange } from '../../plan/model';
import { attributeAt, describeChange, isEmpty, isNew, isSet, show } from '../attributes';
import { blocking, warning, type Line } from '../line';
import { describeForeign, ownAccounts } from '../policy/accounts';
import { isNamedArn, isSensitive } from '../policy/danger';
import { matches } from '../policy/match';
import { unseenAt } from '../settings';

/** What narrows a permission to call a function. */
const LIMITS = ['source_arn', 'source_account', 'principal_org_id', 'event_source_token'];

/** Who may call a function, or use a layer: a policy, a statement at a time. */
export function permissionLines(change: ResourceChange, plan: Plan): Line[] {
  if (!isSet(change) || !TYPES.includes(change.type)) return [];
  return [...principal(change, plan), ...limits(change), ...sources(change, plan)];
}

export const unseenPermissions = (change: ResourceChange): Line[] =>
  TYPES.includes(change.type) ? unseenAt(change, ['principal', ...LIMITS]).map(blocking) : [];

const TYPES = ['aws_lambda_layer_version_permission', 'aws_lambda_permission'];

function principal(change: ResourceChange, plan: Plan): Line[] {
  const { before, after } = attributeAt(change, 'principal');
  if (before === after || typeof after !== 'string' || isSensitive(after)) return [];
  const isOpen = LIMITS.every((name) => isEmpty(attributeAt(change, name).after));
  if (isOpen && after === '*') return [blocking('principal is *: anybody')];
  const whose = describeForeign(after, ownAccounts(change, plan));
  if (whose !== undefined) return [blocking(`principal is ${after}: ${whose}`)];
  if (isOpen && /\.amazonaws\.com(\.cn)?$/.test(after)) {
    return [warning(`principal is ${after}, in whatever account: neither source_arn nor source_account says whose`)];
  }
  return isNew(change) ? [] : [warning(`principal goes from ${show(before)} to ${show(after)}`)];
}

const limits = (change: ResourceChange): Line[] =>
  LIMITS.map((name) => attributeAt(change, name))
    .filter(({ before, after }) => !isEmpty(before) && isEmpty(after))
    .map(({ name, before }) => blocking(`${name} is removed: it was ${show(before)}`));

/** What calls, through a service. */
function sources(change: ResourceChange, plan: Plan): Line[] {
  const own = ownAccounts(change, plan);
  return ['source_arn', 'source_account'].flatMap((name) => {
    const attribute = attributeAt(change, name);
    const { before, after } = attribute;
    if (before === after || typeof after !== 'string' || isEmpty(after)) return [];
    if (isSensitive(after)) return [];
    const whose = describeForeign(after, own);
    if (whose !== undefined) return [blocking(`${name} is ${after}: ${whose}`)];
    if (name === 'source_arn' && !isNamedArn(after))
      return [warning(`${describeChange(attribute)}: in whatever account`)];
    const isWider = typeof before === 'string' && before !== '' && matches(after, before);
    return isWider ? [warning(describeChange(attribute))] : [];
  });
}
