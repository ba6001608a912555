import { isToApply } from '../../packages/plan-review/src/counts';
import type { readPlan as reviewedPlan, Review, ReviewOptions } from '../../packages/plan-review/src/review';
import { EMPTY_PLAN } from '../../packages/plan-review/src/plan/model';
import * as meanwhile from '../meanwhile';

export type ReadOptions = Parameters<typeof reviewedPlan>[1];

/** What a plan creates. */
export interface PlannedCreation {
  readonly address: string;
  readonly type: string;
  /** As far as they are known before the apply, secrets masked. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of what it takes the place of; undefined when there is nothing yet. */
  readonly replaced?: Readonly<Record<string, unknown>>;
}

export interface PlannedDeletion {
  readonly address: string;
  readonly type: string;
  /** As they are, secrets masked. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a deploy has to know of a plan. What happens in it, and whether that is dangerous, is the review's to say. */
export interface Plan {
  /** Nothing is there to apply, outputs included. */
  readonly isEmpty: boolean;
  readonly creations: readonly PlannedCreation[];
  /** What it destroys, and puts nothing in the place of. */
  readonly deletions: readonly PlannedDeletion[];
  /** Addresses of what would be destroyed or replaced, which AWS would refuse half-way: deletion protection is on. */
  readonly refused: readonly string[];
  /** Global indexes of tables that are dropped, or built anew: who reads them, a review should know. */
  readonly droppedIndexes: readonly { readonly table: string; readonly index: string }[];
  /** Judges it. Holds no secrets. */
  review(options: Pick<ReviewOptions, 'name' | 'commit' | 'acceptances' | 'indexReads'>): Review;
}

/** A plan that Terraform has called empty: it was not shown. @param unchanged resources that are as they should be */
export const emptyPlan = (unchanged: number): Plan => ({
  isEmpty: true,
  creations: [],
  deletions: [],
  refused: [],
  droppedIndexes: [],
  review(options) {
    const { reviewPlan, digestOf } = meanwhile.review();
    return { ...reviewPlan(EMPTY_PLAN, { ...options, digest: digestOf('') }), unchanged };
  },
});

/**
 * @param json what `terraform show -json` says of a plan
 * @throws UnreadablePlanError when it is no plan of format 1, or has an action that is not known: never "no changes" by
 *   mistake
 */
export function readPlan(json: string, options?: ReadOptions): Plan {
  const review = meanwhile.review();
  const { plan, hide } = review.readPlan(json, options);
  return {
    isEmpty: !isToApply(plan),
    creations: plan.resources
      .filter(({ action, importing }) => action === 'replace' || (action === 'create' && !importing))
      .map(({ address, type, action, before, after }) => ({
        address,
        type,
        values: after ?? {},
        ...(action === 'replace' && before && { replaced: before }),
      })),
    deletions: plan.resources
      .filter(({ action }) => action === 'delete')
      .map(({ address, type, before }) => ({ address, type, values: before ?? {} })),
    refused: plan.resources
      .filter(
        ({ action, before }) =>
          (action === 'delete' || action === 'replace') && before?.deletion_protection_enabled === true,
      )
      .map(({ address }) => address),
    droppedIndexes: review.droppedIndexes(plan),
    review: (options) => review.reviewPlan(plan, { ...options, digest: review.digestOf(json), hide }),
  };
}
