import { ownOf } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, isNew, isSet, show, textsOf } from '../attributes';
import { unseenAt } from '../settings';
import { covers, ITSELF, openingsOf, SOURCES, type Opening } from './opening';
import { ALL_OF_AZURE } from './source';

type RulesOf = (side: JsonObject) => readonly JsonObject[];

const letsIn = ({ access, direction }: JsonObject): boolean => access === 'Allow' && direction === 'Inbound';

const EVERY_PROTOCOL: readonly (Json | undefined)[] = ['-1', 'all'];

/** Security groups stand behind it, so one port is as usual; all of them are no filter. */
const letsAllIn = ({ action, rule_action, protocol, egress }: JsonObject): boolean =>
  (action ?? rule_action) === 'allow' && egress !== true && EVERY_PROTOCOL.includes(protocol);

/** A network, of something that has one port of its own. */
const networks = (values: readonly string[]): JsonObject[] =>
  values.map((value) => ({ cidr_blocks: [value], protocol: ITSELF }));

/** From one address to another, as Azure's databases have it. */
const between = ({ start_ip_address: first, end_ip_address: last }: JsonObject): JsonObject[] =>
  networks([first === NONE && last === NONE ? ALL_OF_AZURE : `${show(first)} to ${show(last)}`]);

const NONE = '0.0.0.0';

/** A list, or one text of it. */
const listed = (value: Json | undefined): readonly string[] =>
  textsOf(value).flatMap((one) => one.split(',').map((part) => part.trim()));

/** A step at a time into blocks: `['settings', 'ip_configuration', 'authorized_networks']`. */
const blocksIn = (side: JsonObject, steps: readonly string[]): readonly JsonObject[] =>
  steps.reduce<readonly JsonObject[]>((blocks, step) => blocks.flatMap((one) => blocksOf(one, step)), [side]);

const securityGroup: RulesOf = (side) => blocksOf(side, 'ingress');

/** Of each type, the rules that let something in. */
const INGRESS: ReadonlyMap<string, RulesOf> = new Map<string, RulesOf>([
  ['aws_db_security_group', (side) => blocksOf(side, 'ingress').flatMap(({ cidr }) => networks(textsOf(cidr)))],
  ['aws_default_security_group', securityGroup],
  ['aws_lightsail_instance_public_ports', (side) => blocksOf(side, 'port_info').map(ofPortInfo)],
  ['aws_security_group', securityGroup],
  ['aws_security_group_rule', (side) => (side.type === 'ingress' ? [side] : [])],
  ['aws_vpc_security_group_ingress_rule', (side) => [side]],
  ['azurerm_network_security_group', (side) => blocksOf(side, 'security_rule').filter(letsIn)],
  ['azurerm_network_security_rule', (side) => [side].filter(letsIn)],
  [
    'azurerm_cosmosdb_account',
    ({ ip_range_filter }) => networks(listed(ip_range_filter).map((one) => (one === NONE ? ALL_OF_AZURE : one))),
  ],
  ...[
    'azurerm_cosmosdb_postgresql_firewall_rule',
    'azurerm_data_lake_analytics_firewall_rule',
    'azurerm_data_lake_store_firewall_rule',
    'azurerm_mariadb_firewall_rule',
    'azurerm_mssql_firewall_rule',
    'azurerm_mysql_firewall_rule',
    'azurerm_mysql_flexible_server_firewall_rule',
    'azurerm_postgresql_firewall_rule',
    'azurerm_postgresql_flexible_server_firewall_rule',
    'azurerm_sql_firewall_rule',
    'azurerm_synapse_firewall_rule',
  ].map((type) => [type, between] as const),
  [
    'azurerm_redis_firewall_rule',
    ({ start_ip, end_ip }) => between({ start_ip_address: start_ip!, end_ip_address: end_ip! }),
  ],
  [
    'azurerm_kubernetes_cluster',
    (side) =>
      networks([
        ...textsOf(side.api_server_authorized_ip_ranges),
        ...blocksOf(side, 'api_server_access_profile').flatMap((one) => textsOf(one.authorized_ip_ranges)),
      ]),
  ],
  [
    'google_compute_firewall',
    (side) => (side.direction === 'EGRESS' || blocksOf(side, 'deny').length > 0 ? [] : [side]),
  ],
  [
    'google_container_cluster',
    (side) =>
      blocksIn(side, ['master_authorized_networks_config', 'cidr_blocks']).flatMap((one) =>
        networks(textsOf(one.cidr_block)),
      ),
  ],
  [
    'google_sql_database_instance',
    (side) =>
      blocksIn(side, ['settings', 'ip_configuration', 'authorized_networks']).flatMap((one) =>
        networks(textsOf(one.value)),
      ),
  ],
  ['mongodbatlas_project_ip_access_list', (side) => networks(textsOf(side.cidr_block))],
]);

/** The same of what others stand behind: there, one port is as usual. */
const FILTERS: ReadonlyMap<string, RulesOf> = new Map<string, RulesOf>([
  ['aws_network_acl', (side) => blocksOf(side, 'ingress').filter(letsAllIn)],
  ['aws_network_acl_rule', (side) => [side].filter(letsAllIn)],
]);

function ofPortInfo({ cidrs, ipv6_cidrs, protocol, from_port, to_port }: JsonObject): JsonObject {
  const sources = [...textsOf(cidrs), ...textsOf(ipv6_cidrs)];
  return { cidr_blocks: sources, protocol: protocol!, from_port: from_port!, to_port: to_port! };
}

/** All that such a rule is judged by. */
const JUDGED = [
  ...SOURCES,
  ...['access', 'allow', 'api_server_access_profile', 'api_server_authorized_ip_ranges', 'deny', 'direction'],
  ...['destination_port_range', 'destination_port_ranges', 'end_ip', 'end_ip_address', 'from_port', 'ingress'],
  'ip_range_filter',
  ...['ip_protocol', 'master_authorized_networks_config', 'port_info', 'protocol', 'rule_action', 'security_rule'],
  ...['start_ip', 'start_ip_address', 'to_port', 'type'],
];

/** The rules of one side that let somebody in, whoever it is; none of a type that has no such rules. */
export const ingressOf = (type: string, side: JsonObject | null): readonly JsonObject[] =>
  side === null ? [] : (INGRESS.get(type)?.(side) ?? []);

/** What the whole world can reach, and could not before. */
export function openedTo(change: ResourceChange): Opening[] {
  const rules = INGRESS.get(change.type) ?? FILTERS.get(change.type);
  if (rules === undefined || !isSet(change) || change.after === null || isOfNewAcl(change)) return [];
  const open = (side: JsonObject | null) => (side === null ? [] : rules(side).flatMap(openingsOf));
  const before = open(change.before);
  return open(change.after).filter((one) => !before.some((other) => covers(other, one)));
}

/** Who gets in, where it cannot be seen. */
export const unseenIngress = (change: ResourceChange): string[] =>
  INGRESS.has(change.type) || FILTERS.has(change.type) ? unseenAt(change, JUDGED) : [];

/** A network is born with one that lets all in. */
const isOfNewAcl = (change: ResourceChange): boolean =>
  (change.type === 'aws_network_acl' && isNew(change)) ||
  (change.type === 'aws_network_acl_rule' && ownOf(change.unknown, 'network_acl_id') === true);
