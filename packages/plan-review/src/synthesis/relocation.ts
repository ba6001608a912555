import { isObject } from '../plan/json';
import type { Importing, ResourceChange } from '../plan/model';
import type { Json, JsonObject } from '../plan/value';
import { blocksOf } from './blocks';
import type { Instance, Instances } from './instances';

/** What `moved`, `import` and `removed` blocks make of the resources. */
export interface Relocations {
  /** What an instance was before, at its own address or at another; undefined when it is new. */
  readonly priorOf: (instance: Instance) => Instance | undefined;
  /** Of an instance that an `import` block takes over. */
  readonly importOf: (instance: Instance) => Importing | undefined;
  /** Whether what goes stays in AWS, without Terraform. */
  readonly isForgotten: (instance: Instance) => boolean;
}

/** @param document the new one, whose blocks Terraform will read */
export function readRelocations(document: JsonObject, before: Instances, after: Instances): Relocations {
  const moves = blocksOf(document, 'moved').map(({ body }) => ({ from: addressIn(body.from), to: addressIn(body.to) }));
  const imports = blocksOf(document, 'import');
  const forgotten = blocksOf(document, 'removed').filter(({ body }) => !destroys(body.lifecycle));

  /** An address that is moved to this one; of a whole resource, or of one of several. */
  function* origins(address: string, seen: readonly string[] = []): Generator<string> {
    for (const { from, to } of moves) {
      if (!covers(to, address)) continue;
      const origin = from + address.slice(to.length);
      if (seen.includes(origin)) continue;
      yield origin;
      yield* origins(origin, [...seen, origin]);
    }
    // Terraform itself moves the only one to the first of several, and back.
    if (address.endsWith('[0]')) yield address.slice(0, -'[0]'.length);
    else yield `${address}[0]`;
  }

  return {
    priorOf({ address }) {
      const own = before.get(address);
      if (own) return own;
      for (const origin of origins(address)) {
        const prior = before.get(origin);
        if (prior && !after.has(origin)) return prior;
      }
      return undefined;
    },
    importOf({ address, block }) {
      const found = imports.find(({ body }) => {
        const to = addressIn(body.to);
        return to === address || (body.for_each !== undefined && blockOf(to) === block);
      });
      if (!found) return undefined;
      const { id, identity } = found.body;
      const isKnown = typeof id === 'string' && !/\$\{.*\beach\./.test(id); // of one of several, only a plan tells
      return { ...(isKnown && { id }), ...(isObject(identity) && { identity }) };
    },
    isForgotten: ({ address }) => forgotten.some(({ body }) => covers(addressIn(body.from), address)),
  };
}

/** Blocks of one side alone that none of these changes comes from, such as a `moved` block of something in a module. */
export function unexplained(
  keyword: 'moved' | 'import' | 'removed',
  document: JsonObject,
  changes: readonly ResourceChange[],
): JsonObject {
  const explains = (body: JsonObject): boolean => {
    const [from, to] = [addressIn(body.from), addressIn(body.to)];
    return changes.some(({ address, previousAddress, importing, action }) => {
      const goes = action === 'delete' || action === 'forget';
      if (keyword === 'import') return (importing !== undefined || goes) && blockOf(to) === blockOf(address);
      if (keyword === 'removed') return action !== 'no-op' && covers(from, address);
      return previousAddress !== undefined && (covers(from, previousAddress) || covers(to, address));
    });
  };
  const left = blocksOf(document, keyword).filter(({ body }) => !explains(body));
  return Object.fromEntries(left.map(({ body }) => [addressIn(body.from ?? body.to), body]));
}

/** Written bare, or as a reference: `${aws_sqs_queue.films}`. */
export const addressIn = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(/^\$\{(.*)\}$/, '$1') : '';

/** Without the key of an instance. */
export const blockOf = (address: string): string => address.replace(/\[[^\]]*\]$/, '');

const covers = (whole: string, address: string): boolean => address === whole || address.startsWith(`${whole}[`);

/** Unless told otherwise, Terraform destroys. */
function destroys(lifecycle: Json | undefined): boolean {
  const blocks: readonly Json[] = Array.isArray(lifecycle) ? (lifecycle as Json[]) : [lifecycle ?? {}];
  return !blocks.some((block) => isObject(block) && block.destroy === false);
}
