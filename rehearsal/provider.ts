import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cdktf } from '@cdktf/provider-aws/package.json';
import { messageOf, UserError } from '../programs/user-error';
import { startGuarded } from './guarded';

const { name, version } = cdktf.provider;

/**
 * A directory into which `terraform init` put the AWS provider of this project, from wherever this machine's Terraform
 * gets it; or why it could not.
 */
export function installProvider(env: NodeJS.ProcessEnv): {
  readonly directory: string;
  readonly why?: string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-provider-'));
  const configuration = { terraform: { required_providers: { aws: { source: name, version } } } };
  writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration));
  const { status, stderr, error } = spawnSync('terraform', ['init', '-no-color', '-input=false'], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  if (status === 0) return { directory };
  rmSync(directory, { recursive: true });
  const said = error ? messageOf(error) : stderr.replace(/\s+/g, ' ').slice(0, 300);
  return { directory, why: `\`terraform init\` finds no provider ${name} ${version}: ${said}` };
}

/**
 * For a process of Terraform or a provider. Both are Go programs, which read the schema of 1,500 resource types, and by
 * themselves collect garbage all the while: a third of a plan's CPU time. With this they do so from 1 GiB on.
 */
export const SELDOM_COLLECTED = { GOGC: 'off', GOMEMLIMIT: '1GiB' } as const;

export interface RunningProvider {
  /** For TF_REATTACH_PROVIDERS of a Terraform command. */
  readonly reattach: string;
  /** Of the stack that it is for. */
  readonly directory: string;
  /** Whose credentials it has. */
  readonly accessKeyId: string | undefined;
  close(): Promise<void>;
}

/**
 * Starts the provider once, for all Terraform commands that get what it gives in TF_REATTACH_PROVIDERS. By itself each
 * command starts one, and half of its time goes into the schema of 1,500 resource types.
 * https://developer.hashicorp.com/terraform/plugin/debugging
 *
 * @param installed directory in which `terraform init` was run
 * @param directory of the stack: files that its resources name are looked for from there
 * @param env what points it at an account: that of the commands says nothing
 * @throws UserError when it does not start
 */
export async function startProvider(
  installed: string,
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<RunningProvider> {
  mkdirSync(directory, { recursive: true });
  const { child, end } = startGuarded([programOf(installed), '-debug'], {
    cwd: directory,
    // With a bundle, a second command is refused ("unable to add custom RootCAs"); the AWS on this machine needs none.
    env: { ...env, ...SELDOM_COLLECTED, AWS_CA_BUNDLE: undefined },
    stdio: ['pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, reattach] = /TF_REATTACH_PROVIDERS='(.+)'/.exec(line) ?? [];
    if (reattach === undefined) continue;
    child.stdout!.resume(); // what it says from now on is nobody's
    return { reattach, directory, accessKeyId: env.AWS_ACCESS_KEY_ID, close: end };
  }
  await end();
  throw new UserError(`The provider ${name} ${version} does not start (exit code ${child.exitCode}).`);
}

function programOf(installed: string): string {
  const platforms = join(installed, '.terraform', 'providers', name, version);
  const [platform = ''] = readdirSync(platforms);
  const directory = join(platforms, platform);
  const program = readdirSync(directory).find((file) => file.startsWith('terraform-provider-'));
  return join(directory, program ?? 'terraform-provider-aws');
}
