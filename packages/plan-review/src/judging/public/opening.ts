import { ownOf } from '../../plan/json';
import type { Json, JsonObject } from '../../plan/value';
import { blocksOf, textsOf } from '../attributes';
import { holds, isWorld } from './source';

/** What one rule lets the world reach. */
export interface Opening {
  readonly source: string;
  /** `all`, `tcp`, or the number of one that has no name here. */
  readonly protocol: string;
  /** `22`, `22 to 99`, and, of ICMP, `type 8 code 0`; every one when it is empty. */
  readonly ports: string;
}

/** Attributes that say from where. */
export const SOURCES = [
  'cidr_block',
  'cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'ipv6_cidr_block',
  'ipv6_cidr_blocks',
  'source_address_prefix',
  'source_address_prefixes',
  'source_ranges',
];

export const openingsOf = (rule: JsonObject): Opening[] =>
  SOURCES.flatMap((name) => textsOf(ownOf(rule, name)))
    .filter(isWorld)
    .flatMap((source) => reachedBy(rule).map((reached) => ({ source, ...reached })));

/** `0.0.0.0/0 may reach tcp 22`, and of what has one port of its own `0.0.0.0/0 may reach it` */
export const describeOpening = (opening: Opening): string => `${opening.source} may reach ${describeReached(opening)}`;

/** `tcp 22`, `every port` */
export function describeReached({ protocol, ports }: Pick<Opening, 'protocol' | 'ports'>): string {
  if (protocol === ALL) return 'every port';
  return /^\d+$/.test(protocol) ? `protocol ${protocol}` : `${protocol} ${ports}`.trimEnd(); // only those have ports
}

/** Stands where a rule names no port, since the service has only its own. */
export const ITSELF = 'it';

/** Whether it is what a web server is there for. */
export const isWeb = (opening: Opening): boolean =>
  ['tcp 80', 'tcp 443', 'udp 443'].includes(`${opening.protocol} ${opening.ports}`);

/** Whether all that one lets in, the other does, too. */
export const covers = (outer: Opening, inner: Opening): boolean =>
  holds(outer.source, inner.source) &&
  (outer.protocol === ALL || (outer.protocol === inner.protocol && coversPorts(outer, inner)));

/** Whether something is let in by both. */
export const meets = (one: Opening, other: Opening): boolean =>
  (holds(one.source, other.source) || holds(other.source, one.source)) &&
  ([one.protocol, other.protocol].includes(ALL) || (one.protocol === other.protocol && portsMeet(one, other)));

/** Whether it is the last word: whoever nothing else lets in. */
export const isEverything = ({ source, protocol }: Opening): boolean => protocol === ALL && isWorld(source);

const ALL = 'all';

/** What one rule lets its sources reach. */
export function reachedBy(rule: JsonObject): Pick<Opening, 'protocol' | 'ports'>[] {
  const allow = blocksOf(rule, 'allow');
  if (allow.length > 0) return allow.flatMap((one) => listed(protocolOf(one.protocol), textsOf(one.ports)));
  const protocol = protocolOf(rule.protocol ?? rule.ip_protocol ?? 'tcp');
  if (protocol === ALL) return [{ protocol, ports: '' }];
  const ranges = ['destination_port_range', 'destination_port_ranges'].flatMap((name) => textsOf(ownOf(rule, name)));
  if (ranges.length > 0) return listed(protocol, ranges);
  const [from, to] = [rule.from_port, rule.to_port].map((port) => textOf(port ?? '-1')) as [string, string];
  if (from === '-1') return [{ protocol, ports: '' }];
  if (isIcmp(protocol)) return [{ protocol, ports: to === '-1' ? `type ${from}` : `type ${from} code ${to}` }];
  return [{ protocol, ports: from === to ? from : `${from} to ${to}` }];
}

/** @param ranges such as `22`, `80-90`, `*` */
const listed = (protocol: string, ranges: readonly string[]): Pick<Opening, 'protocol' | 'ports'>[] =>
  protocol === ALL
    ? [{ protocol: ALL, ports: '' }]
    : (ranges.length === 0 ? ['*'] : ranges).map((range) => ({
        protocol,
        ports: range === '*' ? '' : range.replace(/^(\d+)-(\d+)$/, '$1 to $2'),
      }));

/** As providers spell them, besides their names. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['-1', ALL],
  ['*', ALL],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
]);

function protocolOf(value: Json | undefined): string {
  const protocol = textOf(value).toLowerCase();
  return PROTOCOLS.get(protocol) ?? protocol;
}

const isIcmp = (protocol: string): boolean => protocol.startsWith('icmp');

function coversPorts(outer: Opening, inner: Opening): boolean {
  if (outer.ports === '' || outer.ports === inner.ports) return true;
  if (isIcmp(outer.protocol)) return false; // a type and a code are no range
  const [around, within] = [rangeOf(outer), rangeOf(inner)];
  return around !== undefined && within !== undefined && around.from <= within.from && within.to <= around.to;
}

function portsMeet(one: Opening, other: Opening): boolean {
  if (isIcmp(one.protocol)) return true; // or some kinds of it do not, which is rare
  const [left, right] = [rangeOf(one), rangeOf(other)];
  return left === undefined || right === undefined || (left.from <= right.to && right.from <= left.to);
}

function rangeOf({ ports }: Opening): { readonly from: number; readonly to: number } | undefined {
  if (ports === '') return { from: 0, to: 65_535 };
  const [, from, to = from] = /^(\d+)(?: to (\d+))?$/.exec(ports) ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to) };
}

const textOf = (value: Json | undefined): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
