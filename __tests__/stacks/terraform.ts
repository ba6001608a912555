import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd, type Finished } from '../support/child';

/**
 * A directory into which `terraform init` put the AWS provider, from wherever this machine's Terraform gets it; or why
 * it could not.
 */
export function installProvider(): { readonly directory: string; readonly why?: string } {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-provider-'));
  const configuration = { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } } };
  writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration));
  const { status, stderr } = spawnSync('terraform', ['init', '-no-color', '-input=false'], {
    cwd: directory,
    encoding: 'utf8',
  });
  if (status === 0) return { directory };
  rmSync(directory, { recursive: true });
  const said = stderr.replace(/\s+/g, ' ').slice(0, 300);
  return { directory, why: `\`terraform init\` finds no provider hashicorp/aws 5.100.0: ${said}` };
}

/** Terraform on one synthesized stack, with its state in the stack's directory. */
export class Terraform {
  /** @param env what points the provider at an account. */
  constructor(
    private readonly directory: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    const backend = { terraform: { backend: { local: { path: 'terraform.tfstate' } } } };
    writeFileSync(join(directory, 'backend_override.tf.json'), JSON.stringify(backend));
  }

  async init(providerDirectory: string): Promise<void> {
    await this.succeed('init', `-plugin-dir=${join(providerDirectory, '.terraform', 'providers')}`);
  }

  async validate(): Promise<unknown> {
    return JSON.parse((await this.run('validate', '-json')).stdout);
  }

  /** What a plan would do, such as `create aws_dynamodb_table.rooms`, sorted. The plan is kept for `applyPlan`. */
  async plan(): Promise<string[]> {
    const { stdout } = await this.succeed('plan', '-json', '-input=false', '-out=plan');
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PlanMessage);
    return messages
      .flatMap(({ type, change }) => (type === 'planned_change' && change ? [change] : []))
      .map(({ action, resource }) => `${action} ${resource.addr}`)
      .sort();
  }

  async applyPlan(): Promise<void> {
    await this.succeed('apply', '-no-color', '-input=false', 'plan');
  }

  run(...args: string[]): Promise<Finished> {
    return runToEnd('terraform', args, { cwd: this.directory, env: this.env });
  }

  private async succeed(...args: string[]): Promise<Finished> {
    const finished = await this.run(...args);
    if (finished.status !== 0) {
      throw new Error(
        `terraform ${args.join(' ')} exited with ${finished.status}:\n${finished.stdout}\n${finished.stderr}`,
      );
    }
    return finished;
  }
}

interface PlanMessage {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}
