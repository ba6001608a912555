import { own } from '../../../../keys/own';
import type { ResourceChange } from '../plan/model';
import { attributeAt, blocksOf, isSet, show, UNKNOWN } from './attributes';
import { changesUnseen } from './hidden';
import { unseenAt } from './settings';

/** Blocks of one type of resource, told apart by what they say at the key. */
export interface Blocks {
  readonly type: string;
  readonly block: string;
  readonly key: string;
}

/** @returns `replica eu-west-1 is removed`, for each that there is no more */
export const lostBlocks = (change: ResourceChange, wanted: readonly Blocks[]): string[] =>
  wanted.flatMap(({ block, key, type }) => {
    if (change.type !== type || !isSet(change)) return [];
    const blocks = attributeAt(change, block);
    if (blocks.after === UNKNOWN || changesUnseen(blocks)) return [];
    const left = blocksOf(change.after, block).map((one) => show(own(one, key)));
    return blocksOf(change.before, block)
      .map((one) => show(own(one, key)))
      .filter((one) => !left.includes(one))
      .map((one) => `${block} ${one} is removed`);
  });

/** @returns a sentence for each that is sensitive */
export const unseenBlocks = (change: ResourceChange, wanted: readonly Blocks[]): string[] =>
  unseenAt(
    change,
    wanted.filter(({ type }) => type === change.type).map(({ block }) => block),
  );
