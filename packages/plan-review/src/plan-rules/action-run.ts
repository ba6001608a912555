import type { PlanRule } from '../judging/plan-rule';

export const actionRun: PlanRule = {
  name: 'action-run',
  risk: 'An action does something besides the resources; what it does is not in the plan.',
  find: ({ invocations }) =>
    [...new Set(invocations)].map((address) => ({
      subject: address,
      blocks: false,
      title: 'The action is run.',
      because: [],
    })),
};
