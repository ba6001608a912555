import { loadEnvironments } from '../../../environments';
import { partsOfStack } from '../../../environments/stack';
import { awsOf } from '../../../deployment/aws/clients';
import { readIndexReads } from '../../../deployment/index-reads';
import { readCommit } from '../../../deployment/commit';
import { acceptancesOf } from '../../../deployment/planned';
import type { Artifact } from '../../../deployment/reviewed/artifact';
import { contextOf, type Context } from '../../../deployment/project';
import { keepPlans, planEnvironment } from '../../../deployment/reviewed/plan-environment';
import { compareWithBase } from '../../../deployment/synthesis';
import { digestOf, droppedIndexes } from '../../../packages/plan-review/src/review';
import { findEnvironment, systemsFor } from '../../environment';
import { targetOf, type Target } from '../../../packages/plan-review/src/cli/plan-file';
import type { OnCheckout } from '../command';
import { nameOf, type Targets, type ReviewArguments } from './target';

/** Plans each system of an environment, or one stack, and asks AWS what its review has to know beside the plan. @throws DeploymentError */
export async function plan(name: string, options: ReviewArguments, on: OnCheckout): Promise<Target[]> {
  const parts = partsOfStack(name);
  const environment = findEnvironment(parts.environment, 'environment');
  const systems = systemsFor('each', environment, parts.system);
  const targets: Target[] = [];
  const kept: Artifact[] = [];
  for (const system of systems) {
    targets.push(await planSystem(contextOf({ ...on, environment, system }), options, (one) => kept.push(one)));
  }
  if (options.planOut !== undefined) keepPlans(options.planOut, kept, on.project);
  return targets;
}

async function planSystem(
  context: Context,
  options: ReviewArguments,
  keep: (artifact: Artifact) => void,
): Promise<Target> {
  const { planOut } = options;
  const { environment, stack, signal } = context;
  const planned = await planEnvironment(context, { toKeep: planOut !== undefined });
  try {
    const target = targetOf(planned.json, stack.name);
    if (planOut !== undefined) keep(planned.artifact());
    const indexReads = await readIndexReads(droppedIndexes(target.plan), awsOf(environment), signal);
    return {
      ...target,
      indexReads,
      name: nameOf(stack.name, options),
      ...groupOf(stack.name, options),
      commit: planned.commit,
      acceptances: acceptancesOf(environment),
    };
  } finally {
    planned.discard();
  }
}

/** An environment has one comment: its first system's review is called as it is. */
function groupOf(stack: string, options: Pick<ReviewArguments, 'name' | 'base'>): { readonly group?: string } {
  const { environment } = partsOfStack(stack);
  return environment === stack ? {} : { group: nameOf(environment, options) };
}

/** Compares what environments synthesize with what they synthesize at a commit. @throws DeploymentError */
export async function compare(names: readonly string[], ref: string, on: OnCheckout): Promise<Targets> {
  const { plans, base, warnings } = await compareWithBase(on.project, { ref, names, signal: on.signal });
  const commit = await readCommit(on.project);
  const environments = loadEnvironments(); // one that only the base has is reviewed as destroyed
  const acceptances = (name: string) =>
    environments.filter((one) => one.name === partsOfStack(name).environment).flatMap(acceptancesOf);
  const targets = plans.map(({ name, plan, json }) => ({
    plan,
    digest: digestOf(json),
    name: nameOf(name, { base }),
    ...groupOf(name, { base }),
    commit,
    base,
    // What only a plan can show is not found here: an acceptance of it is not left over.
    acceptances: acceptances(name).map((one) => ({ ...one, mayBeUnused: true })),
  }));
  return { targets, warnings };
}
