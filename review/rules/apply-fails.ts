import type { ResourceChange } from '../plan/model';
import { collisionIn, type Member, type TableUpdate } from '../resources/table-updates';
import { attributeAt, isEmpty, isOff, isOn, show, UNKNOWN, type Attribute } from './attributes';
import { isHidden } from './hidden';
import { judge } from './judge';
import { blocking, type Line } from './line';
import { TABLE, updateOf, type SentUpdate } from './table-update';

/**
 * Changes that Terraform plans, and AWS refuses when they come: of DynamoDB tables, what the provider sends in one call, and
 * AWS takes one by one only.
 */
export const applyFails = judge({
  name: 'apply-fails',
  risk: 'The apply stops half-way: what came before it is done, what comes after it is not, and a repetition stops there again.',
  title: 'AWS refuses it in the middle of the apply.',
  more: (change) => [...collisions(change), ...empty(change), ...timeToLive(change)],
});

/** What is taken out of the call goes by itself, until the rest goes together. */
function collisions(change: ResourceChange): Line[] {
  const sent = updateOf(change);
  const lines: Line[] = [];
  let update: TableUpdate = sent?.update ?? {};
  for (let found = collisionIn(update); sent && found; found = collisionIn(update)) {
    const { member, others, message } = found;
    const [mine, theirs] = [describe([member], sent), describe(others, sent)];
    const [one, rest] = [named([member], sent), named(others, sent)];
    const next = goesLast(member, change)
      ? `Deploy ${rest} first, and ${one} by itself after that.`
      : `Deploy ${one} by itself first, and ${rest} after that.`;
    lines.push(
      blocking(`${mine}, and ${theirs}: the provider asks for both at once, and AWS says "${message}". ${next}`),
    );
    update = { ...update, [member]: undefined };
  }
  return lines;
}

const describe = (members: readonly Member[], { changes }: SentUpdate): string =>
  [...new Set(members.flatMap((member) => changes.get(member) ?? []))].join(', ');

/** The attributes alone: `read_capacity, write_capacity`, `on_demand_throughput` */
const named = (members: readonly Member[], { changes }: SentUpdate): string =>
  [...new Set(members.flatMap((member) => (changes.get(member) ?? []).map(nameIn)))].join(', ');

const nameIn = (change: string): string => change.split(' ', 1)[0]!.replace(/\.max_\w+$/, '');

/** What protects goes on before all else, and off after it; a stream is there as long as somebody may read it. */
function goesLast(member: Member, change: ResourceChange): boolean {
  if (member === 'DeletionProtectionEnabled') return !isOn(attributeAt(change, 'deletion_protection_enabled').after);
  return member === 'StreamSpecification' && !isOn(attributeAt(change, 'stream_enabled').after);
}

/** Limits that are left out, and nothing else that would be in the call. */
function empty(change: ResourceChange): Line[] {
  const { update = {}, limitsLeftOut = [] } = updateOf(change) ?? {};
  if (!limitsLeftOut.includes('on_demand_throughput') || Object.keys(update).length > 0) return [];
  const table = show(change.before?.name);
  return [
    blocking(
      `on_demand_throughput is left out: the provider sends nothing for it, and AWS refuses an update with nothing in it. ` +
        `Keep it, or take the limits off first: aws dynamodb update-table --table-name ${table} --on-demand-throughput ${NONE}`,
    ),
  ];
}

const NONE = 'MaxReadRequestUnits=-1,MaxWriteRequestUnits=-1';

/**
 * Another attribute while it is on. The provider sends one call, as it would for a first one. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
function timeToLive(change: ResourceChange): Line[] {
  if (change.type !== TABLE || change.action !== 'update') return [];
  const [enabled, name] = ['ttl.enabled', 'ttl.attribute_name'].map((path) => attributeAt(change, path)) as [
    Attribute,
    Attribute,
  ];
  const isKnown = [name.before, name.after].every((value) => value !== UNKNOWN && !isHidden(value));
  if (!isOn(enabled.before) || !isKnown || name.before === name.after) return [];
  const [from, to] = [show(name.before), show(name.after)];
  if (isOn(enabled.after)) {
    const off = `ttl { enabled = false, attribute_name = "${from}" }`;
    return [
      blocking(
        `ttl.attribute_name goes from ${from} to ${to} while TTL is on: AWS says "TimeToLive is active on a different ` +
          `AttributeName". Deploy it switched off first, ${off}; an hour later, ${to} can be deployed.`,
      ),
    ];
  }
  if (!isOff(enabled.after)) return [];
  const sent = isEmpty(name.after)
    ? 'without its attribute_name, and an empty one is sent'
    : `under another name, ${to}`;
  return [blocking(`ttl is switched off ${sent}, which AWS refuses. Leave attribute_name = "${from}" where it is.`)];
}
