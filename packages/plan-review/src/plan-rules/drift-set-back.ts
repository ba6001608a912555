import type { PlanRule } from '../judging/plan-rule';

/** What somebody changed by hand, this plan undoes. */
export const driftSetBack: PlanRule = {
  name: 'drift-set-back',
  risk: 'Somebody changed this outside Terraform, perhaps to end an incident, and the apply would undo it.',
  find: (_, { drift }) =>
    drift
      .filter(({ setBack }) => setBack)
      .map(({ address, action, attributes }) => ({
        subject: address,
        blocks: false,
        title:
          action === 'deleted'
            ? 'It was deleted outside Terraform, and is made anew.'
            : 'It was changed outside Terraform, and is set back.',
        because: attributes.map(({ path }) => path),
      })),
};
