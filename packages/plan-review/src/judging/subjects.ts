import { own } from '../../../../keys/own';
import type { Plan, ResourceChange } from '../plan/model';
import type { JsonObject } from '../plan/value';
import { isGone, textsOf } from './attributes';
import { isHidden } from './hidden';
import { PARAMETER_GROUPS } from './parameters';
import { subjectNamedBy } from './subject-names';

/**
 * Whether what it belongs to is destroyed by the same plan: a bucket's policy goes with the bucket. Settings name their
 * subject by its id, ARN, name or URL, in an attribute that says of what kind it is. Between services only those that AWS
 * makes up count: nothing else has them by chance.
 */
export function goesWithSubject(change: ResourceChange, plan: Plan): boolean {
  if (PARAMETER_GROUPS.includes(change.type) && goesWithUsers(change, plan)) return true;
  const gone = goneOf(plan);
  return Object.entries(change.before ?? {}).some(
    ([attribute, value]) =>
      typeof value === 'string' &&
      gone.get(value)?.some((one) => one.address !== change.address && isSubject(one, change, attribute, value)),
  );
}

function isSubject(
  subject: ResourceChange,
  { type, provider }: ResourceChange,
  attribute: string,
  value: string,
): boolean {
  const named = subjectNamedBy(type, attribute);
  if (named === undefined || subject.provider !== provider) return false;
  const isOfKind =
    named.kinds?.some((kind) => subject.type.endsWith(`_${kind}`)) ?? own(subject.before, attribute) !== value;
  return isOfKind && (serviceOf(subject.type) === serviceOf(type) || MADE_UP.test(value));
}

/** `arn:aws:sqs:…`, `vpc-0123456789abcdef0` */
const MADE_UP = /^(arn:|[a-z]+-[0-9a-f]{8,17}$)/;

/** `aws_s3` of `aws_s3_bucket_policy` */
const serviceOf = (type: string): string => type.split('_', 2).join('_');

/**
 * Whether all that names it by its ARN is destroyed by the same plan, and nothing that stays does: a role goes with the
 * function that acts in its name. Databases name their parameter group by its name.
 */
export function goesWithUsers({ type, before }: ResourceChange, plan: Plan): boolean {
  const name = PARAMETER_GROUPS.includes(type) ? before?.name : before?.arn;
  if (typeof name !== 'string' || isHidden(name)) return false;
  const users = usersIn(plan);
  return users.gone.has(name) && !users.left.has(name);
}

/** What attributes name: of what goes, and of what stays. */
const usersKnown = new WeakMap<Plan, { readonly gone: ReadonlySet<string>; readonly left: ReadonlySet<string> }>();

const GROUP = /parameter_group_name$/;

function usersIn(plan: Plan): { readonly gone: ReadonlySet<string>; readonly left: ReadonlySet<string> } {
  const known = usersKnown.get(plan);
  if (known) return known;
  const namedBy = (sides: readonly (JsonObject | null)[]): ReadonlySet<string> =>
    new Set(
      sides.flatMap((side) =>
        Object.entries(side ?? {}).flatMap(([key, value]) =>
          key !== 'arn' && key !== 'id' && typeof value === 'string' && (value.startsWith('arn:') || GROUP.test(key))
            ? [value]
            : [],
        ),
      ),
    );
  const users = {
    gone: namedBy(plan.resources.filter(isGone).map(({ before }) => before)),
    left: namedBy(plan.resources.map(({ after }) => after)),
  };
  usersKnown.set(plan, users);
  return users;
}

/** By the name that others use for it. */
const known = new WeakMap<Plan, ReadonlyMap<string, readonly ResourceChange[]>>();

function goneOf(plan: Plan): ReadonlyMap<string, readonly ResourceChange[]> {
  const found = known.get(plan);
  if (found) return found;
  const gone = new Map<string, ResourceChange[]>();
  for (const change of plan.resources.filter((one) => isGone(one) && !SETTINGS.test(one.type))) {
    const { id, arn, name, url } = change.before ?? {};
    for (const key of new Set([id, arn, name, url].flatMap(textsOf))) {
      if (isHidden(key)) continue;
      const same = gone.get(key);
      if (same) same.push(change);
      else gone.set(key, [change]);
    }
  }
  known.set(plan, gone);
  return gone;
}

/** They have their subject's id as their own. */
const SETTINGS = /_(policy|configuration|block|versioning|logging|acl|controls)$/;
