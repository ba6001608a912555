import { own } from '../../../../keys/own';
import { ownOf } from '../plan/json';
import type { Plan, ResourceChange } from '../plan/model';
import { describeChange, type Attribute } from './attributes';
import { isHidden } from './hidden';
import { warning, type Line } from './line';
import { namesItself, subjectNamedBy } from './subject-names';

/**
 * What there is to say of a change. Where it takes something off one subject and puts it on another, it is also the
 * destruction of the old one and the creation of the new one: whoever compares before with after does not see that the
 * old subject is without it, and that the new one never had it.
 */
export function withMove(
  change: ResourceChange,
  plan: Plan,
  linesOf: (one: ResourceChange) => readonly Line[],
): Line[] {
  const itself = [...linesOf(change)];
  const moved = movedIn(change).filter((attribute) => !isRenamed(attribute, change, plan));
  if (moved.length === 0) return itself;
  const seen = new Set(itself.map(({ text }) => text));
  const more = partsOf(change).flatMap((part) => linesOf(part).filter(({ text, blocks }) => blocks || !seen.has(text)));
  return more.length === 0 ? itself : [...moved.map((one) => warning(describeChange(one))), ...itself, ...more];
}

/** One that is forgotten stays where it is. */
function partsOf(change: ResourceChange): ResourceChange[] {
  const { steps } = change;
  const old = { ...change, action: 'delete', steps: ['delete'], after: null, unknown: {}, replacePaths: [] } as const;
  const made = { ...change, action: 'create', steps: ['create'], before: null, replacePaths: [] } as const;
  return steps.includes('forget') ? [made] : [old, made];
}

interface MovedAttribute extends Attribute {
  readonly before: string;
  readonly after: string;
}

const known = new WeakMap<ResourceChange, readonly MovedAttribute[]>();

/** The attributes that name another subject than before; not while it is not known whether it is another. */
function movedIn(change: ResourceChange): readonly MovedAttribute[] {
  const found = known.get(change) ?? compare(change);
  known.set(change, found);
  return found;
}

function compare({ action, type, before, after, unknown }: ResourceChange): MovedAttribute[] {
  if (action !== 'update' && action !== 'replace') return [];
  return Object.entries(before ?? {}).flatMap(([name, from]) => {
    const to = own(after, name);
    if (typeof from !== 'string' || typeof to !== 'string' || from === to || from === '' || to === '') return [];
    if (isHidden(from) || isHidden(to) || ownOf(unknown, name) === true) return [];
    if (!subjectNamedBy(type, name)?.isPlace) return [];
    return mayBeSame(from, to) ? [] : [{ name, before: from, after: to }];
  });
}

/** References of a synthesis to the same resource, or to what may be the same: only Terraform knows. */
function mayBeSame(from: string, to: string): boolean {
  const [one, other] = [from, to].map((text) => /^\$\{(.+)\.\w+\}$/.exec(text)?.[1]);
  return one === other ? one !== undefined : one === undefined || other === undefined;
}

/** Whether it is the old subject under another name: what stands at it goes along. */
function isRenamed({ name, before: from, after: to }: MovedAttribute, { type }: ResourceChange, { resources }: Plan) {
  const kinds = subjectNamedBy(type, name)?.kinds;
  return resources.some(({ type: other, before, after, address, previousAddress }) => {
    if (kinds?.some((kind) => other.endsWith(`_${kind}`)) === false) return false;
    if (previousAddress !== undefined && from.replace(previousAddress, () => address) === to) return true;
    return Object.entries(before ?? {}).some(
      ([key, value]) => value === from && own(after, key) === to && namesItself(other, key),
    );
  });
}
