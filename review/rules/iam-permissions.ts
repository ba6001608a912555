import type { Plan, ResourceChange } from '../plan/model';
import { attributeAt, isEmpty, isNew, isSet, show } from './attributes';
import { blocking, warning, type Line } from './line';
import { isForeign, ownAccounts } from './policy/danger';

/** What narrows a permission to call a function. */
const LIMITS = ['source_arn', 'source_account', 'principal_org_id', 'event_source_token'];

/** Who may call a function, or use a layer: a policy, a statement at a time. */
export function permissionLines(change: ResourceChange, plan: Plan): Line[] {
  const { type } = change;
  if (!isSet(change) || (type !== 'aws_lambda_permission' && type !== 'aws_lambda_layer_version_permission')) return [];
  return [...principal(change, plan), ...limits(change)];
}

function principal(change: ResourceChange, plan: Plan): Line[] {
  const { before, after } = attributeAt(change, 'principal');
  if (before === after || typeof after !== 'string') return [];
  const isOpen = after === '*' && LIMITS.every((name) => isEmpty(attributeAt(change, name).after));
  if (isOpen) return [blocking('principal is *: anybody')];
  if (isForeign(`AWS ${after}`, ownAccounts(change, plan))) return [blocking(`principal is ${after}: another account`)];
  return isNew(change) ? [] : [warning(`principal goes from ${show(before)} to ${show(after)}`)];
}

const limits = (change: ResourceChange): Line[] =>
  LIMITS.map((name) => attributeAt(change, name))
    .filter(({ before, after }) => !isEmpty(before) && isEmpty(after))
    .map(({ name, before }) => blocking(`${name} is removed: it was ${show(before)}`));
