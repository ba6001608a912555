import { own } from '../../../../../keys/own';
import { ownOf } from '../../plan/json';
import type { Plan, ResourceChange } from '../../plan/model';
import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, isGone, isSet, show, textsOf, UNKNOWN } from '../attributes';
import { isHidden } from '../hidden';
import { isMadeWithOwner } from '../owners';
import { warning, type Line } from '../line';
import { isWorld } from './source';

const DESTINATIONS = ['address_prefix', 'cidr_block', 'dest_range', 'destination_cidr_block'];
const DESTINATIONS_IPV6 = ['destination_ipv6_cidr_block', 'ipv6_cidr_block'];

const destinationsIn = (route: JsonObject): string[] =>
  [...DESTINATIONS, ...DESTINATIONS_IPV6].flatMap((name) => textsOf(own(route, name))).filter((one) => !isHidden(one));

const inTable = (side: JsonObject): string[] => blocksOf(side, 'route').flatMap(destinationsIn);

/** Where each type's routes lead to. */
const ROUTES: ReadonlyMap<string, (side: JsonObject) => readonly string[]> = new Map([
  ['aws_default_route_table', inTable],
  ['aws_route', destinationsIn],
  ['aws_route_table', inTable],
  ['azurerm_route', destinationsIn],
  ['azurerm_route_table', inTable],
  ['google_compute_route', destinationsIn],
]);

/** Routes that there are no more; without the default one, nothing beyond the network is reached. */
export function routeLines(change: ResourceChange): Line[] {
  const routesOf = ROUTES.get(change.type);
  const { before, after } = change;
  if (routesOf === undefined || before === null || (after === null && !isGone(change))) return [];
  const left = after === null ? [] : routesOf(after);
  return routesOf(before)
    .filter((one) => !left.includes(one))
    .map((one) => ({ text: `the route to ${one} is removed`, blocks: /\/0$/.test(one) }));
}

/** Types whose routes may lead to the gateway of a network. */
export const ROUTED = ['aws_default_route_table', 'aws_route', 'aws_route_table'];

/** Routes to all of the internet by a gateway that lets it in, too, in a table that exists: there were none. */
export function routesIn(change: ResourceChange, plan: Plan): Line[] {
  const { type, before, after, unknown } = change;
  if (!ROUTED.includes(type) || !isSet(change) || isMadeWithOwner(change, plan)) return [];
  const had = gatewaysIn(type, before, {}).map(({ destination }) => destination);
  return gatewaysIn(type, after, unknown)
    .filter(({ destination }) => !had.includes(destination))
    .map(({ destination, gateway }) => warning(`the route to ${destination} leads to the gateway ${gateway} now`));
}

function gatewaysIn(type: string, side: JsonObject | null, unknown: Json) {
  const isAlone = type === 'aws_route';
  const marks = isAlone ? [unknown] : ownOf(unknown, 'route');
  return (isAlone ? [side ?? {}] : blocksOf(side ?? {}, 'route')).flatMap((route, index) => {
    const mark = Array.isArray(marks) ? (marks as Json[])[index] : undefined;
    const gateway = ownOf(mark, 'gateway_id') === true ? UNKNOWN : show(own(route, 'gateway_id'));
    return gateway === UNKNOWN || TO_INTERNET.test(gateway)
      ? destinationsIn(route)
          .filter(isWorld)
          .map((destination) => ({ destination, gateway }))
      : [];
  });
}

/** Its id, or a reference in a synthesis; a private network's gateway is another one. */
const TO_INTERNET = /^(igw-|\$\{(?!(data\.)?aws_vpn_gateway\.))/;
