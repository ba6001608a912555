import { acceptancesFrom } from '../../packages/plan-review/src/acceptances';
import { describeCounts } from '../../packages/plan-review/src/render/headline';
import type { Review } from '../../packages/plan-review/src/review';
import { planWithAdoption, type Journal } from '../adoption';
import { readIdentity } from '../aws/account';
import type { LiveFunction } from '../functions/aliases';
import { readIndexReads } from '../index-reads';
import { acceptancesOf } from '../planned';
import type { ReviewedPlan } from '../reviewed/open';
import { readServing } from '../serving';
import { openTerraform, type SavedPlan } from '../terraform';
import { readArchives } from '../verify-environment';
import { readUnfinished } from './read-unfinished';
import type { Run, Step } from './step';

interface Needs {
  /** Takes the place of a new plan. */
  readonly reviewedPlan?: ReviewedPlan;
  readonly accept?: Readonly<Record<string, string>>;
}

export interface Planned {
  readonly plan: SavedPlan;
  readonly review: Review;
  /** ARN of who deploys. */
  readonly by: string;
  /** What serves before anything is touched, and now. */
  readonly before: readonly LiveFunction[];
  readonly live: readonly LiveFunction[];
  /** Hashes of the archives that were planned, by function. */
  readonly archives: ReadonlyMap<string, string>;
  /** What the last apply was about to create; undefined when it came to its end. */
  readonly unfinished: Journal | undefined;
}

/** Plans what the apply does, and judges it. */
export const plan: Step<Needs, Planned> = {
  name: 'plan',
  stage: 'plan',
  async run({ reviewedPlan, accept }, run) {
    const { context, aws, learn, atEnd } = run;
    const archives = readArchives(context);
    reviewedPlan?.requireSameArchives(archives);
    const terraform = await openTerraform(context);
    const unfinished = await readUnfinished(run);
    const [{ arn }, live] = await Promise.all([readIdentity(aws.sts), readServing(context, aws), terraform.init()]);
    const serving = { by: arn, before: live, live };
    learn(serving);
    const plan = reviewedPlan
      ? await reviewedPlan.reopen(terraform, live, aws)
      : await planWithAdoption(terraform, unfinished, context, aws);
    atEnd(() => plan.discard());
    const review = await judge(plan, accept, run);
    return {
      gives: { ...serving, plan, review, archives, unfinished },
      detail: `${describeCounts(review)}${reviewedPlan ? ', as reviewed' : ''}`,
      event: { type: 'plan', review },
    };
  },
};

async function judge(
  plan: SavedPlan,
  accept: Needs['accept'],
  { context, aws, commit }: Run<Planned>,
): Promise<Review> {
  const { environment, stack, signal } = context;
  const acceptances = [...acceptancesFrom(accept, '--accept'), ...acceptancesOf(environment)];
  return plan.review({
    name: stack.name,
    commit: await commit,
    indexReads: await readIndexReads(plan.droppedIndexes, aws, signal),
    // Run again, a deploy finishes what was begun: what was accepted may be done by now.
    acceptances: acceptances.map((one) => ({ ...one, mayBeUnused: true })),
  });
}
