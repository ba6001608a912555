import { join } from 'node:path';
import { describeCounts } from '../packages/plan-review/src/render/headline';
import { Bundles } from '../stacks/bundles';
import type { Aws } from './aws/clients';
import { failed, passed, type Check } from './checks';
import { listChanges } from './planned';
import type { Deployed } from './deployed';
import { stackOf, type Context, type Project } from './project';
import type { Plan, Terraform } from './terraform';
import * as meanwhile from './meanwhile';
import type { Demands } from './systems';

/**
 * That AWS has what this checkout synthesizes: looked at service by service, by Terraform as a whole, and end to end.
 *
 * @param plan that was made a moment ago and has not been applied. Default: Terraform plans now
 * @param demands what may be slow at most. Default: the verification waits as long as it sees fit
 * @throws DeploymentError when the state has no complete deploy
 */
export function verificationOf(
  project: Project,
  deployed: Deployed,
  aws: Aws,
  terraform: Terraform,
  { plan, demands }: { readonly plan?: Plan | undefined; readonly demands?: Demands } = {},
): Check[] {
  const bundles = readArchives({ project, system: deployed.system });
  return [
    noDifference(stackOf(deployed).name, terraform, plan),
    ...meanwhile.verify().verification(deployed, aws, { bundles, demands }),
  ];
}

/** Base64 SHA-256 of each function's archive in this checkout, by function of the system. */
export function readArchives({ project: { root }, system }: Pick<Context, 'project' | 'system'>): Map<string, string> {
  const bundles = new Bundles(join(root, 'cdktf.out'), system, root);
  return new Map(bundles.functionNames().map((name) => [name, bundles.archive(name).sourceCodeHash]));
}

/** Terraform, asked again at once, wants nothing more: a perpetual difference is a defect. */
const noDifference = (stack: string, terraform: Terraform, made?: Plan): Check => ({
  name: 'Terraform plans no change',
  async run() {
    const plan = made ?? (await look(terraform));
    const review = plan.review({ name: stack, commit: null, acceptances: [] });
    if (plan.isEmpty) return passed(`${review.unchanged} resources are as they were synthesized`);
    const changes = listChanges(review).map(({ action, address }) => `${action} ${address}`);
    return failed(
      `AWS differs from what this checkout synthesizes, ${describeCounts(review)}: ${changes.join(', ')}.`,
      `npx cdktf diff ${stack} shows each attribute; bin/trinity deploy ${stack} puts it right.`,
    );
  },
});

async function look(terraform: Terraform): Promise<Plan> {
  const plan = await terraform.plan({ lock: false });
  plan.discard();
  return plan;
}
