import type { JsonObject, Plan, ResourceChange } from '../plan/model';
import { writesOf } from '../resources/index-writes';
import { apartByCalls } from './apart';
import { attributeAt, blocksOf, isGone, isSet, show, textsOf, UNKNOWN } from './attributes';
import { changesUnseen, isHidden } from './hidden';
import { describeReaders } from './index-readers';
import { judge } from './judge';
import { blocking, warning, type Line } from './line';
import { unseenAt } from './settings';

export const indexDropped = judge({
  name: 'index-dropped',
  risk: 'Queries that go through the index fail; building it again takes hours on a large table.',
  title: 'An index is dropped, or built anew.',
  apart: apartByCalls,
  more: (change, plan) => lostIn(change).flatMap(({ lines, ...one }) => withReaders(lines, one, plan)),
  unseen: (change) => (isTable(change) ? unseenAt(change, INDEXES).map(warning) : []),
});

/** Global ones, whose readers CloudWatch may know. */
export const droppedIn = (change: ResourceChange): readonly { readonly table: string; readonly index: string }[] =>
  lostIn(change).flatMap(({ table, index }) =>
    table === undefined || isHidden(table) || isHidden(index) ? [] : [{ table, index }],
  );

interface Lost {
  /** Undefined for a local index, and where the plan does not say. */
  readonly table: string | undefined;
  readonly index: string;
  /** What is said of it, without its readers. */
  readonly lines: readonly Line[];
}

const GLOBAL = 'global_secondary_index';
const INDEXES = [GLOBAL, 'local_secondary_index'];

const isTable = ({ type }: ResourceChange): boolean => type === 'aws_dynamodb_table';

const lostIn = (change: ResourceChange): readonly Lost[] => [
  ...byItself(change),
  ...(isTable(change) && isSet(change) ? inTable(change) : []),
];

/** An index that is a resource of its own. */
function byItself(change: ResourceChange): Lost[] {
  const { type, action, before } = change;
  if (type !== 'aws_dynamodb_global_secondary_index' || !(isGone(change) || action === 'replace')) return [];
  const index = show(before?.index_name);
  const line = blocking(`index ${index} is ${action === 'replace' ? 'built anew' : 'dropped'}`);
  return [{ table: textsOf(before?.table_name)[0], index, lines: [line] }];
}

/** A local index goes only with its table: nobody asks who reads it. */
const inTable = (change: ResourceChange): Lost[] =>
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

/** Who reads it changes from day to day, and is no part of what is accepted. */
function withReaders([first, ...more]: readonly Line[], { table, index }: Omit<Lost, 'lines'>, plan: Plan): Line[] {
  if (first === undefined) return [];
  if (table === undefined) return [first, ...more];
  const { text, acceptedAs = text } = first;
  return [{ ...first, text: `${text}; ${describeReaders({ table, index }, plan)}`, acceptedAs }, ...more];
}

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
