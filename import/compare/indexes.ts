import { isDeepStrictEqual } from 'node:util';
import { writesOf } from '../../packages/plan-review/src/resources/index-writes';
import type { GlobalIndex, Index, Key, TableDescription } from '../description';
import { inPlace, notAllRead, notSaid, refused, replaces, unseen, type Difference } from './difference';
import { compareScaling } from './settings';
import { compareThroughput } from './throughput';
import { showIndex } from './show';

/** Indexes are told apart by their names; their order, and that of the attributes that they copy, says nothing. */
export const compareIndexes = (existing: TableDescription, declared: TableDescription): Difference[] => [
  ...pairs('localIndexes', existing, declared).flatMap((pair) => localIndex(pair)),
  ...unlessLeft(
    pairs('globalIndexes', existing, declared).flatMap((pair) => globalIndex(pair, existing)),
    declared,
  ),
  ...unsaid('localIndexes', 'local_secondary_index', existing, declared),
  ...unsaid('globalIndexes', 'global_secondary_index', existing, declared),
];

type Kind = 'localIndexes' | 'globalIndexes';

/** Where none is declared, one that the source is silent of would be lost; so would one whose name cannot be read. */
function unsaid(kind: Kind, path: string, existing: TableDescription, declared: TableDescription): Difference[] {
  if (existing.notAll?.includes(kind)) return [notAllRead(path)];
  return existing[kind] === undefined && declared[kind]?.size === 0 ? [notSaid(path, 'none')] : [];
}

interface Pair<T> {
  readonly name: string;
  /** `not said`: the source says nothing of indexes, or has one of which it does not say the name. */
  readonly existing: T | undefined | 'not said';
  readonly declared: T | undefined;
}

function pairs(kind: Kind, table: TableDescription, wanted: TableDescription): Pair<GlobalIndex>[] {
  const [existing, declared] = [table[kind], wanted[kind]] as ReadonlyMap<string, GlobalIndex | undefined>[];
  const isWhole = existing !== undefined && !table.notAll?.includes(kind);
  const names = [...new Set([...(existing?.keys() ?? []), ...(declared?.keys() ?? [])])].sort();
  return names.map((name) => ({
    name,
    existing: existing?.get(name) ?? (isWhole ? undefined : 'not said'),
    declared: declared?.get(name),
  }));
}

const WITH_THE_TABLE =
  'DynamoDB makes and removes a local index only with its table, which would be destroyed with its items, and made anew, empty.';
const INVISIBLE = 'No plan shows it, and only a new table could have it so.';

function localIndex({ name, existing, declared }: Pair<Index>): Difference[] {
  const path = `local_secondary_index[${name}]`;
  if (existing === 'not said') return declared ? [notSaid(path, showIndex(declared))] : [];
  if (!existing || !declared) {
    return [
      replaces(path, `${existing ? 'It is not declared.' : 'The table has none of this name.'} ${WITH_THE_TABLE}`),
    ];
  }
  if (isSame(existing, declared)) return partsUnsaid(path, existing, declared);
  return [replaces(path, `It is ${showIndex(existing)}, declared ${showIndex(declared)}. ${INVISIBLE}`)];
}

function globalIndex({ name, existing, declared }: Pair<GlobalIndex>, table: TableDescription): Difference[] {
  const path = `global_secondary_index[${name}]` as const;
  if (existing === 'not said') return declared ? [notSaid(path, showIndex(declared))] : [];
  if (!existing) {
    if (!declared) return [];
    const filled = 'It is made, and filled from all items, which is paid for as so many writes.';
    return [inPlace(path, `${filled} ${costOf(declared, table)} more.`)];
  }
  if (!declared) {
    const fails = 'Whoever queries it fails; to have it again, it is filled from all items.';
    return [inPlace(path, `It is dropped. ${costOf(existing, table)} less. ${fails}`)];
  }
  if (!isSame(existing, declared) && isSame(untyped(existing), untyped(declared))) {
    return [replaces(path, `It is ${showIndex(existing)}, declared ${showIndex(declared)}. ${UNTYPED}`)];
  }
  if (!isSame(existing, declared)) {
    const change = `It is ${showIndex(existing)}, declared ${showIndex(declared)}`;
    const cost = 'it is dropped, made anew and filled from all items. Whoever queries it fails meanwhile.';
    return [inPlace(path, `${change}: ${cost}`)];
  }
  return [
    ...partsUnsaid(path, existing, declared),
    ...compareThroughput(existing, declared, `${path}.`),
    ...compareScaling(existing, declared, name),
  ];
}

/** What an index is, and the source does not say. */
function partsUnsaid(path: string, { key, projection }: Index, declared: Index): Difference[] {
  const parts = [...(key ? [] : ['key']), ...(projection ? [] : ['projection'])];
  if (parts.length === 0) return [];
  return [unseen(path, `Declared: ${showIndex(declared)}. Nothing is said of its ${parts.join(' and ')}.`)];
}

/** Where one index is declared as autoscaled, Terraform leaves all of them alone (`ignore_changes` of the Table construct). */
function unlessLeft(differences: readonly Difference[], { globalIndexes }: TableDescription): readonly Difference[] {
  const scaled = [...(globalIndexes ?? [])].flatMap(([name, { scaling }]) => (scaling ? [name] : [])).join(', ');
  if (scaled === '') return differences;
  const left =
    `No deploy does it while ${scaled} is autoscaled: Terraform leaves all indexes of the table alone. ` +
    `Take read and write of ${scaled} back to numbers first. What it does then:`;
  return differences.map((one) =>
    one.effect === 'in-place' && one.path.startsWith('global_secondary_index')
      ? refused(one.path, `${left} ${one.cost}`)
      : one,
  );
}

const UNTYPED = 'No plan shows it, and DynamoDB would refuse every item that is written with the declared type.';

const untyped = ({ key, ...rest }: Index): Index => ({
  ...rest,
  ...(key && { key: key.map((one) => one && { ...one, type: 'S' as const }) as unknown as Key }),
});

/** In all that is said of both. */
const isSame = (one: Index, other: Index): boolean =>
  (['key', 'projection'] as const).every(
    (part) => one[part] === undefined || other[part] === undefined || isDeepStrictEqual(one[part], other[part]),
  );

/** What the index copies of an item is known only where it copies all of it. */
function costOf({ key, projection }: Index, { itemCount = 0, sizeBytes = 0 }: TableDescription): string {
  const names = key ? key.flatMap((one) => one?.name ?? []) : ['its key'];
  return `Each ${writesOf(names, projection === 'ALL' && itemCount > 0 ? sizeBytes / itemCount : undefined)}`;
}
