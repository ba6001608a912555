import type { DeploymentError } from '../deployment/errors';
import { readCommit } from '../deployment/commit';
import type { Project } from '../deployment/project';
import { showReviews, writeFailures, type ReviewConsole, type Verdict } from '../packages/plan-review/src/cli/show';
import type { Arguments } from './arguments';
import { nameOf } from './review-target';
import { planTargets } from './review-targets';

/** `trinity review`. @throws DeploymentError, ReviewError with the name of what cannot be read */
export async function review(
  args: Arguments,
  project: Project,
  signal: AbortSignal,
  out: ReviewConsole,
): Promise<Verdict> {
  const { targets = [], accept = {}, review: options } = args;
  if (!options) throw new TypeError('parseArguments gives every review its options');
  const planned = await planTargets(targets, options, project, signal);
  for (const warning of planned.warnings) out.warn([`WARNING: ${warning}`]);
  return showReviews(planned.targets, accept, options, out);
}

/** Says, where the reviews would have been written, why there are none: `trinity post` posts that in their place. */
export async function recordFailure(
  { targets = [], review: options }: Arguments,
  { stage, message, next }: DeploymentError,
  project: Project,
  out: ReviewConsole,
): Promise<void> {
  if (options?.write === undefined) return;
  const commit = await readCommit(project);
  const failures = targets.map((target) => ({
    name: nameOf(target, options),
    stage,
    reason: message,
    next: next.split('\n'),
    commit,
  }));
  writeFailures(failures, options.write, project.env, out);
}
