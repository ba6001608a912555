import { describeCounts } from '../../packages/plan-review/src/render/headline';
import { openJournal } from '../adoption';
import { DeploymentError } from '../errors';
import type { LiveFunction } from '../functions/aliases';
import { openTerraform, type Plan, type Terraform } from '../terraform';
import type { PlannedDestroy } from './plan-destroy';
import type { Step } from './step';

export interface Destroyed {
  /** Whether anything was changed. */
  readonly touched: boolean;
  /** Log groups that something late may have made again. */
  readonly logGroups: readonly string[];
  /** What serves now. */
  readonly live: readonly LiveFunction[];
}

/** Applies that very plan. Which log groups go is written down before: what is left of them is known after a kill, too. */
export const applyDestroy: Step<Pick<PlannedDestroy, 'plan' | 'review' | 'unfinished'>, Destroyed> = {
  name: 'apply',
  stage: 'apply',
  skip: ({ plan, unfinished }) =>
    plan.isEmpty
      ? { gives: { touched: false, logGroups: unfinished?.logGroups ?? [], live: [] }, why: 'nothing to destroy' }
      : undefined,
  async run({ plan, review }, { context, aws, onEvent, learn }) {
    const { name } = context.stack;
    const journal = openJournal(context, aws.s3);
    const terraform = await openTerraform(context);
    const before = await journal.read(); // since the plan was made, somebody may have begun a deploy
    const logGroups = [...new Set([...(before?.logGroups ?? []), ...logGroupsIn(plan)])];
    await journal.write({ startedAt: new Date().toISOString(), creates: before?.creates ?? [], logGroups });
    let touched = false;
    try {
      await terraform.apply(plan, (progress) => {
        if (!touched) learn({ touched: (touched = true) });
        onEvent({ type: 'apply', progress });
      });
    } catch (error) {
      if (!(error instanceof DeploymentError)) throw error;
      if (touched) throw await withWhatIsLeft(error, terraform);
      if (error.stage === 'interrupted') throw error;
      // Refused as a whole: the plan is stale, or somebody else holds the lock. Theirs is the journal.
      await (before ? journal.write(before) : journal.remove());
      const next = `Run bin/trinity destroy ${name} again, which plans anew.`;
      throw new DeploymentError('plan', error.message, next, { cause: error });
    }
    const left = await readLeft(terraform);
    if (left) throw new DeploymentError('apply', left, `Run bin/trinity destroy ${name} again.`);
    return { gives: { touched: true, logGroups, live: [] }, detail: describeCounts(review) };
  },
};

const logGroupsIn = ({ deletions }: Pick<Plan, 'deletions'>): string[] =>
  deletions.flatMap(({ type, values }) => (type === 'aws_cloudwatch_log_group' ? String(values.name) : []));

async function withWhatIsLeft(error: DeploymentError, terraform: Terraform): Promise<DeploymentError> {
  const left = await readLeft(terraform).catch(() => undefined); // the failure itself says more than this one
  if (left === undefined) return error;
  return new DeploymentError(error.stage, `${error.message}\n${left}`, error.next, {
    cause: error,
    about: error.about,
  });
}

/** @returns undefined when the state has nothing any more */
async function readLeft(terraform: Terraform): Promise<string | undefined> {
  const { resources } = await terraform.state();
  if (resources.length === 0) return undefined;
  return `Still there: ${resources.map(({ address }) => address).join(', ')}.`;
}
