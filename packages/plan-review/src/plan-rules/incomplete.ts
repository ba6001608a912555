import type { PlanRule } from '../judging/plan-rule';

export const incomplete: PlanRule = {
  name: 'incomplete',
  risk: 'What another plan will do after this one is not reviewed yet.',
  find({ complete, deferred }) {
    if (complete && deferred.length === 0) return [];
    const title = 'This plan is not all: another one has to follow it.';
    const because = deferred.map(({ reason, change }) => `${change.address} is put off (${reason})`);
    return [{ subject: 'plan', blocks: false, title, because }];
  },
};
