import { DeploymentError } from '../errors';
import type { Context } from '../project';
import { git } from '../synthesis/git';

/** `OWNER/REPOSITORY`, or with the ids that GitHub sends of newer repositories: `OWNER@1/REPOSITORY@2`. */
const REPOSITORY = /^(?:repo:)?([\w.-]+(@\d+)?)\/([\w.-]+(@\d+)?)$/;
const GITHUB = /^(?:https:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@)github\.com(?::22)?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;

const NEXT = 'Say it: --repository OWNER/REPOSITORY.';

/**
 * What the subject of GitHub's tokens begins with: `repo:OWNER/REPOSITORY`.
 *
 * @param given a repository, as it was written. Default: the one that `origin` is
 * @throws DeploymentError when that is no repository of GitHub
 */
export async function subjectOf(given: string | undefined, context: Context): Promise<string> {
  const repository = given ?? (await originOf(context));
  const [, owner, ownerId, name, nameId] = REPOSITORY.exec(repository) ?? [];
  if (owner !== undefined && (ownerId === undefined) === (nameId === undefined)) return `repo:${owner}/${name}`;
  const allowed = "OWNER/REPOSITORY, or with both ids OWNER@123456/REPOSITORY@456789, as GitHub's tokens have it";
  throw new DeploymentError('invalid', `--repository is "${repository}"; allowed: ${allowed}.`, NEXT);
}

async function originOf({ project, signal }: Context): Promise<string> {
  const { status, stdout } = await git(project, ['remote', 'get-url', 'origin'], signal);
  if (status !== 0) {
    throw new DeploymentError(
      'invalid',
      'This checkout has no remote called origin: nobody knows its repository.',
      NEXT,
    );
  }
  const url = stdout.trim();
  const repository = GITHUB.exec(url)?.[1];
  if (repository !== undefined) return repository;
  const shown = url.replace(/\/\/[^@/]+@/, '//…@'); // it may have a token
  throw new DeploymentError('invalid', `The remote origin is ${shown}, which is no repository on github.com.`, NEXT);
}
