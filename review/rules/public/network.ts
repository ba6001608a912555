import { ownOf } from '../../plan/json';
import type { Json, JsonObject, ResourceChange } from '../../plan/model';
import { blocksOf, isNew, isSet } from '../attributes';
import { changesUnseen, describeUnseen } from '../hidden';
import { covers, describeOpening, openingsOf, SOURCES } from './opening';

type RulesOf = (side: JsonObject) => readonly JsonObject[];

const letsIn = ({ access, direction }: JsonObject): boolean => access === 'Allow' && direction === 'Inbound';

const EVERY_PROTOCOL: readonly (Json | undefined)[] = ['-1', 'all'];

/** Security groups stand behind it, so one port is as usual; all of them are no filter. */
const letsAllIn = ({ action, rule_action, protocol, egress }: JsonObject): boolean =>
  (action ?? rule_action) === 'allow' && egress !== true && EVERY_PROTOCOL.includes(protocol);

/** Of each type, the rules that let something in. */
const INGRESS: ReadonlyMap<string, RulesOf> = new Map<string, RulesOf>([
  ['aws_default_security_group', (side) => blocksOf(side, 'ingress')],
  ['aws_network_acl', (side) => blocksOf(side, 'ingress').filter(letsAllIn)],
  ['aws_network_acl_rule', (side) => [side].filter(letsAllIn)],
  ['aws_security_group', (side) => blocksOf(side, 'ingress')],
  ['aws_security_group_rule', (side) => (side.type === 'ingress' ? [side] : [])],
  ['aws_vpc_security_group_ingress_rule', (side) => [side]],
  ['azurerm_network_security_group', (side) => blocksOf(side, 'security_rule').filter(letsIn)],
  ['azurerm_network_security_rule', (side) => [side].filter(letsIn)],
  [
    'google_compute_firewall',
    (side) => (side.direction === 'EGRESS' || blocksOf(side, 'deny').length > 0 ? [] : [side]),
  ],
]);

/** All that such a rule is judged by. */
const JUDGED = [
  ...SOURCES,
  ...['access', 'allow', 'deny', 'destination_port_range', 'destination_port_ranges', 'direction', 'from_port'],
  ...['ingress', 'ip_protocol', 'protocol', 'rule_action', 'security_rule', 'to_port', 'type'],
];

/**
 * @returns what the whole world can reach, and could not before: `0.0.0.0/0 may reach tcp 22`; and what may let it in,
 *   for all that can be seen
 */
export function openedTo(change: ResourceChange): string[] {
  const rules = INGRESS.get(change.type);
  if (rules === undefined || !isSet(change) || change.after === null || isOfNewAcl(change)) return [];
  const open = (side: JsonObject | null) => (side === null ? [] : rules(side).flatMap(openingsOf));
  const before = open(change.before);
  const opened = open(change.after).filter((one) => !before.some((other) => covers(other, one)));
  return [...opened.map(describeOpening), ...unseen(change)];
}

const unseen = ({ before, after }: ResourceChange): string[] =>
  JUDGED.filter((name) => changesUnseen({ before: ownOf(before, name), after: ownOf(after, name) })).map(
    describeUnseen,
  );

/** A network is born with one that lets all in. */
const isOfNewAcl = (change: ResourceChange): boolean =>
  (change.type === 'aws_network_acl' && isNew(change)) ||
  (change.type === 'aws_network_acl_rule' && ownOf(change.unknown, 'network_acl_id') === true);
