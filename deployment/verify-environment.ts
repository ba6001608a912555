import { join } from 'node:path';
import { Bundles } from '../stacks/bundles';
import type { Aws } from './aws/clients';
import { failed, passed, type Check } from './checks';
import { ofType, type Deployed } from './deployed';
import type { Context } from './project';
import { countChanges, describeCounts, type Terraform } from './terraform';
import { verification } from './verify';

/** That AWS has what this checkout synthesizes: looked at service by service, by Terraform as a whole, and end to end. */
export function verificationOf(
  { project, environment }: Context,
  deployed: Deployed,
  aws: Aws,
  terraform: Terraform,
): Check[] {
  const archives = new Bundles(join(project.root, 'cdktf.out'));
  const functions = ofType(deployed, 'aws_lambda_function').map(({ name }) => name);
  const bundles = new Map(functions.map((name) => [name, archives.archive(name).sourceCodeHash]));
  return [noDifference(environment.name, terraform), ...verification(deployed, aws, { bundles })];
}

/** Terraform, asked again at once, wants nothing more: a perpetual difference is a defect. */
const noDifference = (environment: string, terraform: Terraform): Check => ({
  name: 'Terraform plans no change',
  async run() {
    const plan = await terraform.plan();
    plan.discard();
    if (plan.isEmpty) return passed(`${plan.unchanged} resources are as they were synthesized`);
    const changes = plan.changes.map(({ action, address }) => `${action} ${address}`);
    return failed(
      `AWS differs from what this checkout synthesizes, ${describeCounts(countChanges(plan))}: ${changes.join(', ')}.`,
      `npx cdktf diff ${environment} shows each attribute; npx trinity deploy ${environment} puts it right.`,
    );
  },
});
