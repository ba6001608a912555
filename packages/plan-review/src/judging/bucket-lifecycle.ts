import { ownOf } from '../plan/json';
import type { Plan, ResourceChange } from '../plan/model';
import type { JsonObject } from '../plan/value';
import { blocksOf, isEmpty, isNew, isSet, numberOf, show } from './attributes';
import { warning, type Line } from './line';

const TYPE = 'aws_s3_bucket_lifecycle_configuration';

/** What a bucket's rules remove that they did not remove before, though no number of days has changed. */
export function lifecycleLines(change: ResourceChange, plan: Plan): Line[] {
  if (change.type !== TYPE || !isSet(change)) return [];
  if (isNew(change) && isOfNewBucket(change, plan)) return [];
  const old = new Map(blocksOf(change.before, 'rule').map((rule) => [show(rule.id), rule]));
  return blocksOf(change.after, 'rule')
    .filter(removes)
    .flatMap((rule) => newlyRemovedBy(rule, old.get(show(rule.id)), isNew(change)))
    .map(warning);
}

function newlyRemovedBy(rule: JsonObject, old: JsonObject | undefined, isNewConfiguration: boolean): string[] {
  const name = `rule[${show(rule.id)}]`;
  if (!old) return isNewConfiguration ? [`${name} removes what the bucket has already`] : []; // else, its days say so
  const isEnabled = old.status === 'Disabled';
  const isOther = FILTERS.some(
    (key) => !(isEmpty(old[key]) && isEmpty(rule[key])) && text(old[key]) !== text(rule[key]),
  );
  return [
    ...(isEnabled ? [`${name}.status goes from Disabled to ${show(rule.status)}`] : []),
    ...(isOther ? [`${name} removes other objects: its filter is another one`] : []),
  ];
}

const FILTERS = ['filter', 'prefix'] as const;

const text = (value: unknown): string | undefined => JSON.stringify(value);

const removes = (rule: JsonObject): boolean =>
  rule.status !== 'Disabled' &&
  [...blocksOf(rule, 'expiration'), ...blocksOf(rule, 'noncurrent_version_expiration')].some(
    ({ days, noncurrent_days, date }) =>
      (numberOf(days) ?? 0) > 0 || (numberOf(noncurrent_days) ?? 0) > 0 || !isEmpty(date),
  );

/** Nothing is in it yet. */
function isOfNewBucket({ after, unknown }: ResourceChange, { resources }: Plan): boolean {
  if (ownOf(unknown, 'bucket') === true) return true; // the name of one that exists is known
  return resources.some(
    (one) => one.type === 'aws_s3_bucket' && one.action === 'create' && one.after?.bucket === after?.bucket,
  );
}
