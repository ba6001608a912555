import { isSame, ownOf } from '../../plan/json';
import type { ResourceChange } from '../../plan/model';
import type { JsonObject } from '../../plan/value';
import { blocksOf, isNew, show } from '../attributes';
import { TABLE } from './update';

/** Blocks of a table that the provider changes by a call each, and waits for; by what they are told apart. */
const ONE_BY_ONE = [
  { block: 'global_secondary_index', key: 'name' },
  { block: 'local_secondary_index', key: 'name' },
  { block: 'replica', key: 'region_name' },
];

/**
 * An update of a table as the updates that it is made of: of each index and each replica, and of all else. Whatever stops
 * the apply between two of them leaves the others to be planned again, as they were. Source: `resourceTableUpdate` in
 * internal/service/dynamodb/table.go of the AWS provider (5.100.0).
 */
export function apartByCalls(change: ResourceChange): readonly ResourceChange[] {
  const { type, action, before, after, unknown } = change;
  if (type !== TABLE || action !== 'update' || isNew(change) || !before || !after) return [change];
  const parts = ONE_BY_ONE.filter(({ block }) => ownOf(unknown, block) !== true).flatMap(({ block, key }) => {
    const [old, now] = [before, after].map(
      (side) => new Map(blocksOf(side, block).map((one) => [show(ownOf(one, key)), one])),
    );
    const names = [...new Set([...old!.keys(), ...now!.keys()])];
    return names.filter((name) => !isSame(old!.get(name), now!.get(name))).map((name) => ({ block, key, name }));
  });
  if (parts.length === 0) return [change];
  const only = (side: JsonObject, wanted: (block: string, name: string) => boolean): JsonObject => ({
    ...side,
    ...Object.fromEntries(
      ONE_BY_ONE.filter((one) => parts.some(({ block }) => block === one.block)).map(({ block, key }) => [
        block,
        blocksOf(side, block).filter((one) => wanted(block, show(ownOf(one, key)))),
      ]),
    ),
  });
  const isPart = (block: string, name: string) => parts.some((one) => one.block === block && one.name === name);
  const others = (block: string, name: string) => !isPart(block, name);
  const pieces = parts.map((part) => {
    const mine = (block: string, name: string) => part.block === block && part.name === name;
    const blocks = only(after, mine);
    return {
      ...change,
      before: only(before, mine),
      after: { ...only(before, mine), ...Object.fromEntries(parts.map(({ block }) => [block, ownOf(blocks, block)!])) },
      unknown: {},
    };
  });
  return [...pieces, { ...change, before: only(before, others), after: only(after, others) }];
}
