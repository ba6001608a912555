import { isDeepStrictEqual } from 'node:util';

/** What a plan does to one resource. */
export interface PlannedChange {
  readonly address: string;
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
  /** As far as they are known before the apply. Hold secrets. */
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

/** The parts of `terraform show -json PLAN` that are read here. */
interface PlanJson {
  readonly format_version: string;
  /** Terraform's own word on whether there is something to apply; OpenTofu has none. */
  readonly applyable?: boolean;
  readonly errored?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface ResourceChange {
  readonly address: string;
  /** Of a resource that a `moved` block renames. */
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: Readonly<Record<string, unknown>> | null;
    readonly after?: Readonly<Record<string, unknown>> | null;
    readonly importing?: object;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/**
 * @param json what `terraform show -json` says of a plan
 * @throws Error when it is no plan of format 1, or has an action that is not known here: never "no changes" by mistake
 */
export function readPlan(json: string): Plan {
  const plan = JSON.parse(json) as PlanJson;
  if (!/^1\./.test(plan.format_version ?? '') || plan.errored === true) {
    throw new Error(`terraform show gave no complete plan of format 1 (format_version ${plan.format_version})`);
  }
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  const changes = managed.flatMap((one) => {
    const action = actionOf(one);
    if (action === undefined) return [];
    return [
      {
        address: one.address,
        action,
        replacedBy: (one.change.replace_paths ?? []).map((path) => path.join('.')),
        attributes: action === 'change' || action === 'replace' ? differing(one.change) : [],
      },
    ];
  });
  const outputs = Object.values(plan.output_changes ?? {}).filter(({ actions }) => actions.join() !== 'no-op');
  return {
    isEmpty: changes.length === 0 && outputs.length === 0 && plan.applyable !== true,
    changes: changes.sort(
      (a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) || (a.address < b.address ? -1 : 1),
    ),
    unchanged: managed.length - changes.length,
    drift: driftOf(plan.resource_drift ?? [], managed),
    refused: managed
      .filter(({ change }) => change.actions.includes('delete') && change.before?.deletion_protection_enabled === true)
      .map(({ address }) => address),
    creations: managed
      .filter(({ change }) => change.actions.join() === 'create' && !change.importing)
      .map(({ address, type, change }) => ({ address, type, values: change.after ?? {} })),
  };
}

/**
 * Terraform lists as drift whatever a refresh finds otherwise than the state has it, also what AWS makes itself, such as
 * the policies that a role has since. Changed outside Terraform is what the plan sets back: the same attribute, or all.
 */
function driftOf(drift: readonly ResourceChange[], planned: readonly ResourceChange[]): string[] {
  const setBack = ({ address, change }: ResourceChange): boolean => {
    const plan = planned.find((one) => one.address === address);
    if (plan === undefined || actionOf(plan) === undefined) return false;
    if (change.actions.join() === 'delete') return true;
    const back = differing(plan.change);
    return differing(change).some((attribute) => back.includes(attribute));
  };
  return drift
    .filter(setBack)
    .map(({ address }) => address)
    .sort();
}

/** Attributes that are not the same before and after; one that is known only after the apply is not the same. */
function differing({ before, after, after_unknown: unknown = {} }: ResourceChange['change']): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...names].filter((name) => !isDeepStrictEqual(before?.[name], after?.[name])).sort();
}

function actionOf({ address, previous_address: before, change }: ResourceChange): PlannedChange['action'] | undefined {
  const actions = change.actions.join();
  switch (actions) {
    case 'no-op':
      if (change.importing) return 'import';
      return before === undefined ? undefined : 'move'; // unapplied, the state would keep the old address
    case 'read':
      return undefined;
    case 'create':
      return 'add';
    case 'update':
      return 'change';
    case 'delete':
      return 'destroy';
    case 'forget':
      return 'forget';
    case 'delete,create':
    case 'create,delete':
      return 'replace';
    default:
      throw new Error(`The plan has an action that is not known here: ${actions} of ${address}`);
  }
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
