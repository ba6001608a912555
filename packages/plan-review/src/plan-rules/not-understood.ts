import type { PlanRule } from '../judging/plan-rule';

/** Keys that a newer Terraform writes may mean anything: each is accepted by itself. */
export const notUnderstood: PlanRule = {
  name: 'not-understood',
  risk: 'Something would happen that this review does not show.',
  find({ notUnderstood, applyable, outputs }, { counts }) {
    const nothing =
      Object.values(counts).every((count) => count === 0) && outputs.every(({ action }) => action === 'no-op');
    // A plan made with -refresh-only says so although it finds nothing new: it would write the state again.
    const title = 'Terraform says that there is something to apply, and names nothing.';
    const unnamed = applyable === true && nothing ? [{ subject: 'applyable', blocks: false, title, because: [] }] : [];
    return [...unnamed, ...kindsOf(notUnderstood).map(describe)];
  },
};

const describe = ([subject, because]: readonly [string, readonly string[]]) => ({
  subject,
  blocks: true,
  title: 'The plan says something that is not known here.',
  judged: [], // the places are numbered, and move with every other resource
  because: because.length > MOST ? [...because.slice(0, MOST), `and ${because.length - MOST} more`] : because,
});

/** Places of the same kind that are listed. */
const MOST = 5;

/** By what they have in common: a key of every resource is one kind, wherever it stands. */
function kindsOf(places: readonly string[]): (readonly [string, readonly string[]])[] {
  const kinds = new Map<string, string[]>();
  for (const place of places) {
    const kind = place.replace(/^(\w+)\[\d+\]/, '$1[]').replace(/^(output_changes)\..*\.(\w+)$/, '$1.*.$2');
    const same = kinds.get(kind);
    if (same) same.push(place);
    else kinds.set(kind, [place]);
  }
  return [...kinds];
}
