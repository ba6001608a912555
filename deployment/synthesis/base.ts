import { DeploymentError } from '../errors';
import type { Project } from '../project';
import { git } from './git';

/** What a checkout is compared with. */
export interface Base {
  readonly sha: string;
  /** What makes the comparison show more, or less, than this checkout changes. */
  readonly warnings: readonly string[];
}

/**
 * @param ref anything that git takes for a commit: `origin/main`, `HEAD~1`, a hash
 * @throws DeploymentError (`invalid`) for what is no commit here, and outside a git checkout
 */
export async function findBase(project: Project, ref: string, signal: AbortSignal): Promise<Base> {
  const shallow = await git(project, ['rev-parse', '--is-shallow-repository'], signal);
  if (shallow.status !== 0) {
    const message = `${project.root} is no git checkout: there is nothing to compare it with.`;
    throw new DeploymentError('invalid', message, 'Run it in a clone of the repository.');
  }
  const isShallow = shallow.stdout.trim() === 'true';
  const found = await git(project, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], signal);
  const sha = found.stdout.trim();
  if (found.status !== 0 || !/^[0-9a-f]{40,64}$/.test(sha)) throw unknownRef(ref, isShallow);
  return { sha, warnings: isShallow ? [] : await warnOfMissing(project, ref, sha, signal) };
}

function unknownRef(ref: string, isShallow: boolean): DeploymentError {
  const why = isShallow ? ': this clone is shallow, and may lack it' : '';
  const fetch = `git fetch origin ${ref.replace(/^origin\//, '')}`;
  const next = `Get it with ${fetch} (in a workflow: actions/checkout with fetch-depth: 0), or name another with --base; git branch --all lists what there is.`;
  return new DeploymentError('invalid', `git knows no commit ${JSON.stringify(ref)} here${why}.`, next);
}

/** What the base has and this checkout has not looks as if this checkout took it away. */
async function warnOfMissing(project: Project, ref: string, sha: string, signal: AbortSignal): Promise<string[]> {
  const { stdout } = await git(project, ['rev-list', '--count', sha, '--not', 'HEAD'], signal);
  const count = Number(stdout);
  if (!(count > 0)) return [];
  const commits = count === 1 ? '1 commit that' : `${count} commits that`;
  return [
    `${ref} has ${commits} this checkout lacks: what they change shows here as taken back. Merge ${ref}, or compare with $(git merge-base HEAD ${ref}).`,
  ];
}
