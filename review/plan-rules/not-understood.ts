import type { PlanRule } from './rule';

/** Keys that a newer Terraform writes may mean anything. */
export const notUnderstood: PlanRule = {
  name: 'not-understood',
  risk: 'Something would happen that this review does not show.',
  find({ notUnderstood, applyable, outputs }, { counts }) {
    const nothing =
      Object.values(counts).every((count) => count === 0) && outputs.every(({ action }) => action === 'no-op');
    const unseen =
      applyable === true && nothing
        ? [
            {
              subject: 'applyable',
              blocks: true,
              title: 'Terraform says that there is something to apply, and nothing of it was found.',
              because: [],
            },
          ]
        : [];
    if (notUnderstood.length === 0) return unseen;
    const title = 'The plan says something that is not known here.';
    return [...unseen, { subject: 'plan', blocks: true, title, because: notUnderstood }];
  },
};
