import { DeploymentError } from '../../../deployment/errors';
import { readPlanFile, type Target } from '../../../packages/plan-review/src/cli/plan-file';
import type { OnCheckout } from '../command';
import { isFile, type Targets, type ReviewArguments } from './target';

/**
 * What is to be reviewed: files are read, environments are planned, or, with a base, synthesized.
 *
 * @throws ReviewError, whose message begins with the file or environment; DeploymentError when planning fails
 */
export async function planTargets(options: ReviewArguments, on: OnCheckout): Promise<Targets> {
  const { plans: names } = options;
  const files = names.filter(isFile);
  if (files.length === names.length && options.base === undefined) {
    refusePlanOut(options);
    return { targets: files.map((file) => readTarget(file, options)), warnings: [] };
  }
  if (options.base !== undefined && files.length > 0) {
    const next = 'Give environments: --base compares what they synthesize.';
    throw new DeploymentError('invalid', `--base does not go with the file ${files[0]}.`, next);
  }
  // What plans and synthesizes takes half a second to load, and a file is reviewed in less.
  const { compare, plan }: typeof import('./environments') = require('./environments');
  if (options.base !== undefined) return compare(names, options.base, on);
  const targets: Target[] = [];
  for (const name of names)
    targets.push(...(isFile(name) ? [readTarget(name, options)] : await plan(name, options, on)));
  return { targets, warnings: [] };
}

const readTarget = (file: string, { name }: ReviewArguments): Target =>
  readPlanFile(file, {
    ...(name !== undefined && { name }),
    next: 'Give a file that terraform show -json printed, or an environment.',
  });

function refusePlanOut({ planOut }: ReviewArguments): void {
  if (planOut === undefined) return;
  throw new DeploymentError(
    'invalid',
    '--plan-out keeps the plan of an environment; a file is no plan that could be applied.',
    'Give an environment.',
  );
}
