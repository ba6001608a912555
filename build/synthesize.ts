import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openBundler, type Bundler } from './bundle';
import type { BundleReport } from './bundle-report';
import { judged } from './judged';
import { explainUnknown, isName } from '../environments/names';
import { stackName } from '../environments/stack';
import { own } from '../keys/own';
import { DEFAULT_SYSTEM, type SystemName } from '../model/systems';
import { UserError, withoutStack } from '../programs/user-error';

export interface BuildOptions {
  /** The checkout. */
  readonly root: string;
  /** All of its systems are synthesized. */
  readonly environment: string;
  /** Whose stack file is asked for. Default: the first one's. */
  readonly system?: SystemName;
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

/**
 * Bundles functions and resolvers and judges them, then synthesizes the environment, as `cdktf synth` does it. What the last
 * needs loads meanwhile.
 */
export function startBuild(options: BuildOptions, more: BuilderOptions = { judged: true }): Building {
  const builder = new Builder(options, more);
  const building = builder.start();
  void building.synthesized.catch(() => undefined).then(() => builder.close());
  return building;
}

/** The same, awaited. @returns the stack file @throws UserError with what was wrong */
export const build = (options: BuildOptions): Promise<string> => startBuild(options).synthesized;

/** The same for who deploys nothing of it: what is wrong, be it in another environment's file, does not end it. */
export const buildToLook = (options: BuildOptions): Promise<string> =>
  startBuild(options, { judged: false }).synthesized;

export interface BuilderOptions {
  /** Folders of the checkout: while nothing changes there, no more is bundled. Default: all is bundled each time. */
  readonly watched?: readonly string[];
  /** Whether a wrong type, and what AppSync would refuse, ends it. Default: neither is looked at. */
  readonly judged?: boolean;
}

/** Builds again and again. */
export class Builder {
  private readonly bundler: Bundler;
  private synthesis: Synthesis | undefined;

  constructor(
    private readonly options: BuildOptions,
    private readonly more: BuilderOptions = {},
  ) {
    this.bundler = openBundler({ root: options.root }, more.watched);
  }

  /** Loads what the next synthesis needs: it takes longer than the synthesis. */
  prepare(): void {
    this.synthesis ??= startSynthesis(this.options);
  }

  /** One at a time. */
  start(): Building {
    this.prepare();
    const { root, signal } = this.options;
    const bundling = this.bundler.bundle();
    const bundled = this.more.judged ? judged(bundling, { root, signal }) : bundling;
    const synthesize = async (): Promise<string> => {
      await bundled;
      const { synthesis } = this;
      try {
        await synthesis?.run();
      } finally {
        this.synthesis = undefined;
      }
      const { root, environment, system } = this.options;
      return findStack(root, environment, system);
    };
    const synthesized = synthesize();
    for (const part of [bundled, synthesized]) part.catch(() => undefined);
    return { bundled, synthesized };
  }

  /** Ends what is prepared, and what is underway. */
  async close(): Promise<void> {
    await this.synthesis?.end();
    await this.bundler.close();
  }
}

const RUNNER = join(__dirname, '../bin/run.cjs');
const EXPLAIN = join(__dirname, 'load-error.ts');

/**
 * Loads what `main.ts` loads, and keeps of it what packages are; waits for a word; runs `main.ts` for the environment that is
 * the argument, with the project's own files as they are then. What cannot be loaded is said without what to do next: a start
 * has to be run again, after a reload saving is enough.
 */
const SYNTHESIS = String.raw`
for (const part of ['./environments', './stacks/systems']) try { require(part); } catch {}
for (const file of Object.keys(require.cache)) if (!/[\\/]node_modules[\\/]/.test(file)) delete require.cache[file];
if (require('node:fs').readFileSync(0).length === 0) process.exit(1); // whoever has started it is gone
const context = JSON.parse(process.env.CDKTF_CONTEXT_JSON ?? '{}');
process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ ...context, environment: process.argv[1] });
try {
  require('./main.ts');
} catch (error) {
  const said = require(${JSON.stringify(EXPLAIN)}).explainLoadError(error);
  if (said === undefined) throw error;
  process.stderr.write(said + '\n');
  process.exitCode = 1;
}
`;

interface Synthesis {
  /** @throws UserError with what `main.ts` has said */
  run(): Promise<void>;
  end(): Promise<void>;
}

/** Runs `main.ts`, the second half of what `cdktf synth` runs, in a process of its own: what is changed is loaded afresh. */
function startSynthesis({ root, environment, signal }: BuildOptions): Synthesis {
  const child = spawn(process.execPath, ['--require', RUNNER, '-e', SYNTHESIS, environment], {
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
  return {
    run() {
      child.stdin.end('run');
      return ended;
    },
    end() {
      child.kill();
      return ended.catch(() => undefined);
    },
  };
}

/**
 * The stack file of a system in an environment.
 *
 * @throws UserError that lists the environments when there is none of this name
 */
export function findStack(root: string, environment: string, system: SystemName = DEFAULT_SYSTEM): string {
  const out = join(root, 'cdktf.out');
  const manifest = join(out, 'manifest.json');
  if (!existsSync(manifest)) throw new UserError(`There is no synthesized Terraform in ${out}. Run npm run synth.`);
  const { stacks } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  const name = stackName(environment, system);
  const stack = own(stacks, name);
  if (stack) return join(out, stack.synthesizedStackPath);
  if (!isName(environment)) throw new UserError(explainUnknown(environment));
  const there = Object.keys(stacks).join(', ');
  throw new UserError(`cdktf.out has no ${name}, only ${there}. Run npm run synth.`);
}
