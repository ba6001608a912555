import { own } from '../../../../keys/own';
import { isObject } from '../plan/json';
import type { Json, JsonObject } from '../plan/value';
import { namesItself } from '../judging/subject-names';
import { blocksOf } from './blocks';
import type { Instance } from './instances';

/** By what one object goes in the older document, and by what in the newer one, where that differs: addresses. */
export type Renames = ReadonlyMap<string, string>;

/** An instance of the newer document, and what it was. */
interface Pair {
  readonly instance: Instance;
  readonly was: Instance | undefined;
}

/**
 * What moves has another address afterwards. So has what is let go, or taken over, and read as a data source on the other
 * side: the same type, and of the same name. Whoever refers to it refers to the same object as before.
 *
 * @param pairs of all that the newer document has
 * @param let go and taken over: instances of the older, and of the newer document
 */
export function renamesOf(
  pairs: readonly Pair[],
  { forgotten, imported }: { readonly forgotten: readonly Instance[]; readonly imported: readonly Instance[] },
  { prior, next }: { readonly prior: JsonObject; readonly next: JsonObject },
): Renames {
  const moves = pairs.flatMap(({ instance, was }) =>
    was === undefined || was.address === instance.address ? [] : [[was.address, instance.address] as const],
  );
  const [readBefore, readAfter] = [prior, next].map((document) => blocksOf(document, 'data'));
  const released = forgotten.flatMap((instance) =>
    readersOf(instance, readAfter!).map((data) => [instance.address, data] as const),
  );
  const taken = imported.flatMap((instance) =>
    readersOf(instance, readBefore!).map((data) => [data, instance.address] as const),
  );
  return new Map([...moves, ...released, ...taken]);
}

/** They say how something is read, not what. */
const META = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider'];

/** Addresses of the data sources that read this object: all that they ask for, it is, and one of these is its name. */
function readersOf({ type, body }: Instance, data: ReturnType<typeof blocksOf>): string[] {
  return data
    .filter(({ labels, body: asked }) => {
      const wanted = Object.entries(asked).filter(([name]) => !META.includes(name));
      return (
        labels[0] === type &&
        own(asked, 'provider') === own(body, 'provider') &&
        wanted.some(([name]) => namesItself(type, name)) &&
        wanted.every(([name, value]) => typeof value === 'string' && value === own(body, name))
      );
    })
    .map(({ labels }) => ['data', ...labels].join('.'));
}

/** Where an address stands bare. */
const BARE = ['depends_on', 'replace_triggered_by'];
/** They say themselves what was moved, taken over or let go. */
const RELOCATIONS = ['import', 'moved', 'removed'];

/** The older document, with each object under the address that it has in the newer one, wherever it is referred to. */
export function underNewNames(document: JsonObject, renames: Renames): JsonObject {
  if (renames.size === 0) return document;
  const addresses = [...renames.keys()].sort((a, b) => b.length - a.length).map(escape);
  // Not a part of a longer name, and not the block of an instance that stays.
  const named = new RegExp(String.raw`(?<![\w.-])(?:${addresses.join('|')})(?![\w[-])`, 'g');
  const rename = (text: string): string => text.replace(named, (address) => renames.get(address) ?? address);
  const within = (value: Json, isBare: boolean): Json => {
    if (typeof value === 'string') return isBare ? rename(value) : inExpressions(value, rename);
    if (Array.isArray(value)) return value.map((child: Json) => within(child, isBare));
    return isObject(value) ? alike(value, (child, key) => within(child, BARE.includes(key))) : value;
  };
  return alike(document, (child, key) => (RELOCATIONS.includes(key) ? child : within(child, false)));
}

/** An object as JSON has it, or it would be another one than the newer document's. */
const alike = (value: JsonObject, make: (child: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, child]) => [key, make(child, key)]));

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Changes what stands in `${…}` and `%{…}`, and leaves the text between them as it is. */
function inExpressions(text: string, change: (expression: string) => string): string {
  if (!text.includes('{')) return text;
  let depth = 0;
  return text
    .split(/(\$\$\{|%%\{|[$%]\{|[{}])/)
    .map((part, index) => {
      if (index % 2 === 0) return depth > 0 ? change(part) : part;
      if (part === '${' || part === '%{') depth += 1;
      else if (depth > 0 && part === '{') depth += 1;
      else if (depth > 0 && part === '}') depth -= 1;
      return part;
    })
    .join('');
}
