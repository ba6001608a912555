import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeploymentError } from '../errors';
import type { Project } from '../project';
import { git } from './git';
import { HERE, runApp, type Stacks } from './run-app';

/** What a commit synthesizes. */
export interface SynthesisAt {
  readonly stacks: Stacks;
  /** Whether package-lock.json is another one there: it is synthesized with this checkout's packages all the same. */
  readonly hasOtherPackages: boolean;
}

/** Synthesizes the files as they are now, without touching cdktf.out. @throws DeploymentError (`invalid`) */
export function synthesizeHere(project: Project, signal: AbortSignal): Promise<Stacks> {
  return inPrivate((outdir) => runApp({ name: HERE, project, outdir, place: project.root }, signal));
}

/**
 * Synthesizes a commit with its own code. The index and the files of the checkout stay as they are.
 *
 * @param sha of a commit that is there: `findBase`
 * @throws DeploymentError (`invalid`)
 */
export function synthesizeAt(project: Project, sha: string, signal: AbortSignal): Promise<SynthesisAt> {
  return inPrivate(async (directory) => {
    const top = join(directory, 'checkout');
    const root = join(top, await writeFiles(project, sha, directory, top, signal));
    const outdir = join(directory, 'out');
    mkdirSync(outdir);
    const [packages, copy] = [join(project.root, 'node_modules'), join(root, 'node_modules')];
    if (existsSync(packages) && !existsSync(copy) && existsSync(root)) symlinkSync(packages, copy);
    const stacks = await runApp({ name: sha, project: { ...project, root }, outdir, place: project.root }, signal);
    return { stacks, hasOtherPackages: lockOf(root) !== lockOf(project.root) };
  });
}

/** @returns where the project is within the repository: '' at its top */
async function writeFiles(
  project: Project,
  sha: string,
  directory: string,
  top: string,
  signal: AbortSignal,
): Promise<string> {
  const where = await git(project, ['rev-parse', '--show-toplevel', '--show-prefix'], signal);
  const [root = project.root, prefix = ''] = where.stdout.split('\n');
  const env = { ...project.env, GIT_INDEX_FILE: join(directory, 'index') };
  for (const args of [
    ['read-tree', sha],
    ['checkout-index', '--all', `--prefix=${top}/`],
  ]) {
    const { status, stderr } = await git({ root, env }, args, signal);
    if (status === 0) continue;
    const next = 'git fsck says what is missing; git fetch gets it.';
    throw new DeploymentError('invalid', `The files of ${sha} cannot be read: ${stderr.trim()}`, next);
  }
  return prefix;
}

const lockOf = (root: string): string | undefined => {
  const file = join(root, 'package-lock.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

async function inPrivate<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'trinity-synthesis-')));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
