import { BlockList, isIP } from 'node:net';

/** As Azure says it. */
const ANYWHERE: readonly string[] = ['*', 'Any', 'Internet'];

/** Networks that are larger are no company's own: two halves of the internet are the internet. */
const SMALLEST_WORLD = { ipv4: 8, ipv6: 16 } as const;

/** @param source such as `0.0.0.0/0`, `::/0`, `Internet` */
export function isWorld(source: string): boolean {
  if (ANYWHERE.includes(source)) return true;
  const network = parse(source);
  return network !== undefined && network.bits < SMALLEST_WORLD[network.family] && !holds(PRIVATE, source);
}

/** Whether as much of the internet lies between two addresses as in a network that is the world's. */
export function isWorldBetween(first: string, last: string): boolean {
  if (isIP(first) !== 4 || isIP(last) !== 4) return false;
  const [from, to] = [first, last].map((one) => one.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));
  return to! - from! >= 2 ** (32 - SMALLEST_WORLD.ipv4);
}

/** Whether one source lies within another. */
export function holds(outer: string, inner: string): boolean {
  if (outer === inner || ANYWHERE.includes(outer)) return true;
  const [around, within] = [parse(outer), parse(inner)];
  if (!around || !within || around.family !== within.family || around.bits > within.bits) return false;
  const list = new BlockList();
  list.addSubnet(around.address, around.bits, around.family);
  return list.check(within.address, within.family);
}

/** Of IPv6, what is never routed. */
const PRIVATE = 'fc00::/7';

function parse(source: string) {
  const [, address = '', length = ''] = /^(.+)\/(\d{1,3})$/.exec(source) ?? [];
  const [version, bits] = [isIP(address), Number(length)];
  if (version === 0 || bits > (version === 4 ? 32 : 128)) return undefined;
  return { address, bits, family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) };
}
