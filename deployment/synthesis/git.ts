import { DeploymentError } from '../errors';
import { runProcess, type Finished } from '../process';
import type { Project } from '../project';

/** @throws DeploymentError when there is no git, the signal's reason when it is aborted */
export async function git(project: Project, args: readonly string[], signal: AbortSignal): Promise<Finished> {
  try {
    const finished = await runProcess('git', args, { cwd: project.root, env: project.env, signal });
    signal.throwIfAborted();
    return finished;
  } catch (cause) {
    if (signal.aborted || (cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const next = 'Install git, or put it on the PATH.';
    throw new DeploymentError('invalid', 'git cannot be run, and it has what to compare with.', next, { cause });
  }
}
