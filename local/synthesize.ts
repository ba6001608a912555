import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundle, BundleError, type BundleReport } from '../build/bundle';
import { own } from '../keys/own';
import { UserError } from './user-error';

export interface BuildOptions {
  /** The checkout. */
  root: string;
  environment: string;
  /** Of the checkout, begun already. Default: they are bundled now. */
  bundled?: Promise<BundleReport>;
  /** Ends it. */
  signal: AbortSignal;
  /** Told after each step. */
  step: (step: 'bundle' | 'synthesize', detail: string) => void;
}

/** From the sources to the environment's stack file, as `cdktf synth` does it. @returns the file */
export async function build({ root, environment, bundled, signal, step }: BuildOptions): Promise<string> {
  const { functions, resolvers, appsyncFunctions } = await bundleSources(bundled ?? bundle({ root }));
  const parts = [
    `${functions.length} functions`,
    `${resolvers.length} resolvers`,
    `${appsyncFunctions.length} AppSync functions`,
  ];
  step('bundle', parts.join(', '));
  await synthesize(root, signal);
  step('synthesize', environment);
  return findStack(root, environment);
}

/** Bundles functions and resolvers into `cdktf.out`. @throws UserError with the problems of all files */
async function bundleSources(bundled: Promise<BundleReport>): Promise<BundleReport> {
  try {
    return await bundled;
  } catch (error) {
    if (error instanceof BundleError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

/**
 * Runs `main.ts`, the second half of what `cdktf synth` runs, in a process of its own: a changed stack is loaded afresh.
 *
 * @param signal ends it
 * @throws UserError with what it said
 */
async function synthesize(root: string, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new UserError(`The synthesis failed:\n${withoutStack(said) || `main.ts ended with exit code ${code}`}`);
}

/** The stack file of an environment. @throws UserError that lists the environments when there is none of this name */
export function findStack(root: string, environment: string): string {
  const out = join(root, 'cdktf.out');
  const manifest = join(out, 'manifest.json');
  if (!existsSync(manifest)) throw new UserError(`There is no synthesized Terraform in ${out}. Run npm run synth.`);
  const { stacks } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const stack = own(stacks, environment);
  if (stack) return join(out, stack.synthesizedStackPath);
  throw new UserError(
    `There is no environment "${environment}". There are: ${Object.keys(stacks).join(', ')} (environments/).`,
  );
}

/** Messages of our own errors are whole; of a crash, the lines of the stack say nothing to who changed a file. */
const withoutStack = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s+at |^Node\.js v/.test(line))
    .join('\n')
    .trim();
