import type { Json, JsonObject, ResourceChange } from '../../plan/model';
import { blocksOf, isSet, textsOf } from '../attributes';

const WORLD = ['0.0.0.0/0', '::/0', '*', 'Internet'];

/** Attributes that say from where. */
const SOURCES = [
  'cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'ipv6_cidr_blocks',
  'source_address_prefix',
  'source_address_prefixes',
  'source_ranges',
];

/** Of each type, the rules that let something in. */
const INGRESS: Readonly<Record<string, (side: JsonObject) => readonly JsonObject[]>> = {
  aws_default_security_group: (side) => blocksOf(side, 'ingress'),
  aws_security_group: (side) => blocksOf(side, 'ingress'),
  aws_security_group_rule: (side) => (side.type === 'ingress' ? [side] : []),
  aws_vpc_security_group_ingress_rule: (side) => [side],
  azurerm_network_security_group: (side) => blocksOf(side, 'security_rule').filter(letsIn),
  azurerm_network_security_rule: (side) => [side].filter(letsIn),
  google_compute_firewall: (side) => (side.direction === 'EGRESS' || blocksOf(side, 'deny').length > 0 ? [] : [side]),
};

/** @returns what the whole world can reach, and could not before: `0.0.0.0/0 may reach tcp 22` */
export function openedTo(change: ResourceChange): string[] {
  const rules = INGRESS[change.type];
  if (rules === undefined || !isSet(change) || change.after === null) return [];
  const open = (side: JsonObject | null) => (side === null ? [] : rules(side).flatMap(describe));
  const before = open(change.before);
  return open(change.after).filter((one) => !before.includes(one));
}

const describe = (rule: JsonObject): string[] =>
  SOURCES.flatMap((name) => textsOf(rule[name]))
    .filter((source) => WORLD.includes(source))
    .map((source) => `${source} may reach ${portsOf(rule)}`);

function portsOf(rule: JsonObject): string {
  const allow = blocksOf(rule, 'allow');
  if (allow.length > 0) return allow.map((one) => [textOf(one.protocol), ...textsOf(one.ports)].join(' ')).join(', ');
  const protocol = textOf(rule.protocol ?? rule.ip_protocol ?? 'tcp');
  if (protocol === '-1' || protocol === '*' || protocol === 'all') return 'every port';
  const [from, to] = [rule.from_port ?? rule.destination_port_range, rule.to_port ?? rule.destination_port_range].map(
    textOf,
  );
  return from === to ? `${protocol} ${from}` : `${protocol} ${from} to ${to}`;
}

const letsIn = ({ access, direction }: JsonObject): boolean => access === 'Allow' && direction === 'Inbound';

const textOf = (value: Json | undefined): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
