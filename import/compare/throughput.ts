import { isDeepStrictEqual } from 'node:util';
import { many } from '../../packages/plan-review/src/render/phrase';
import type { GlobalIndex } from '../description';
import { inPlace, notSaid, refused, unseen, type Difference } from './difference';
import { showLimits } from './show';

/** Before the paths of an index: `global_secondary_index[BatchIndex].` */
type Prefix = '' | `global_secondary_index[${string}].`;

type Throughput = Pick<GlobalIndex, 'capacity' | 'onDemandLimits'>;

/**
 * Of a table, or of one of its indexes. Of limits, one that is not declared beside another that is stays as it is.
 *
 * @param prefix of an index. Default: of the table
 */
export function compareThroughput(existing: Throughput, declared: Throughput, prefix: Prefix = ''): Difference[] {
  return [
    ...capacity('read', existing, declared, prefix),
    ...capacity('write', existing, declared, prefix),
    ...limits(existing, declared, `${prefix}on_demand_throughput`),
  ];
}

function capacity(
  kind: 'read' | 'write',
  { capacity: existing }: Throughput,
  { capacity: declared }: Throughput,
  prefix: Prefix,
): Difference[] {
  const path = `${prefix}${kind}_capacity` as const;
  const [from, to] = [existing?.[kind], declared?.[kind]];
  if (to === undefined || from === to) return [];
  if (from === undefined) return [notSaid(path, many(to, 'unit'))];
  const risk =
    to < from
      ? 'Beyond it, requests are throttled; DynamoDB lowers it a few times a day only.'
      : 'It is paid for by the hour, used or not.';
  return [inPlace(path, `It goes from ${many(from, 'unit')} to ${to}. ${risk}`)];
}

function limits(
  { onDemandLimits: existing }: Throughput,
  { onDemandLimits: declared }: Throughput,
  path: `${Prefix}on_demand_throughput`,
): Difference[] {
  if (declared === undefined || isDeepStrictEqual(existing, declared)) return [];
  if (existing === undefined) {
    return [notSaid(path, showLimits(declared))];
  }
  if (declared === null) return [refused(path, `It goes from ${showLimits(existing)} to no limit. ${NOT_TAKEN_OFF}`)];
  const becomes = { ...existing, ...declared };
  if (isDeepStrictEqual(existing, becomes)) {
    return [
      unseen(path, `It is ${showLimits(existing)}, declared ${showLimits(declared)}: what is not declared stays.`),
    ];
  }
  const isLess = isBelow(declared.read, existing?.read) || isBelow(declared.write, existing?.write);
  const risk = isLess
    ? 'Beyond it, requests are throttled.'
    : 'A mistake in a loop may cost more before it is stopped.';
  return [inPlace(path, `It goes from ${showLimits(existing)} to ${showLimits(becomes)}. ${risk}`)];
}

/** The provider (5.100.0) sends -1, DynamoDB's word for no limit, where it is declared; then no plan is ever empty. */
const NOT_TAKEN_OFF =
  'A deploy does not do that: the provider sends nothing for it, which DynamoDB refuses, or takes as no change. Keep the ' +
  'limits, or take them off before: aws dynamodb update-table, with -1 for each.';

const isBelow = (one = Infinity, other = Infinity): boolean => one < other;
