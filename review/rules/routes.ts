import { own } from '../../keys/own';
import type { JsonObject, ResourceChange } from '../plan/model';
import { blocksOf, isGone, textsOf } from './attributes';
import { isHidden } from './hidden';
import type { Line } from './line';

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
