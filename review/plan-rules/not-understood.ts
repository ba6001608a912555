import type { PlanRule } from './rule';

/** Keys that a newer Terraform writes may mean anything. */
export const notUnderstood: PlanRule = {
  name: 'not-understood',
  risk: 'Something would happen that this review does not show.',
  find({ notUnderstood, applyable, outputs }, { counts }) {
    const nothing =
      Object.values(counts).every((count) => count === 0) && outputs.every(({ action }) => action === 'no-op');
    // A plan made with -refresh-only says so although it finds nothing new: it would write the state again.
    const title = 'Terraform says that there is something to apply, and names nothing.';
    const unnamed = applyable === true && nothing ? [{ subject: 'applyable', blocks: false, title, because: [] }] : [];
    if (notUnderstood.length === 0) return unnamed;
    return [
      ...unnamed,
      {
        subject: 'plan',
        blocks: true,
        title: 'The plan says something that is not known here.',
        because: notUnderstood,
      },
    ];
  },
};
