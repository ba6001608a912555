import { join } from 'node:path';
import { deployOptions, expectEnd } from '../rehearsal/phases/phase';
import { reportOf } from '../rehearsal/trinity';
import { createWorld } from '../rehearsal/world';
import { median } from './statistics';

const root = join(__dirname, '..');

/** Of staging, deployed to an AWS on this machine. Medians; the two commands take turns. */
export interface DeployFigures {
  readonly runs: number;
  /** What Terraform is asked for, such as `plan`. */
  readonly commands: { readonly first: string[]; readonly unchanged: string[] };
  /** Of `trinity deploy` when nothing changes, from its start to its end, the step `verify` apart. */
  readonly unchangedMs: number;
  /** Of that step. */
  readonly verifyMs: number;
  /** Of `terraform plan` in the same directory. */
  readonly planMs: number;
  /** To reach: at most 1.5. */
  readonly ratio: number;
}

/** @throws UserError when a program is missing that the rehearsal needs */
export async function measureDeploy(runs: number): Promise<DeployFigures> {
  const world = await createWorld(root, 'staging', process.env, { provider: 'own' });
  const { shell, terraform } = world;
  try {
    expectEnd(await shell.as('administrator').trinity('bootstrap'), 0);
    const deploy = async () => {
      terraform.take();
      const ended = await shell.trinity('deploy', ...deployOptions(world));
      expectEnd(ended, 0);
      const verify = reportOf(ended).steps.find(({ name }) => name === 'verify');
      return { ms: ended.seconds * 1000, verifyMs: verify?.durationMs ?? 0, commands: terraform.take() };
    };
    const { commands: first } = await deploy();
    const deploys: Awaited<ReturnType<typeof deploy>>[] = [];
    const plans: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      deploys.push(await deploy());
      const plan = await shell.run('terraform', '-chdir=cdktf.out/stacks/staging', 'plan', '-input=false');
      expectEnd(plan, 0, 'No changes.');
      plans.push(plan.seconds * 1000);
    }
    const unchangedMs = median(deploys.map(({ ms, verifyMs }) => ms - verifyMs));
    const planMs = median(plans);
    return {
      runs,
      commands: { first, unchanged: deploys[0]!.commands },
      unchangedMs,
      verifyMs: median(deploys.map(({ verifyMs }) => verifyMs)),
      planMs,
      ratio: unchangedMs / planMs,
    };
  } finally {
    await world.close();
  }
}
