import type { ResourceChange } from '../../plan/model';
import type { JsonObject } from '../../plan/value';
import { writesOf } from '../../resources/index-writes';
import { attributeAt, blocksOf, isGone, isSet, show, textsOf, UNKNOWN } from '../attributes';
import { changesUnseen, isHidden } from '../hidden';
import { blocking, warning, type Line } from '../line';
import { unseenAt } from '../settings';
import { TABLE } from './update';

/** Global ones, whose readers CloudWatch may know. */
export const droppedIn = (change: ResourceChange): readonly { readonly table: string; readonly index: string }[] =>
  lostIn(change).flatMap(({ table, index }) =>
    table === undefined || isHidden(table) || isHidden(index) ? [] : [{ table, index }],
  );

export interface LostIndex {
  /** Undefined for a local index, and where the plan does not say. */
  readonly table: string | undefined;
  readonly index: string;
  /** What is said of it, without its readers. */
  readonly lines: readonly Line[];
}

const GLOBAL = 'global_secondary_index';
const INDEXES = [GLOBAL, 'local_secondary_index'];

const isTable = ({ type }: ResourceChange): boolean => type === TABLE;

/** Those that are dropped, or built anew. */
export const lostIn = (change: ResourceChange): readonly LostIndex[] => [
  ...byItself(change),
  ...(isTable(change) && isSet(change) ? inTable(change) : []),
];

/** An index that is a resource of its own. */
function byItself(change: ResourceChange): LostIndex[] {
  const { type, action, before } = change;
  if (type !== 'aws_dynamodb_global_secondary_index' || !(isGone(change) || action === 'replace')) return [];
  const index = show(before?.index_name);
  const line = blocking(`index ${index} is ${action === 'replace' ? 'built anew' : 'dropped'}`);
  return [{ table: textsOf(before?.table_name)[0], index, lines: [line] }];
}

/** A local index goes only with its table: nobody asks who reads it. */
const inTable = (change: ResourceChange): LostIndex[] =>
  INDEXES.flatMap((block) => {
    const all = attributeAt(change, block);
    if (all.after === UNKNOWN || changesUnseen(all)) return [];
    const indexes = new Map(blocksOf(change.after, block).map((one) => [show(one.name), one]));
    return blocksOf(change.before, block).flatMap((old) => {
      const index = indexes.get(show(old.name));
      const lines = index === undefined ? [withSaving(old, block)] : differences(old, index).map(blocking);
      const table = block === GLOBAL && change.action === 'update' ? textsOf(change.before?.name)[0] : undefined;
      return lines.length === 0 ? [] : [{ table, index: show(old.name), lines }];
    });
  });

/** A sentence for each block of indexes that is sensitive. */
export const unseenIndexes = (change: ResourceChange): Line[] =>
  isTable(change) ? unseenAt(change, INDEXES).map(warning) : [];

/** What it saves is no part of what is accepted. A local index goes only with its table, which saves nothing. */
function withSaving(old: JsonObject, block: string): Line {
  const text = `index ${show(old.name)} is dropped`;
  const key = [old.hash_key, old.range_key].flatMap(textsOf).filter((one) => one !== '');
  if (block !== GLOBAL || key.length === 0) return blocking(text);
  return { ...blocking(`${text}: each ${writesOf(key)} less`), acceptedAs: text };
}

function differences(old: JsonObject, index: JsonObject): string[] {
  const changed = (['hash_key', 'range_key', 'projection_type'] as const)
    .map((key) => ({ key, from: show(old[key] || null), to: show(index[key] || null) }))
    .filter(({ key, from, to }) => from !== to && !(key === 'projection_type' && to === 'ALL'))
    .map(({ key, from, to }) => `index ${show(old.name)}: ${key} goes from ${from} to ${to}`);
  const projected = textsOf(index.non_key_attributes);
  const missing = textsOf(old.non_key_attributes).filter((one) => !projected.includes(one));
  const isNarrowed = missing.length > 0 && index.projection_type !== 'ALL';
  return [...changed, ...(isNarrowed ? [`index ${show(old.name)}: no longer has ${missing.join(', ')}`] : [])];
}
