import { NOTHING_HIDDEN, type Hide } from '../plan/hide';
import type { Plan, ResourceChange } from '../plan/model';
import { placeAt } from '../plan/place';
import { LAYERS, layerOf } from '../resources/layers';
import { describeReason } from '../resources/reasons';
import type { AttributeChange, Review, ReviewedChange } from '../schema';
import { compare, compareValues } from './compare';

/** Of what happens to an object, the worst first: within a layer, what is lost stands before what is made. */
const ORDER = ['delete', 'replace', 'update', 'create'] as const;
type Changing = (typeof ORDER)[number];

const ACTIONS: Readonly<Record<Changing, ReviewedChange['action']>> = {
  delete: 'destroy',
  replace: 'replace',
  update: 'change',
  create: 'add',
};

/** What is added, changed, replaced and destroyed, by layer. */
export function changesOf({ resources }: Plan, hide: Hide = NOTHING_HIDDEN): Review['layers'] {
  const changing = resources.filter((one): one is ResourceChange & { action: Changing } =>
    ORDER.some((action) => action === one.action),
  );
  const placed = changing.map((change) => ({ change, layer: layerOf(change.type) }));
  return LAYERS.map((name) => ({
    name,
    changes: placed
      .flatMap(({ change, layer }) => (layer === name ? [change] : []))
      .sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || compareText(a.address, b.address))
      .map((change) => describe(change, hide)),
  })).filter(({ changes }) => changes.length > 0);
}

function describe(change: ResourceChange & { action: Changing }, hide: Hide): ReviewedChange {
  const { attributes, aside } = compare(change, hide);
  const replacePaths = change.replacePaths.map((path) => hide.path(placeAt(path, change.configured)));
  const reason = describeReason({ ...change, replacePaths });
  // What a new object has not, and what goes with one that is destroyed, is no difference.
  const isWhole = change.action === 'create' || change.action === 'delete';
  return {
    address: change.address,
    ...(change.deposed !== undefined && { deposed: change.deposed }),
    type: change.type,
    action: ACTIONS[change.action],
    ...(reason !== undefined && { reason }),
    attributes,
    aside: isWhole ? { ...aside, emptyOnly: [] } : aside,
  };
}

/** What is taken over, and what of it the same plan changes. @param layers of the plan: `changesOf` */
export function importsOf({ resources, source }: Plan, layers: Review['layers']): Review['imports'] {
  const changing = new Map(layers.flatMap(({ changes }) => changes.map((one) => [one.address, one] as const)));
  return resources.flatMap(({ address, importing, action }): Review['imports'] => {
    if (!importing) return [];
    if (source === 'synthesis') return [{ address, ...importing, action: 'unknown', changes: [] }];
    const changes = changing.get(address)?.attributes.map(({ path }) => path) ?? [];
    const does = action === 'replace' ? action : action === 'update' ? 'change' : 'none';
    return [{ address, ...importing, action: does, changes }];
  });
}

/**
 * What was changed outside Terraform. A refresh also writes what the provider sets by itself, and nothing in other words:
 * of that, only the resource is named, unless the plan sets it back.
 */
export function describeDrift({ drift, resources }: Plan, hide: Hide = NOTHING_HIDDEN): Review['drift'] {
  const planned = new Map(resources.map((one) => [one.address, one]));
  return drift.map((one) => {
    const { attributes } = compare({ ...one, unknown: {}, replacePaths: [] }, hide);
    const { address } = one;
    const setBack = isSetBack(one, attributes, planned.get(address));
    if (one.action === 'delete') return { address, action: 'deleted', setBack, attributes: [] };
    const told = setBack ? attributes : attributes.filter((attribute) => isSomebodys(attribute, one));
    return { address, action: 'changed', setBack, attributes: told };
  });
}

/** The configuration gives it, and it is not 0 or false where the state had nothing. */
const isSomebodys = ({ path, kind, after }: AttributeChange, { configured }: ResourceChange): boolean =>
  (configured === undefined || configured.has(/^[\w-]+/.exec(path)?.[0] ?? '')) &&
  !(kind === 'added' && (after === 0 || after === false));

/** Terraform sets back what the plan changes again: the same attribute, or, of something deleted, all. */
function isSetBack(drift: ResourceChange, drifted: readonly { path: string }[], plan?: ResourceChange): boolean {
  if (plan === undefined || plan.action === 'no-op' || plan.action === 'read') return false;
  if (drift.action === 'delete') return plan.action === 'create' || plan.action === 'replace';
  const back = compare(plan).attributes.map(({ path }) => path);
  return drifted.some(({ path }) => back.includes(path));
}

export function outputsOf({ outputs }: Plan, hide: Hide = NOTHING_HIDDEN): Review['outputs'] {
  return outputs.flatMap(({ name, action, before, after, unknown }) => {
    if (action === 'no-op' || action === 'read') return [];
    const kind = action === 'create' ? 'add' : action === 'delete' ? 'remove' : 'change';
    return [{ name, action: kind, attributes: compareValues(before, after, unknown, hide) } as const];
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
