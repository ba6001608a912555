import { buildToLook, type Building } from '../build/synthesize';
import { isCopy } from '../environments/derived';
import { requireAccount } from './aws/account';
import { awsOf, type Aws } from './aws/clients';
import { KEPT } from './bootstrap';
import { begin, type Ending } from './ending';
import type { OnEvent } from './events';
import type { Context } from './project';
import { writeReport } from './report/keep';
import { ROLE_KINDS, ROLES } from './roles/kinds';
import { Steps, type Run } from './steps';
import { applyDestroy } from './steps/apply-destroy';
import { clean } from './steps/clean';
import { confirmDestroy } from './steps/confirm-destroy';
import { planDestroy } from './steps/plan-destroy';
import { synth } from './steps/synth';
import { systemOf } from './systems';

export interface DestroyOptions {
  /** Asked before anything is touched, never when nothing is there. */
  readonly confirm: () => Promise<boolean>;
  readonly onEvent: OnEvent;
}

/** What is known before the first step. */
interface Start extends Pick<DestroyOptions, 'confirm'> {
  readonly building: Pick<Building, 'synthesized'>;
}

/** What a destroy goes through. Nothing before the apply touches anything; nothing undoes what comes from there on. */
const STEPS = Steps.from<Start>().add(synth).add(planDestroy).add(confirmDestroy).add(applyDestroy).add(clean);

/**
 * Takes a system of an environment down: all that its state has, and what a deploy keeps beside that. Refuses before anything is
 * touched where a part of it is protected. Run again, it finishes what was begun; its report is kept in the checkout only.
 *
 * @returns the report, and why it failed if it did
 * @throws DeploymentError of the stage `preflight` for credentials of another account
 */
export async function destroy(context: Context, options: DestroyOptions): Promise<Ending> {
  const { environment } = context;
  const aws = awsOf(environment);
  await requireAccount(aws.sts, environment);
  const { around, report } = begin('destroy', context, aws, options.onEvent);
  const ended = await STEPS.run(around, (run) => Promise.resolve(open(options, run)));
  const { failure, bug, known } = ended;
  const isUntouched = known.touched !== true;
  const made = await report(
    ended,
    failure
      ? {
          status: 'FAILED',
          reason: failure.message,
          nextSteps: [...failure.next.split('\n'), ...(isUntouched ? ['Nothing was changed.'] : [])],
        }
      : {
          status: 'SUCCESS',
          reason: null,
          nextSteps: isUntouched ? [`Nothing of ${context.stack.name} is deployed.`] : await whatStays(context, aws),
        },
  );
  writeReport(made, context); // for whoever ran it: the environment has no history any more
  if (bug) throw bug.error;
  return { report: made, ...(failure && { failure }) };
}

function open({ confirm }: DestroyOptions, { context, atEnd }: Run<Start>): Start {
  const { project, environment, signal } = context;
  const synthesized = buildToLook({ root: project.root, environment: environment.name, signal });
  atEnd(() => Promise.allSettled([synthesized]));
  return { confirm, building: { synthesized } };
}

/** What Terraform never made, and what of it is kept. */
async function whatStays({ environment, system }: Context, aws: Aws): Promise<string[]> {
  const { name, state } = environment;
  const left = await systemOf(system).leaves(environment, aws);
  if (state.backend === 'local') return left;
  return [
    ...left,
    `The bucket ${state.bucket} stays: others may use it. It keeps the versions of the state, by bootstrap's rules for ${KEPT.stateDays} days.`,
    ...(isCopy(environment)
      ? []
      : [`GitHub's roles stay, if it has any: ${ROLE_KINDS.map((kind) => ROLES[kind].name(name)).join(', ')}.`]),
  ];
}
