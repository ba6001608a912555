import { isDeepStrictEqual } from 'node:util';
import { own } from '../../keys/own';
import type { Action, Plan as ReviewedPlan, ResourceChange } from '../../review/plan/model';
import { readPlan as read } from '../../review/plan/read';

/** What a plan does to one resource. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: 'import' | 'move' | 'add' | 'change' | 'replace' | 'destroy' | 'forget';
  /** Attributes that force a replacement, such as `hash_key`. */
  readonly replacedBy: readonly string[];
  /** Names of the attributes that a change or a replacement sets anew. */
  readonly attributes: readonly string[];
}

/** What a plan creates. */
export interface PlannedCreation {
  readonly address: string;
  readonly type: string;
  /** As far as they are known before the apply, secrets masked. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Plan {
  /** Nothing differs, outputs included. */
  readonly isEmpty: boolean;
  /** What is lost first. */
  readonly changes: readonly PlannedChange[];
  /** Resources that stay as they are. */
  readonly unchanged: number;
  /** Addresses of what was changed outside Terraform, and what an apply would change back. */
  readonly drift: readonly string[];
  readonly creations: readonly PlannedCreation[];
  /** Addresses of what would be destroyed or replaced, which AWS would refuse half-way: deletion protection is on. */
  readonly refused: readonly string[];
}

/** @param unchanged resources that are as they should be */
export const emptyPlan = (unchanged: number): Plan => ({
  isEmpty: true,
  changes: [],
  unchanged,
  drift: [],
  creations: [],
  refused: [],
});

/** The worst first. */
const ORDER: readonly PlannedChange['action'][] = ['destroy', 'replace', 'forget', 'change', 'move', 'import', 'add'];

/**
 * @param json what `terraform show -json` says of a plan
 * @throws UnreadablePlanError when it is no plan of format 1, or has an action that is not known: never "no changes" by
 *   mistake
 */
export function readPlan(json: string): Plan {
  const { plan } = read(json);
  const changes = plan.resources.flatMap((change) => {
    const action = actionOf(change);
    if (action === undefined) return [];
    return [
      {
        address: change.address,
        type: change.type,
        action,
        replacedBy: change.replacePaths.map((path) => path.join('.')),
        attributes: action === 'change' || action === 'replace' ? differing(change) : [],
      },
    ];
  });
  const outputs = plan.outputs.filter(({ action }) => action !== 'no-op');
  return {
    isEmpty: changes.length === 0 && outputs.length === 0 && plan.applyable !== true,
    changes: changes.sort(
      (a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || (a.address < b.address ? -1 : 1),
    ),
    unchanged: plan.resources.length - changes.length,
    drift: driftOf(plan),
    refused: plan.resources
      .filter(({ action, before }) => isDestroyed(action) && before?.deletion_protection_enabled === true)
      .map(({ address }) => address),
    creations: plan.resources
      .filter(({ action, importing }) => action === 'create' && !importing)
      .map(({ address, type, after }) => ({ address, type, values: after ?? {} })),
  };
}

const isDestroyed = (action: Action): boolean => action === 'delete' || action === 'replace';

/**
 * Terraform lists as drift whatever a refresh finds otherwise than the state has it, also what AWS makes itself, such as
 * the policies that a role has since. Changed outside Terraform is what the plan sets back: the same attribute, or all.
 */
function driftOf({ drift, resources }: ReviewedPlan): string[] {
  const setBack = (change: ResourceChange): boolean => {
    const plan = resources.find(({ address }) => address === change.address);
    if (plan === undefined || actionOf(plan) === undefined) return false;
    if (change.action === 'delete') return true;
    const back = differing(plan);
    return differing(change).some((attribute) => back.includes(attribute));
  };
  return drift
    .filter(setBack)
    .map(({ address }) => address)
    .sort();
}

/** Attributes that are not the same before and after; one that is known only after the apply is not the same. */
function differing({ before, after, unknown }: ResourceChange): string[] {
  const names = new Set([before, after, unknown].flatMap((one) => Object.keys(one ?? {})));
  return [...names].filter((name) => !isDeepStrictEqual(own(before, name), own(after, name))).sort();
}

const ACTIONS: Readonly<Record<Action, PlannedChange['action'] | undefined>> = {
  'no-op': undefined,
  read: undefined,
  create: 'add',
  update: 'change',
  replace: 'replace',
  delete: 'destroy',
  forget: 'forget',
};

/** A move that is not applied would leave the old address in the state. */
function actionOf({ action, importing, previousAddress }: ResourceChange): PlannedChange['action'] | undefined {
  if (action !== 'no-op') return ACTIONS[action];
  if (importing) return 'import';
  return previousAddress === undefined ? undefined : 'move';
}

export type Counts = Readonly<Record<PlannedChange['action'], number>>;

export function countChanges({ changes }: Plan): Counts {
  const of = (action: PlannedChange['action']) => changes.filter((change) => change.action === action).length;
  return {
    import: of('import'),
    move: of('move'),
    add: of('add'),
    change: of('change'),
    replace: of('replace'),
    destroy: of('destroy'),
    forget: of('forget'),
  };
}

/** `2 to change, 1 to destroy` */
export function describeCounts(counts: Counts): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([action, count]) => `${count} to ${action}`).join(', ') || 'no changes';
}
