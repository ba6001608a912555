import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from './process';
import type { Project } from './project';

/** What is checked out. */
export interface Commit {
  readonly sha: string;
  /** Whether files differ from it, new ones that git does not ignore included. */
  readonly dirty: boolean;
}

/** @returns null outside a git checkout, or where there is no git */
export async function readCommit(project: Project): Promise<Commit | null> {
  const sha = await git(project, ['rev-parse', 'HEAD']);
  if (sha === undefined) return null;
  return { sha, dirty: (await git(project, ['status', '--porcelain'])) !== '' };
}

/**
 * Git's hash of all files as they are now, tracked or new, but not of ignored ones: the same for the same content on
 * every machine.
 *
 * @returns undefined outside a git checkout
 */
export async function hashTree(project: Project): Promise<string | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'trinity-index-'));
  try {
    const objects = await git(project, ['rev-parse', '--path-format=absolute', '--git-path', 'objects']);
    if (objects === undefined) return undefined;
    const env = {
      ...project.env,
      // The user's own index and objects stay as they are.
      GIT_INDEX_FILE: join(directory, 'index'),
      GIT_OBJECT_DIRECTORY: directory,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
    };
    if ((await git({ ...project, env }, ['add', '--all', '.'])) === undefined) return undefined;
    return await git({ ...project, env }, ['write-tree']);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function git({ root, env }: Project, args: readonly string[]): Promise<string | undefined> {
  try {
    const { status, stdout } = await runProcess('git', args, { cwd: root, env });
    return status === 0 ? stdout.trim() : undefined;
  } catch {
    return undefined; // no git
  }
}
