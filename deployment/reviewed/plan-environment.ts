import { readFileSync } from 'node:fs';
import { build } from '../../build/synthesize';
import { digestOf } from '../../packages/plan-review/src/digest';
import { openJournal, planWithAdoption } from '../adoption';
import { requireAccount } from '../aws/account';
import { awsOf } from '../aws/clients';
import { readCommit, type Commit } from '../commit';
import { DeploymentError, type Stage } from '../errors';
import { explainOutside } from '../explain';
import { asStack, type Context } from '../project';
import { readServing } from '../serving';
import { openTerraform, type OnRefused, type SavedPlan } from '../terraform';
import { readArchives } from '../verify-environment';
import { writeArtifacts, type Artifact } from './artifact';
import { planKeyOf } from './key';
import { readLockFile } from './lock-file';
import { readStateIdentity } from './manifest';

/** A plan of an environment, to be reviewed. */
export interface PlannedEnvironment {
  /** What `terraform show -json` printed. Holds secrets. */
  readonly json: string;
  readonly commit: Commit | null;
  /** The state file, as it was before. Holds secrets. */
  readonly state: string;
  /** The plan, for `keepPlans`. @throws DeploymentError without a clean commit or a key */
  artifact(): Artifact;
  /** Removes what Terraform saved. */
  discard(): void;
}

export interface PlanOptions {
  /** What `artifact` would refuse is refused before anything slow. Default: false */
  readonly toKeep?: boolean;
  /** Told why a deploy would refuse the plan, once or more often. Default: it is refused here, too. */
  readonly onRefused?: OnRefused;
  /** Default: the clock. */
  readonly now?: () => Date;
}

/**
 * Plans what a deploy of this checkout would do, for a reviewer: nothing is locked or changed, and what a deploy would
 * refuse to destroy is planned all the same.
 *
 * @throws DeploymentError as a deploy does: `preflight` in the wrong account, `invalid` when it cannot be synthesized, `plan`
 */
export async function planEnvironment(context: Context, options: PlanOptions = {}): Promise<PlannedEnvironment> {
  const { project, environment, signal } = context;
  const commit = await readCommit(project);
  if (options.toKeep) requireKeepable(commit, context);
  const aws = awsOf(environment);
  await during('preflight', context, () => requireAccount(aws.sts, environment));
  await during('invalid', context, () => build({ root: project.root, environment: environment.name, signal }));
  return during('plan', context, async () => {
    const terraform = await openTerraform(context);
    await terraform.init();
    // Read before the plan is made: what changes meanwhile makes the plan refused, never applied.
    const state = await terraform.pullState();
    const live = await readServing(context, aws);
    const journal = await openJournal(context, aws.s3).read();
    const plan = await planWithAdoption(terraform, journal, context, aws, {
      toLook: true,
      onRefused: options.onRefused,
    });
    const json = await jsonOf(plan);
    const createdAt = (options.now?.() ?? new Date()).toISOString();
    return {
      json,
      commit,
      state,
      artifact() {
        const { sha } = requireKeepable(commit, context);
        const manifest = {
          schemaVersion: 1 as const,
          environment: context.stack.name,
          account: environment.account,
          region: environment.region,
          commit: sha,
          digest: digestOf(json),
          state: readStateIdentity(state),
          terraform: terraform.version,
          providers: readLockFile(context),
          archives: Object.fromEntries(readArchives(context)),
          serving: Object.fromEntries(live.map(({ name, version }) => [name, version])),
          createdAt,
        };
        return { manifest, plan: readFileSync(plan.file) };
      },
      discard: () => plan.discard(),
    };
  });
}

/**
 * Writes plans of stacks that are reviewed together, encrypted, for `deploy` to apply; whatever stands there is replaced.
 *
 * @throws DeploymentError without a key; the operating system's error when they cannot be written
 */
export const keepPlans = (file: string, artifacts: readonly Artifact[], { env }: Context['project']): void =>
  writeArtifacts(file, artifacts, planKeyOf(env));

async function jsonOf(plan: SavedPlan): Promise<string> {
  try {
    return await plan.json();
  } catch (error) {
    plan.discard();
    throw error;
  }
}

/** @throws DeploymentError without a key, or when no commit says what was planned */
function requireKeepable(commit: Commit | null, { project }: Context): { readonly key: Buffer; readonly sha: string } {
  const key = planKeyOf(project.env);
  if (commit && !commit.dirty) return { key, sha: commit.sha };
  throw new DeploymentError(
    'plan',
    commit
      ? `The checkout differs from its commit ${commit.sha}: a plan of it is not kept, since no commit says what was planned.`
      : 'This is no git checkout: a plan of it is not kept, since no commit says what was planned.',
    commit ? 'Commit the changes (git status shows them), or review without --plan-out.' : 'Review in a git checkout.',
  );
}

/** Faults of the outside world, said as a deploy says them. */
async function during<T>(stage: Stage, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DeploymentError || context.signal.aborted) throw error;
    throw explainOutside(error, stage, asStack(context)) ?? error;
  }
}
