import { describeCounts } from '../../packages/plan-review/src/render/headline';
import { openJournal } from '../adoption';
import { DeploymentError } from '../errors';
import type { LiveFunction } from '../functions/aliases';
import { openTerraform, type Plan, type Terraform } from '../terraform';
import { applyPlan } from './apply-plan';
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
    const again = `Run bin/trinity destroy ${name} again`;
    let logGroups: string[] = [];
    let touched = false;
    try {
      await applyPlan({
        ...{ plan, terraform, journal, onEvent, again: `${again}, which plans anew.` },
        note(before) {
          logGroups = [...new Set([...(before?.logGroups ?? []), ...logGroupsIn(plan)])];
          return { creates: before?.creates ?? [], logGroups };
        },
        onTouched: () => learn({ touched: (touched = true) }),
      });
    } catch (error) {
      throw touched && error instanceof DeploymentError ? await withWhatIsLeft(error, terraform) : error;
    }
    const left = await readLeft(terraform);
    if (left) throw new DeploymentError('apply', left, `${again}.`);
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
