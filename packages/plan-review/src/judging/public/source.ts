import { isIP } from 'node:net';

/** As Azure says it. */
const ANYWHERE: readonly string[] = ['*', 'Any', 'Internet'];

/** Whoever has an account with Azure: its databases write it as 0.0.0.0. */
export const ALL_OF_AZURE = 'all of Azure';

/** Azure's name for its own addresses, or those of one region. */
const AZURE = /^AzureCloud(\.|$)/;

/** Networks that are larger are no company's own: two halves of the internet are the internet. Bits of an address. */
const SMALLEST_WORLD = { 4: 8, 6: 16 } as const;
const BITS = { 4: 32, 6: 128 } as const;

/** @param source such as `0.0.0.0/0`, `::/0`, `Internet`, `1.0.0.0 to 255.255.255.255` */
export function isWorld(source: string): boolean {
  if (ANYWHERE.includes(source) || source === ALL_OF_AZURE || AZURE.test(source)) return true;
  const range = parse(source);
  if (range === undefined || holds(PRIVATE, source)) return false;
  return range.last - range.first >= 2n ** BigInt(BITS[range.version] - SMALLEST_WORLD[range.version]);
}

/** Whether one source lies within another. */
export function holds(outer: string, inner: string): boolean {
  if (outer === inner || ANYWHERE.includes(outer)) return true;
  const [around, within] = [parse(outer), parse(inner)];
  if (inner === ALL_OF_AZURE || AZURE.test(inner)) return outer === 'AzureCloud' || isEverything(around);
  if (!around || !within || around.version !== within.version) return false;
  return around.first <= within.first && within.last <= around.last;
}

const isEverything = (range: Range | undefined): boolean =>
  range !== undefined && range.last - range.first === 2n ** BigInt(BITS[range.version]) - 1n;

/** Of IPv6, what is never routed. */
const PRIVATE = 'fc00::/7';

interface Range {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

function parse(source: string): Range | undefined {
  const [, address, length] = /^(.+)\/(\d{1,3})$/.exec(source) ?? [];
  const [one, other] = (address === undefined ? source.split(' to ') : [address, address]).map(numberOf);
  if (!one || one.version !== other?.version) return undefined;
  const { version } = one;
  if (length === undefined) return { version, first: one.number, last: other.number };
  if (Number(length) > BITS[version]) return undefined;
  const host = 2n ** BigInt(BITS[version] - Number(length)) - 1n;
  return { version, first: one.number & ~host, last: one.number | host };
}

function numberOf(address: string): { readonly version: 4 | 6; readonly number: bigint } | undefined {
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || address.includes('%')) return undefined;
  const parts =
    version === 4 ? address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')) : groups(address);
  return { version, number: BigInt(`0x${parts.join('')}`) };
}

/** The eight groups of an address of IPv6, of four digits each: a URL spells it without IPv4 in it. */
function groups(address: string): string[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const gap = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...gap, ...right].map((group) => group.padStart(4, '0'));
}
