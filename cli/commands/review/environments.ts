import { loadEnvironments } from '../../../environments';
import { awsOf } from '../../../deployment/aws/clients';
import { readIndexReads } from '../../../deployment/index-reads';
import { readCommit } from '../../../deployment/commit';
import { acceptancesOf } from '../../../deployment/planned';
import { contextOf } from '../../../deployment/project';
import { planEnvironment } from '../../../deployment/reviewed/plan-environment';
import { compareWithBase } from '../../../deployment/synthesis';
import { DEFAULT_SYSTEM } from '../../../model/systems';
import { digestOf, droppedIndexes } from '../../../packages/plan-review/src/review';
import { findEnvironment } from '../../environment';
import { targetOf, type Target } from '../../../packages/plan-review/src/cli/plan-file';
import type { OnCheckout } from '../command';
import { nameOf, type Targets, type ReviewArguments } from './target';

/** Plans an environment, and asks AWS what its review has to know beside the plan. @throws DeploymentError */
export async function plan(name: string, options: ReviewArguments, on: OnCheckout): Promise<Target> {
  const { planOut } = options;
  const environment = findEnvironment(name, 'environment');
  const context = contextOf({ ...on, environment, system: DEFAULT_SYSTEM });
  const planned = await planEnvironment(context, { toKeep: planOut !== undefined });
  try {
    const target = targetOf(planned.json, name);
    if (planOut !== undefined) planned.keep(planOut);
    const indexReads = await readIndexReads(droppedIndexes(target.plan), awsOf(environment), on.signal);
    return {
      ...target,
      indexReads,
      name: nameOf(name, options),
      commit: planned.commit,
      acceptances: acceptancesOf(environment),
    };
  } finally {
    planned.discard();
  }
}

/** Compares what environments synthesize with what they synthesize at a commit. @throws DeploymentError */
export async function compare(names: readonly string[], ref: string, on: OnCheckout): Promise<Targets> {
  const { plans, base, warnings } = await compareWithBase(on.project, { ref, environments: names, signal: on.signal });
  const commit = await readCommit(on.project);
  const environments = loadEnvironments(); // one that only the base has is reviewed as destroyed
  const acceptances = (name: string) => environments.filter((one) => one.name === name).flatMap(acceptancesOf);
  const targets = plans.map(({ name, plan, json }) => ({
    plan,
    digest: digestOf(json),
    name: nameOf(name, { base }),
    commit,
    base,
    // What only a plan can show is not found here: an acceptance of it is not left over.
    acceptances: acceptances(name).map((one) => ({ ...one, mayBeUnused: true })),
  }));
  return { targets, warnings };
}
