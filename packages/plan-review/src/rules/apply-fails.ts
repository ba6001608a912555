import type { ResourceChange } from '../plan/model';
import { collisionIn, MEMBERS, type Member, type TableUpdate } from '../resources/table-updates';
import { attributeAt, isEmpty, isOff, isOn, show, UNKNOWN, type Attribute } from '../judging/attributes';
import { isHidden } from '../judging/hidden';
import { judge } from '../judging/judge';
import { blocking, type Line } from '../judging/line';
import { switchTimeToLiveOff, takeLimitsOff } from '../judging/tables/commands';
import { TABLE, updateOf, type SentUpdate } from '../judging/tables/update';

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

/** Each with what AWS says, and at last in which order all of it can be deployed. */
function collisions(change: ResourceChange): Line[] {
  const sent = updateOf(change);
  const texts: string[] = [];
  let update: TableUpdate = sent?.update ?? {};
  for (let found = collisionIn(update); sent && found; found = collisionIn(update)) {
    const { member, others, message } = found;
    const [mine, theirs] = [describe([member], sent), describe(others, sent)];
    texts.push(`${mine}, and ${theirs}: the provider asks for both at once, and AWS says "${message}".`);
    update = { ...update, [member]: undefined };
  }
  if (!sent || texts.length === 0) return [];
  const [first, ...more] = deploysOf(sent.update, change).map((members) => named(members, sent));
  const order = `Deploy ${first} first, ${more.map((one, at) => `${at === more.length - 1 ? 'and ' : ''}${one} after that`).join(', ')}.`;
  return texts.map((text, at) => blocking(at === texts.length - 1 ? `${text} ${order}` : text));
}

const describe = (members: readonly Member[], { changes }: SentUpdate): string =>
  [...new Set(members.flatMap((member) => changes.get(member) ?? []))].join(', ');

/** The attributes alone: `read_capacity, write_capacity`, `on_demand_throughput` */
const named = (members: readonly Member[], { changes }: SentUpdate): string =>
  [...new Set(members.flatMap((member) => (changes.get(member) ?? []).map(nameIn)))].join(', ');

const nameIn = (change: string): string => change.split(' ', 1)[0]!.replace(/\.max_\w+$/, '');

/**
 * As few deploys as take all of it, in an order that holds. What protects goes on before all else, and off after it; a stream
 * is there as long as somebody may read it; limits come with the mode that has them, or after it.
 */
function deploysOf(update: TableUpdate, change: ResourceChange): readonly (readonly Member[])[] {
  const isOnAfter = (name: string): boolean => isOn(attributeAt(change, name).after);
  const place = (member: Member): number => {
    if (member === 'DeletionProtectionEnabled') return isOnAfter('deletion_protection_enabled') ? 0 : 5;
    if (member === 'StreamSpecification') return isOnAfter('stream_enabled') ? 1 : 4;
    return member === 'BillingMode' || member === 'ProvisionedThroughput' ? 2 : 3;
  };
  const members = MEMBERS.filter((member) => update[member] !== undefined).sort((a, b) => place(a) - place(b));
  const deploys: Member[][] = [];
  for (const member of members) {
    const last = deploys.at(-1);
    const together = Object.fromEntries([...(last ?? []), member].map((one) => [one, update[one]]));
    if (last && collisionIn(together) === undefined) last.push(member);
    else deploys.push([member]);
  }
  return deploys;
}

/** Limits that are left out, and nothing else that would be in the call. */
function empty(change: ResourceChange): Line[] {
  const { update = {}, limitsLeftOut = [] } = updateOf(change) ?? {};
  if (!limitsLeftOut.includes('on_demand_throughput') || Object.keys(update).length > 0) return [];
  return [
    blocking(
      `on_demand_throughput is left out: the provider sends nothing for it, and AWS refuses an update with nothing in it. ` +
        `Keep it, or take the limits off first: ${takeLimitsOff(change.before?.name)}`,
    ),
  ];
}

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
  const off = switchTimeToLiveOff(change.before?.name, from);
  if (isOn(enabled.after)) {
    return [
      blocking(
        `ttl.attribute_name goes from ${from} to ${to} while TTL is on: AWS says "TimeToLive is active on a different ` +
          `AttributeName". Switch it off first: ${off}. An hour later, ${to} can be deployed.`,
      ),
    ];
  }
  if (!isOff(enabled.after)) return [];
  const sent = isEmpty(name.after)
    ? 'without its attribute_name, and an empty one is sent'
    : `under another name, ${to}`;
  return [
    blocking(`ttl is switched off ${sent}, which AWS refuses. Leave ttl out, and switch it off yourself: ${off}`),
  ];
}
