import type { ChangeablePath } from '../../environments/resources/table';
import { own } from '../../keys/own';
import { describePath } from '../../packages/plan-review/src/changes/path';
import { many } from '../../packages/plan-review/src/render/phrase';
import type { Replica, ScalingRange, TableDescription } from '../description';
import { showScaled } from '../scaled';
import { beside, STAYS } from './beside';
import { inPlace, notAllRead, notSaid, refused, unseen, type Difference } from './difference';
import { compareThroughput } from './throughput';

type Compare = (existing: TableDescription, declared: TableDescription) => Difference[];

/** All that can be changed while the table stands. */
export const compareSettings: Compare = (existing, declared) =>
  [billing, scaling, timeToLive, stream, encryption, recovery, protection, tableClass, replicas, tags, beside].flatMap(
    (compare) => compare(existing, declared),
  );

/**
 * A setting that has one value.
 *
 * @param existing undefined when nothing is said of it
 * @param declared undefined when it is left as it is
 * @param change what it means, in sentences, when they are not the same
 */
function one<T extends string | boolean | null>(
  path: ChangeablePath,
  existing: T | undefined,
  declared: T | undefined,
  change: (from: T, to: T) => string,
): Difference[] {
  if (declared === undefined || existing === declared) return [];
  if (existing === undefined) return [notSaid(path, word(declared))];
  return [inPlace(path, change(existing, declared))];
}

const word = (value: string | boolean | null): string =>
  typeof value === 'string' ? value : value === true ? 'on' : 'off';

/**
 * How often the mode changes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-switching-capacity-modes.html
 * ("from provisioned capacity mode to on-demand mode up to four times in a 24-hour rolling window", back "at any time").
 */
const billing: Compare = (existing, declared) =>
  existing.billingMode === declared.billingMode
    ? compareThroughput(existing, declared)
    : one('billing_mode', existing.billingMode, declared.billingMode, (from, to) => {
        const cost =
          to === 'PROVISIONED'
            ? 'It is paid for by the hour, used or not, and beyond it requests are throttled.'
            : 'Each request is paid for, and none of the time between. DynamoDB takes it four times in 24 hours.';
        return `It goes from ${from} to ${to}. ${cost}`;
      });

const scaling: Compare = (existing, declared) => compareScaling(existing, declared);

/** Of a table, or of one of its indexes. @param index its name. Default: of the table */
export function compareScaling(
  { scaling: existing }: Pick<TableDescription, 'scaling'>,
  { scaling: declared }: Pick<TableDescription, 'scaling'>,
  index?: string,
): Difference[] {
  if (declared === undefined) return [];
  return (['read', 'write'] as const).flatMap((kind) => {
    const of = showScaled({ kind, ...(index !== undefined && { index }) });
    const from = existing === undefined ? undefined : (existing?.[kind] ?? null);
    return [...range(of, from, declared?.[kind] ?? null), ...otherPolicies(of, existing?.[kind])];
  });
}

/** @param from undefined when nothing is said of it */
function range(of: string, from: ScalingRange | null | undefined, to: ScalingRange | null): Difference[] {
  const path = `aws_appautoscaling_target[${of}]` as const;
  if (from === undefined) return to === null ? [] : [notSaid(path, showRange(to))];
  if (to === null) return from === null ? [] : [undeclared(path, from)];
  if (showRange(from) !== showRange(to)) return [inPlace(path, `It goes from ${showRange(from)} to ${showRange(to)}.`)];
  const [here, there] = [from?.policy?.name, to.policy?.name];
  if (here === undefined || there === undefined || here === there) return [];
  const second = `The policy ${here} does it, and ${there} is declared: a second one for the same, which AWS refuses.`;
  return [inPlace(`aws_appautoscaling_policy[${of}]`, second)];
}

/** Beside the one that is compared. */
const otherPolicies = (of: string, from: ScalingRange | null | undefined): Difference[] =>
  ((from?.policy && from.otherPolicies) ?? []).map((name) =>
    unseen(`aws_appautoscaling_policy[${of}]`, `The policy ${name} moves the same units. ${STAYS}`),
  );

/** A target that no policy follows moves nothing. */
const undeclared = (path: `aws_appautoscaling_target[${string}]`, from: ScalingRange): Difference =>
  from.policy
    ? inPlace(path, `${showRange(from)} is not declared: it stays, and each deploy sets back what it moves.`)
    : unseen(path, `${showRange(from)} is not declared: it stays.`);

const showRange = (range: ScalingRange | null): string =>
  range ? `autoscaling from ${range.min} to ${range.max} units at ${range.target} per cent` : 'no autoscaling';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
const timeToLive: Compare = ({ timeToLive: existing }, { timeToLive: declared }) => {
  if (existing && declared === undefined) return [refused('ttl', staysOn(existing))];
  if (existing && declared && existing !== declared) return [refused('ttl', anotherAttribute(existing, declared))];
  return one('ttl', existing, declared, (from, to) => {
    if (to === null) return `It is switched off: items whose ${from} has passed are kept, and paid for.`;
    const passed = `DynamoDB deletes every item whose ${to} has passed, those that are there now among them.`;
    return `It is switched on: ${passed}`;
  });
};

/** A declaration without TTL is one that the provider leaves as it is. */
const staysOn = (by: string): string =>
  `None is declared, and Terraform switches off none: it stays on, and DynamoDB deletes every item whose ${by} has passed. ` +
  `Keep ${by}, or switch TTL off before (aws dynamodb update-time-to-live).`;

const anotherAttribute = (from: string, to: string): string =>
  `It goes from ${from} to ${to}, which DynamoDB refuses while TTL is on: the apply fails. Keep ${from}, or switch TTL off ` +
  `before (aws dynamodb update-time-to-live), which takes up to an hour; then DynamoDB deletes every item whose ${to} has passed.`;

const stream: Compare = ({ stream: existing }, { stream: declared }) =>
  one(existing && declared ? 'stream_view_type' : 'stream_enabled', existing, declared, (from, to) => {
    if (from === null) return `A stream of ${to} is switched on.`;
    const gone = 'Whoever reads it gets nothing any more, and its last 24 hours are gone.';
    if (to === null) return `The stream of ${from} is switched off. ${gone}`;
    return `The stream of ${from} becomes one of ${to}, with another ARN. ${gone}`;
  });

/** The provider leaves a key that is not declared, and a customer's where the account's is. */
const encryption: Compare = ({ encryption: existing }, { encryption: declared }) => {
  const path = 'server_side_encryption';
  const leaves = (declared === 'KMS' && isOfCustomer(existing)) || (declared === undefined && existing !== 'DEFAULT');
  if (leaves && existing !== undefined) {
    const said = declared === undefined ? 'and no key is declared' : `declared ${showEncryption(declared)}`;
    return [unseen(path, `It is ${showEncryption(existing)}, ${said}: a deploy leaves it as it is.`)];
  }
  return one(path, existing, declared, (from, to) => {
    const costs = [
      from === 'DEFAULT' ? 'Each use of the key is paid for.' : 'Items are encrypted anew.',
      ...(isOfCustomer(from) ? [WITHOUT_THE_KEY] : []),
      ...(isOfCustomer(to) ? ['Whoever controls the key controls the table.'] : []),
    ];
    return `It goes from ${showEncryption(from)} to ${showEncryption(to)}. ${costs.join(' ')}`;
  });
};

const isOfCustomer = (key: string | undefined): boolean => key !== undefined && key !== 'DEFAULT' && key !== 'KMS';

/**
 * When the old key may go: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 * ("be sure to keep the original key enabled until the process is complete"). A backup that DynamoDB made has the key that
 * its table had.
 */
const WITHOUT_THE_KEY =
  'Lost with the old key: whoever controls it cannot shut the table any more, and its log no longer shows who uses the table. Keep it until that is done, and as long as there are backups that were made with it.';

const showEncryption = (key: string): string =>
  key === 'DEFAULT' ? "AWS's own key" : key === 'KMS' ? "the account's key for DynamoDB" : `the key ${key}`;

/** AWS keeps so many days unless told otherwise. */
const RECOVERY_DAYS = 35;

const recovery: Compare = ({ recovery: existing }, { recovery: declared }) => {
  const path = 'point_in_time_recovery';
  if (existing && declared) {
    const [from, to] = [existing.days ?? RECOVERY_DAYS, declared.days];
    if (to === undefined || from === to) return [];
    const lost = `At once, the table cannot be restored to a moment more than ${many(to, 'day')} ago: what was kept of the time before is gone, and a later change does not bring it back.`;
    const cost = to < from ? lost : 'What is kept is paid for by the size of the table, whatever the days.';
    return [inPlace(`${path}.recovery_period_in_days`, `It goes from ${many(from, 'day')} to ${to}. ${cost}`)];
  }
  const isOn = (value: TableDescription['recovery']) => (value === undefined ? undefined : value !== null);
  return one(path, isOn(existing), isOn(declared), (_, to) =>
    to
      ? 'It is switched on, and paid for by the GB.'
      : 'It is switched off: the table cannot be restored to a moment any more, not to one of the past either.',
  );
};

const protection: Compare = (existing, declared) =>
  one('deletion_protection_enabled', existing.deletionProtection, declared.deletionProtection, (_, to) =>
    to
      ? 'It is switched on: nobody deletes the table without switching it off.'
      : 'It is switched off: one call deletes the table.',
  );

const tableClass: Compare = (existing, declared) =>
  one('table_class', existing.tableClass, declared.tableClass, (from, to) => {
    const cost =
      to === 'STANDARD'
        ? 'What is kept costs more, and each request less.'
        : 'What is kept costs less, and each request more.';
    return `It goes from ${from} to ${to}. ${cost} DynamoDB takes it twice in 30 days.`;
  });

const replicas: Compare = ({ replicas: existing, notAll }, { replicas: wanted }) => {
  const declared = wanted ?? [];
  const path = (region: string) => `replica[${region}]` as const;
  if (!existing && wanted?.length === 0) return [notSaid('replica', 'none')];
  if (!existing) return declared.map(({ region }) => notSaid(path(region), region));
  const there = new Map(declared.map((one) => [one.region, one]));
  const here = new Map(existing.map((one) => [one.region, one]));
  const isWhole = !notAll?.includes('replicas');
  const differences = [...new Set([...here.keys(), ...there.keys()])].flatMap((region) => {
    const [from, to] = [here.get(region), there.get(region)];
    if (from && to) return replica(path(region), from, to);
    const deleted = 'though a plan says that nothing is destroyed. Whoever reads it there fails.';
    if (from) return [inPlace(path(region), `The table in ${region} is deleted with its items, ${deleted}`)];
    return isWhole
      ? [inPlace(path(region), `A table in ${region} is made and filled. Each write is paid for there, too.`)]
      : [notSaid(path(region), region)];
  });
  return isWhole ? differences : [...differences, notAllRead('replica')];
};

const replica = (path: `replica[${string}]`, existing: Replica, declared: Replica): Difference[] => [
  ...one(`${path}.point_in_time_recovery`, existing.recovery, declared.recovery, (_, to) =>
    to
      ? 'It is switched on, and paid for by the GB.'
      : 'It is switched off: the table there cannot be restored any more.',
  ),
];

/** As a plan writes it: no path of one tag begins with that of another. */
const tagPath = (name: string) => describePath(['tags', name]) as ChangeablePath;

/** AWS's own, which begin with `aws:`, nobody can set. */
const tags: Compare = ({ tags: existing, notAll }, { tags: declared = {} }) => {
  if (!existing) {
    return Object.entries(declared).map(([name, value]) => notSaid(tagPath(name), value!));
  }
  const isWhole = !notAll?.includes('tags');
  const names = new Set([...Object.keys(existing), ...Object.keys(declared)]);
  const differences = [...names]
    .filter((name) => !name.startsWith('aws:'))
    .sort()
    .flatMap((name) => {
      const [isThere, from, to] = [Object.hasOwn(existing, name), own(existing, name), own(declared, name)];
      if (isThere && to === undefined)
        return [inPlace(tagPath(name), `It is removed${from ? `: ${from}` : ''}. ${UNTAGGED}`)];
      return one(tagPath(name), isThere || !isWhole ? from : null, to, (was, becomes) =>
        was === null ? `It is added: ${String(becomes)}.` : `It goes from ${was} to ${becomes}.`,
      );
    });
  return isWhole ? differences : [...differences, notAllRead('tags')];
};

const UNTAGGED = 'What is found, allowed or paid for by it is so no longer.';
