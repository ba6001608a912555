import { isDeepStrictEqual } from 'node:util';
import type { GlobalIndex } from '../description';
import { inPlace, notSaid, type Difference } from './difference';
import { showCapacity, showLimits } from './show';

type Throughput = Pick<GlobalIndex, 'capacity' | 'onDemandLimits'>;

/** Of a table, or of one of its indexes. @param prefix before the paths: `global_secondary_index[BatchIndex].` */
export function compareThroughput(existing: Throughput, declared: Throughput, prefix = ''): Difference[] {
  return [
    ...capacity(existing, declared, `${prefix}read_capacity`),
    ...limits(existing, declared, `${prefix}on_demand_throughput`),
  ];
}

function capacity({ capacity: existing }: Throughput, { capacity: declared }: Throughput, path: string): Difference[] {
  if (declared === undefined || isDeepStrictEqual(existing, declared)) return [];
  if (existing === undefined) return [notSaid(path, showCapacity(declared))];
  const isLess = declared.read < existing.read || declared.write < existing.write;
  const risk = isLess
    ? 'Beyond them, requests are throttled; DynamoDB lowers it a few times a day only.'
    : 'They are paid for by the hour, used or not.';
  return [inPlace(path, `${showCapacity(existing)} become ${showCapacity(declared)}. ${risk}`)];
}

function limits(
  { onDemandLimits: existing }: Throughput,
  { onDemandLimits: declared }: Throughput,
  path: string,
): Difference[] {
  if (declared === undefined || isDeepStrictEqual(existing, declared)) return [];
  if (existing === undefined) {
    return [notSaid(path, showLimits(declared))];
  }
  const isLess = isBelow(declared?.read, existing?.read) || isBelow(declared?.write, existing?.write);
  const risk = isLess
    ? 'Beyond it, requests are throttled.'
    : 'A mistake in a loop may cost more before it is stopped.';
  return [inPlace(path, `It goes from ${showLimits(existing)} to ${showLimits(declared)}. ${risk}`)];
}

const isBelow = (one = Infinity, other = Infinity): boolean => one < other;
