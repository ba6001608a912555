import type { JsonObject, ResourceChange } from '../plan/model';
import { writesOf } from '../resources/index-writes';
import { attributeAt, blocksOf, isGone, isSet, show, textsOf, UNKNOWN } from './attributes';
import { changesUnseen } from './hidden';
import { judge } from './judge';
import { blocking, warning, type Line } from './line';
import { unseenAt } from './settings';

export const indexDropped = judge({
  name: 'index-dropped',
  risk: 'Queries that go through the index fail; building it again takes hours on a large table.',
  title: 'An index is dropped, or built anew.',
  more: (change) => [...dropped(change).map(blocking), ...(isTable(change) && isSet(change) ? inTable(change) : [])],
  unseen: (change) => (isTable(change) ? unseenAt(change, INDEXES).map(warning) : []),
});

const GLOBAL = 'global_secondary_index';
const INDEXES = [GLOBAL, 'local_secondary_index'];

const isTable = ({ type }: ResourceChange): boolean => type === 'aws_dynamodb_table';

/** An index that is a resource of its own. */
const dropped = (change: ResourceChange): string[] =>
  change.type === 'aws_dynamodb_global_secondary_index' && (isGone(change) || change.action === 'replace')
    ? [`index ${show(change.before?.index_name)} is ${change.action === 'replace' ? 'built anew' : 'dropped'}`]
    : [];

const inTable = (change: ResourceChange): Line[] =>
  INDEXES.flatMap((block) => {
    const all = attributeAt(change, block);
    if (all.after === UNKNOWN || changesUnseen(all)) return [];
    const indexes = new Map(blocksOf(change.after, block).map((one) => [show(one.name), one]));
    return blocksOf(change.before, block).flatMap((old) => {
      const index = indexes.get(show(old.name));
      return index === undefined ? [withSaving(old, block)] : differences(old, index).map(blocking);
    });
  });

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
