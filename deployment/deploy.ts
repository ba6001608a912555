import { startBuild, type Building } from '../build/synthesize';
import type { Review } from '../packages/plan-review/src/review';
import { awsOf } from './aws/clients';
import { begin, type Ending } from './ending';
import type { OnEvent } from './events';
import type { Context } from './project';
import { keep, writeReport } from './report/keep';
import { openReviewed, type Reviewed, type ReviewedPlan } from './reviewed/open';
import { Steps, type Run } from './steps';
import { apply } from './steps/apply';
import { confirm } from './steps/confirm';
import { performance } from './steps/performance';
import { plan } from './steps/plan';
import { preflight } from './steps/preflight';
import { synth } from './steps/synth';
import { verify } from './steps/verify';
import type { Demands } from './systems';

export interface DeployOptions {
  /** Asked before an apply, never when the plan is empty. */
  readonly confirm: (review: Review) => Promise<boolean>;
  /** By a finding's name, why it is accepted, beside what the environment's file accepts. Default: none. */
  readonly accept?: Readonly<Record<string, string>>;
  /** Why the quality gates are not run. Default: they are. */
  readonly skipGates?: string;
  /** The plan that is applied, if nothing has changed since its review. Default: a new one is made. */
  readonly reviewed?: Reviewed;
  /** Default: it is begun now. */
  readonly building?: Building | undefined;
  /** What may be slow at most, and how it is measured. */
  readonly demands: Demands;
  readonly onEvent: OnEvent;
}

/** What is known before the first step. */
interface Start extends Omit<DeployOptions, 'building'> {
  readonly building: Building;
  readonly reviewedPlan?: ReviewedPlan;
}

/** What a deploy goes through. Nothing before the apply touches anything; what fails from there on is undone. */
const STEPS = Steps.from<Start>()
  .add(preflight)
  .add(synth)
  .add(plan)
  .add(confirm)
  .add(apply)
  .add(verify)
  .add(performance);

/**
 * Deploys an environment. What fails before the apply has touched nothing. What fails in it or after it puts the functions back to
 * the versions that served before. Run again, it finishes what was begun.
 *
 * @returns the report, and why it failed if it did
 */
export async function deploy(context: Context, options: DeployOptions): Promise<Ending> {
  const aws = awsOf(context.environment);
  const { around, report } = begin('deploy', context, aws, options.onEvent);
  const ended = await STEPS.run(around, (run) => open(options, run));
  const { failure, bug, undone } = ended;
  const { name } = context.stack;
  if (!failure) {
    const nextSteps = [
      `bin/trinity status ${name} says what runs.`,
      `bin/trinity rollback ${name} puts the functions back to what ran before.`,
    ];
    const succeeded = await report(ended, { status: 'SUCCESS', reason: null, nextSteps });
    await keep(succeeded, context, aws, options.onEvent);
    return { report: succeeded };
  }
  const nextSteps = failure.next.split('\n');
  if (undone.length === 0) {
    if (bug) throw bug.error;
    const untouched = await report(ended, {
      status: 'FAILED',
      reason: failure.message,
      nextSteps: [...nextSteps, 'Nothing was changed.'],
    });
    writeReport(untouched, context); // for whoever ran it, not for the environment's history
    return { report: untouched, failure };
  }
  const isBack = failure.stage !== 'apply' && undone.some((one) => one.isBack);
  const reason = [failure.message, ...undone.map(({ note }) => note)].join('\n');
  const failed = await report(ended, { status: isBack ? 'ROLLED_BACK' : 'FAILED', reason, nextSteps });
  await keep(failed, context, aws, options.onEvent);
  if (bug) throw bug.error; // it, too, leaves what served before; then it surfaces
  return { report: failed, failure };
}

/** Compares a plan that was reviewed with what is here, and begins the build, which goes on beside the preflight. */
async function open({ building, ...options }: DeployOptions, { context, atEnd }: Run<Start>): Promise<Start> {
  const { project, environment, signal } = context;
  const reviewedPlan = options.reviewed && (await openReviewed(options.reviewed, context));
  const begun = building ?? startBuild({ root: project.root, environment: environment.name, signal });
  atEnd(() => Promise.allSettled([begun.synthesized]));
  return { ...options, building: begun, ...(reviewedPlan && { reviewedPlan }) };
}
