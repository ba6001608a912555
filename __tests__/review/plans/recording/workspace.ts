import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EmulatedAws } from '../../../../rehearsal/aws';
import { runToEnd } from '../../../support/child';
import type { Files, Recipe } from './step';

/** A directory in which Terraform works, with its state. */
export interface Workspace {
  /** @throws Error when Terraform fails where it should not, or does not where it should */
  follow(recipe: Recipe): Promise<void>;
  /** What `terraform show -json` prints of the last plan, to the byte. */
  show(): Promise<string>;
  remove(): void;
}

/** What Terraform itself keeps in a directory: all else is configuration. */
const KEPT = /^(\.terraform.*|terraform\.tfstate.*|plan)$/;

/** @param aws where the provider finds AWS */
export function openWorkspace(aws: EmulatedAws): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'recording-'));
  const directory = join(root, 'stacks', 'recorded'); // a configuration may have files beside it, as cdktf.out has
  mkdirSync(directory, { recursive: true });

  const terraform = async (args: readonly string[], fails = false): Promise<string> => {
    const options = { cwd: directory, env: { ...process.env, ...aws.env, CHECKPOINT_DISABLE: '1' } };
    const { status, stdout, stderr } = await runToEnd('terraform', args, options);
    if ((status !== 0) === fails) return stdout;
    throw new Error(`terraform ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  };
  return {
    async follow(recipe) {
      for (const step of recipe) {
        if ('configuration' in step) replaceConfiguration(directory, step.configuration);
        else if ('terraform' in step) await terraform([...step.terraform, '-no-color'], step.fails);
        else await step.outside(aws);
      }
    },
    show: () => terraform(['show', '-json', '-no-color', 'plan']),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function replaceConfiguration(directory: string, files: Files): void {
  for (const name of readdirSync(directory).filter((name) => !KEPT.test(name))) {
    rmSync(join(directory, name), { recursive: true });
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}
