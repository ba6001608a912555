import type { Found } from './line';
import type { Plan } from '../plan/model';
import type { Review } from '../schema';

/** A rule that judges the plan as a whole, or what stands beside its changes. */
export interface PlanRule {
  readonly name: string;
  /** What may be lost, in one sentence. */
  readonly risk: string;
  /** @returns nothing when there is nothing to say; `subject` is an address, or another name of what it is about */
  readonly find: (
    plan: Plan,
    review: Pick<Review, 'drift' | 'counts'>,
  ) => readonly (Found & { readonly subject: string })[];
}
