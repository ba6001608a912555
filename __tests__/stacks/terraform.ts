import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SELDOM_COLLECTED, startProvider, type RunningProvider } from '../../rehearsal/provider';
import { runToEnd, type Finished } from '../support/child';

/** Terraform on one synthesized stack, with its state in the stack's directory, and one provider for all commands. */
export class Terraform {
  private provider?: RunningProvider;

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
    this.provider = await startProvider(this.directory, this.directory, this.env);
  }

  async close(): Promise<void> {
    await this.provider?.close();
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
    const attached = this.provider && { TF_REATTACH_PROVIDERS: this.provider.reattach };
    const env = { ...this.env, ...SELDOM_COLLECTED, ...attached };
    return runToEnd('terraform', args, { cwd: this.directory, env });
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
