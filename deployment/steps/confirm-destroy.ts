import { DeploymentError } from '../errors';
import type { PlannedDestroy } from './plan-destroy';
import type { Step } from './step';

interface Needs extends Pick<PlannedDestroy, 'plan' | 'losses'> {
  readonly confirm: () => Promise<boolean>;
}

/** Says what is lost, and asks whoever destroys. */
export const confirmDestroy: Step<Needs, object> = {
  name: 'confirm',
  stage: 'declined',
  skip: ({ plan }) => (plan.isEmpty ? { gives: {}, why: 'nothing to confirm' } : undefined),
  async run({ confirm, losses }, { context, onEvent }) {
    onEvent({ type: 'losses', losses });
    if (await confirm()) return { gives: {}, detail: ['confirmed', ...losses.map((one) => `lost: ${one}`)].join('\n') };
    const next = `Run bin/trinity destroy ${context.stack.name} again when it may go.`;
    throw new DeploymentError('declined', 'The destroy was declined.', next);
  },
};
