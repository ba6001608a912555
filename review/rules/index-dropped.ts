import type { JsonObject, ResourceChange } from '../plan/model';
import { attributeAt, blocksOf, isGone, isSet, show, textsOf, UNKNOWN } from './attributes';
import { changesUnseen } from './hidden';
import { judge } from './judge';
import { blocking, warning } from './line';
import { unseenAt } from './settings';

export const indexDropped = judge({
  name: 'index-dropped',
  risk: 'Queries that go through the index fail; building it again takes hours on a large table.',
  title: 'An index is dropped, or built anew.',
  more: (change) => [...dropped(change), ...(isTable(change) && isSet(change) ? inTable(change) : [])].map(blocking),
  unseen: (change) => (isTable(change) ? unseenAt(change, INDEXES).map(warning) : []),
});

const INDEXES = ['global_secondary_index', 'local_secondary_index'];

const isTable = ({ type }: ResourceChange): boolean => type === 'aws_dynamodb_table';

/** An index that is a resource of its own. */
const dropped = (change: ResourceChange): string[] =>
  change.type === 'aws_dynamodb_global_secondary_index' && (isGone(change) || change.action === 'replace')
    ? [`index ${show(change.before?.index_name)} is ${change.action === 'replace' ? 'built anew' : 'dropped'}`]
    : [];

const inTable = (change: ResourceChange): string[] =>
  INDEXES.flatMap((block) => {
    const all = attributeAt(change, block);
    if (all.after === UNKNOWN || changesUnseen(all)) return [];
    const indexes = new Map(blocksOf(change.after, block).map((one) => [show(one.name), one]));
    return blocksOf(change.before, block).flatMap((old) => {
      const index = indexes.get(show(old.name));
      return index === undefined ? [`index ${show(old.name)} is dropped`] : differences(old, index);
    });
  });

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
