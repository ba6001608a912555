import { digestOf } from '../../packages/plan-review/src/digest';
import { requireNothingInTheWay } from '../adoption';
import type { Aws } from '../aws/clients';
import { DeploymentError } from '../errors';
import type { LiveFunction } from '../functions/aliases';
import type { Context } from '../project';
import type { SavedPlan, Terraform } from '../terraform';
import { readArtifacts, type Artifact } from './artifact';
import { planKeyOf } from './key';
import { restoreLockFile } from './lock-file';
import { readStateIdentity } from './manifest';
import { refuserOf, type Refuse } from './refuse';
import {
  requireRecent,
  requireSameArchives,
  requireSameCommit,
  requireSamePlace,
  requireSameServing,
  requireSameState,
  requireSameTerraform,
} from './same';

/** Plans, and what people have approved. */
export interface Reviewed {
  /** What `trinity review --plan-out` wrote. */
  readonly file: string;
  /** The reviews', of one stack or more. */
  readonly digests: readonly string[];
}

/** A plan that was reviewed, and is applied only where all is as it was then. */
export interface ReviewedPlan {
  /** @throws DeploymentError when this checkout builds other functions than those that were planned */
  requireSameArchives(archives: ReadonlyMap<string, string>): void;
  /**
   * The plan, for an apply.
   *
   * @param live what serves now
   * @throws DeploymentError when somebody has deployed or rolled back, or the plan is not the one that was reviewed
   */
  reopen(terraform: Terraform, live: readonly LiveFunction[], aws: Aws): Promise<SavedPlan>;
}

/**
 * Opens the stack's plan of those that were reviewed, and compares all that can be compared without AWS.
 *
 * @param now default: the clock
 * @throws DeploymentError of the stage `plan`, with what differs, when it may not be applied here and now
 */
export async function openReviewed(
  { file, digests }: Reviewed,
  context: Context,
  now: Date = new Date(),
): Promise<ReviewedPlan> {
  const refuse = refuserOf(context.stack.name, file);
  const all = readArtifacts(file, planKeyOf(context.project.env), refuse);
  const artifact = all.find(({ manifest: { environment } }) => environment === context.stack.name) ?? all[0];
  const { manifest } = artifact;
  requireSamePlace(manifest, context, refuse);
  if (!digests.includes(manifest.digest)) {
    throw refuse(`${file} has the plan ${manifest.digest}; what was reviewed is ${digests.join(', ')}.`);
  }
  requireRecent(manifest, now, refuse);
  await requireSameCommit(manifest, context, refuse);
  await requireSameTerraform(manifest, context, refuse);
  return {
    requireSameArchives: (archives) => requireSameArchives(manifest, archives, refuse),
    async reopen(terraform, live, aws) {
      requireSameState(manifest, readStateIdentity(await terraform.pullState()), context, refuse);
      requireSameServing(manifest, live, refuse);
      restoreLockFile(manifest.providers, context);
      const plan = await reopen(artifact, terraform, refuse);
      try {
        await requireNothingInTheWay(plan, context, aws);
        return plan;
      } catch (error) {
        plan.discard();
        throw error instanceof DeploymentError ? refuse(error.message, error.next) : error;
      }
    },
  };
}

async function reopen({ manifest, plan: bytes }: Artifact, terraform: Terraform, refuse: Refuse): Promise<SavedPlan> {
  const plan = await terraform.reopen(bytes);
  const digest = digestOf(await plan.json());
  if (digest === manifest.digest) return plan;
  plan.discard();
  throw refuse(`Terraform shows another plan than the one that was reviewed: ${digest} instead of ${manifest.digest}.`);
}
