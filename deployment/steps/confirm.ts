import type { Review } from '../../packages/plan-review/src/review';
import { DeploymentError } from '../errors';
import type { Planned } from './plan';
import type { Step } from './step';

interface Needs extends Pick<Planned, 'plan' | 'review'> {
  readonly confirm: (review: Review) => Promise<boolean>;
}

/** Asks whoever deploys. */
export const confirm: Step<Needs, object> = {
  name: 'confirm',
  stage: 'declined',
  skip: ({ plan }) => (plan.isEmpty ? { gives: {}, why: 'nothing to confirm' } : undefined),
  async run({ confirm, review }, { context }) {
    if (await confirm(review)) return { gives: {}, detail: 'confirmed' };
    const next = `Run bin/trinity deploy ${context.stack.name} again when it may go out.`;
    throw new DeploymentError('declined', 'The plan was declined.', next);
  },
};
