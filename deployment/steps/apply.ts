import { isDeepStrictEqual } from 'node:util';
import { describeCounts } from '../../packages/plan-review/src/render/headline';
import { openJournal, type JournalStore } from '../adoption';
import { DeploymentError, sentence } from '../errors';
import type { Reviewed } from '../reviewed/open';
import { reviewAgain } from '../reviewed/refuse';
import { readServing } from '../serving';
import { openTerraform } from '../terraform';
import { readArchives } from '../verify-environment';
import { applyPlan } from './apply-plan';
import type { Planned } from './plan';
import { putBack } from './put-back';
import type { Run, Step } from './step';

interface Needs extends Omit<Planned, 'by' | 'live'> {
  readonly reviewed?: Reviewed;
}

export interface Applied {
  /** Whether Terraform has begun with a first resource. */
  readonly touched: boolean;
}

/** Applies that very plan. */
export const apply: Step<Needs, Applied> = {
  name: 'apply',
  stage: 'apply',
  undo: putBack,
  skip: ({ plan, unfinished }) =>
    plan.isEmpty && !unfinished ? { gives: { touched: false }, why: 'nothing to apply' } : undefined,
  async run(known, run) {
    const { plan, review } = known;
    const { context, aws } = run;
    const journal = openJournal(context, aws.s3);
    const terraform = await openTerraform(context);
    if (plan.isEmpty) {
      // Applied, a plan of no changes writes what it found: the state was not told what the apply that died has done.
      await terraform.apply(plan, () => undefined);
      await closeJournal(journal, run);
      return {
        gives: { touched: false },
        detail: 'nothing to change; the state has caught up with an apply that died',
      };
    }
    await requireWhatWasPlanned(known, run);
    let touched = false;
    await applyPlan({
      ...{ plan, terraform, journal, onEvent: run.onEvent },
      note: (before) => ({ creates: together(before?.creates, plan.creations) }),
      onTouched: () => (touched = true),
    });
    await closeJournal(journal, run);
    return { gives: { touched }, detail: describeCounts(review) };
  },
};

const together = (before: readonly string[] = [], creations: Planned['plan']['creations']): string[] => [
  ...new Set([...before, ...creations.map(({ address }) => address)]),
];

/** Between the plan and the answer, anything may have happened. @throws DeploymentError when it has */
async function requireWhatWasPlanned(
  { before, archives, reviewed }: Needs,
  { context, aws }: Run<Applied>,
): Promise<void> {
  const { name } = context.stack;
  const again = reviewed ? reviewAgain(name, reviewed.file) : `Run bin/trinity deploy ${name} again, which plans anew.`;
  const refuse = (message: string) => new DeploymentError('plan', message, again);
  if (!isDeepStrictEqual(await readServing(context, aws), before)) {
    throw refuse('Somebody has deployed or rolled back since the plan was made.');
  }
  if (!isDeepStrictEqual(readArchives(context), archives)) {
    throw refuse("The functions' archives in cdktf.out have changed since the plan was made.");
  }
}

/** A journal that stays does no harm: the next deploy looks for what it lists, and finds that the state knows it. */
async function closeJournal(journal: JournalStore, { onEvent }: Run<Applied>): Promise<void> {
  try {
    await journal.remove();
  } catch (error) {
    onEvent({ type: 'warning', message: `The journal of this apply could not be removed: ${sentence(error)}` });
  }
}
