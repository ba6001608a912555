import type { Plan, ResourceChange } from '../plan/model';
import { isGone, textsOf } from './attributes';

/**
 * Whether what it belongs to is destroyed by the same plan: a bucket's policy goes with the bucket. Settings name their
 * subject by its id, ARN, name or URL.
 */
export function goesWithSubject(change: ResourceChange, plan: Plan): boolean {
  const gone = goneOf(plan);
  return Object.entries(change.before ?? {}).some(
    ([key, value]) =>
      key !== 'name' &&
      typeof value === 'string' &&
      [...(gone.get(value) ?? [])].some((address) => address !== change.address),
  );
}

/** By the name that others use for it. */
const known = new WeakMap<Plan, ReadonlyMap<string, ReadonlySet<string>>>();

function goneOf(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const found = known.get(plan);
  if (found) return found;
  const gone = new Map<string, Set<string>>();
  for (const change of plan.resources.filter((one) => isGone(one) && !SETTINGS.test(one.type))) {
    const { id, arn, name, url } = change.before ?? {};
    for (const key of [id, arn, name, url].flatMap(textsOf))
      gone.set(key, (gone.get(key) ?? new Set()).add(change.address));
  }
  known.set(plan, gone);
  return gone;
}

/** They have their subject's id as their own. */
const SETTINGS = /_(policy|configuration|block|versioning|logging|acl|controls)$/;
