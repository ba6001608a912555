import { ownOf } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { Json, JsonObject } from '../../plan/value';
import { attributeAt, blocksOf, isEmpty, isSet, numberOf, show, UNKNOWN } from '../attributes';
import { changesUnseen } from '../hidden';
import { blocking, warning, type Line } from '../line';
import { covers, describeReached, isEverything, meets, reachedBy, type Opening } from '../public/opening';
import { unseenAt } from '../settings';

const LISTS = ['egress', 'ingress'] as const;
const ACLS = ['aws_default_network_acl', 'aws_network_acl'];

/** A rule of a network ACL; the first one in order that fits counts. */
interface Entry extends Opening {
  /** `egress`, `ingress` */
  readonly list: string;
  readonly place: number;
  readonly isDeny: boolean;
  /** Known only after the apply, at least in part. */
  readonly isUnknown: boolean;
}

/** What a network ACL denied, and denies no longer: less of it, none, or only after something has let it in. */
export const liftedDenials = (change: ResourceChange): Line[] =>
  liftedIn(change).flatMap(({ isUnknown, what, how }) =>
    isUnknown ? [] : [blocking(`${what.list} no longer denies ${describe(what)}${how}`)],
  );

/** The same where it cannot be seen. */
export const unseenDenials = (change: ResourceChange): Line[] => [
  ...unseenAt(change, ACLS.includes(change.type) ? LISTS : []).map(blocking),
  ...liftedIn(change).flatMap(({ isUnknown, what }) =>
    isUnknown ? [warning(`${what.list} denied ${describe(what)}: whether it does is known only after the apply`)] : [],
  ),
];

interface Lifted {
  readonly what: Entry;
  readonly how: string;
  readonly isUnknown: boolean;
}

function liftedIn(change: ResourceChange): Lifted[] {
  const { type, before, after, unknown } = change;
  if (!isSet(change) || before === null || after === null) return [];
  // One alone: nobody knows what comes before it, and that it denies no longer, a setting says.
  if (type === 'aws_network_acl_rule')
    return after.rule_action === 'deny' && !changesUnseen({ before, after })
      ? lifted([entryOf(listOf(before), before)], [entryOf(listOf(after), after, unknown)])
      : [];
  if (!ACLS.includes(type)) return [];
  return LISTS.map((list) => attributeAt(change, list))
    .filter((one) => !changesUnseen(one))
    .flatMap(({ name: list, after: entries }) => {
      const old = entriesIn(before, list, {});
      return entries === UNKNOWN
        ? old.filter(({ isDeny }) => isDeny).map((what) => ({ what, how: '', isUnknown: true }))
        : lifted(old, entriesIn(after, list, unknown));
    });
}

const listOf = ({ egress }: JsonObject): string => (egress === true ? 'egress' : 'ingress');

const lifted = (before: readonly Entry[], after: readonly Entry[]): Lifted[] =>
  before
    .filter(({ isDeny }) => isDeny)
    .flatMap((what) => {
      const kept = after
        .filter((one) => one.isDeny && !one.isUnknown && covers(one, what))
        .sort((a, b) => a.place - b.place)[0];
      if (!kept) return [{ what, how: '', isUnknown: after.some((one) => one.isUnknown && one.place === what.place) }];
      const first = firstLetIn(what, kept, before, after);
      return first ? [{ what, how: `: ${describe(first)} is allowed first`, isUnknown: false }] : [];
    });

/**
 * What comes before a denial by now, and did not. What is new before one of everything is as if there were none: whoever
 * nothing lets in is denied anyhow.
 */
function firstLetIn(deny: Entry, kept: Entry, before: readonly Entry[], after: readonly Entry[]): Entry | undefined {
  const allowed = before.filter((one) => !one.isDeny);
  const counts = (one: Entry) => !isEverything(deny) || allowed.some((other) => covers(other, one));
  return after.find(
    (one) =>
      !one.isDeny &&
      one.place < kept.place &&
      meets(one, deny) &&
      counts(one) &&
      !allowed.some((other) => other.place < deny.place && covers(other, one)),
  );
}

function entriesIn(side: JsonObject | null, list: string, unknown: Json): Entry[] {
  const marks = ownOf(unknown, list);
  return blocksOf(side ?? {}, list).map((rule, index) =>
    entryOf(list, rule, Array.isArray(marks) ? (marks as Json[])[index] : undefined),
  );
}

function entryOf(list: string, rule: JsonObject, mark?: Json): Entry {
  const isIcmp = ['1', '58', 'icmp', 'icmpv6'].includes(show(rule.protocol));
  const ports = isIcmp ? { from_port: rule.icmp_type!, to_port: rule.icmp_code! } : {};
  return {
    list,
    ...reachedBy({ ...rule, ...ports })[0]!,
    source: [rule.cidr_block, rule.ipv6_cidr_block].filter((one) => !isEmpty(one)).map(show)[0] ?? 'anywhere',
    place: numberOf(rule.rule_no ?? rule.rule_number) ?? 0,
    isDeny: (rule.action ?? rule.rule_action) === 'deny',
    isUnknown: SAYS.some((name) => ownOf(mark, name) === true),
  };
}

/** All that an entry says. */
const SAYS = ['action', 'cidr_block', 'from_port', 'icmp_code', 'icmp_type', 'ipv6_cidr_block', 'protocol', 'to_port'];

const describe = (entry: Entry): string =>
  `${describeReached(entry)} ${entry.list === 'egress' ? 'to' : 'from'} ${entry.source}`;
