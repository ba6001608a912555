import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundle, BundleError, type BundleReport } from '../build/bundle';
import { own } from '../keys/own';
import { UserError, withoutStack } from './user-error';

export interface BuildOptions {
  /** The checkout. */
  readonly root: string;
  readonly environment: string;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** From the sources to the environment's stack file, underway. Whoever awaits a part gets its error. */
export interface Building {
  /** @throws BundleError with the problems of all files */
  readonly bundled: Promise<BundleReport>;
  /** The stack file. @throws UserError with what was wrong, be it with the bundles */
  readonly synthesized: Promise<string>;
}

/** Bundles functions and resolvers, then synthesizes, as `cdktf synth` does it. What the second needs loads during the first. */
export function startBuild({ root, environment, signal }: BuildOptions): Building {
  const stopping = new AbortController();
  const synthesis = startSynthesis(root, AbortSignal.any([signal, stopping.signal]));
  const bundled = bundle({ root });
  const synthesize = async (): Promise<string> => {
    try {
      await bundled;
    } catch (error) {
      stopping.abort();
      await synthesis.ended.catch(() => undefined);
      if (error instanceof BundleError) throw new UserError(error.message, { cause: error });
      throw error;
    }
    synthesis.begin();
    await synthesis.ended;
    return findStack(root, environment);
  };
  const synthesized = synthesize();
  for (const part of [bundled, synthesized]) part.catch(() => undefined);
  return { bundled, synthesized };
}

/** The same, awaited. @returns the stack file @throws UserError with what was wrong */
export const build = (options: BuildOptions): Promise<string> => startBuild(options).synthesized;

/** Loads what `main.ts` loads; waits for the end of standard input; runs it. What cannot be loaded, `main.ts` says. */
const SYNTHESIS = `
try { require('./stacks/environment-stack'); } catch {}
require('node:fs').readFileSync(0);
require('./main.ts');
`;

/**
 * Runs `main.ts`, the second half of what `cdktf synth` runs, in a process of its own: a changed stack is loaded afresh.
 *
 * @param signal ends it
 */
function startSynthesis(root: string, signal: AbortSignal): { begin(): void; readonly ended: Promise<void> } {
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', SYNTHESIS], {
    cwd: root,
    stdio: ['pipe', 'ignore', 'pipe'],
    signal,
  });
  child.stdin.on('error', () => undefined); // it has ended: `ended` says why
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const why = withoutStack(said) || `main.ts ended with exit code ${code}`;
      reject(new UserError(`The synthesis failed:\n${why}`));
    });
  });
  ended.catch(() => undefined);
  return { begin: () => void child.stdin.end(), ended };
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
