import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { GitHubError } from './error';
import type { PullRequest } from './post';

export interface PullRequestEvent extends PullRequest {
  /** Whether the head is of another repository: the token can only read then. */
  readonly isFork: boolean;
}

const NEXT = 'Run it in a workflow on pull_request, where GITHUB_EVENT_PATH names the file.';

const repository = z.object({ full_name: z.string().regex(/^[\w-]+\/(?!\.\.?$)[\w.-]+$/, 'has to be owner/name') });

const eventSchema = z.object({
  repository,
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({
      sha: z.string().regex(/^[0-9a-f]{40,64}$/, 'has to be a commit'),
      repo: repository.nullable(), // null when the fork was deleted
    }),
  }),
});

/**
 * The pull request that a workflow runs for.
 *
 * @param file GITHUB_EVENT_PATH
 * @throws GitHubError when the file cannot be read, or is about something else
 */
export function readPullRequest(file: string): PullRequestEvent {
  const event = parse(file);
  if (typeof event === 'object' && event !== null && !('pull_request' in event)) {
    throw new GitHubError(`The event in ${file} is not about a pull request: it has no pull_request.`, NEXT);
  }
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'as a whole'}: ${message}`);
    throw new GitHubError(`The event in ${file} is not GitHub's: ${problems.join('; ')}.`, NEXT);
  }
  const { full_name: base } = parsed.data.repository;
  const { number, head } = parsed.data.pull_request;
  return { repository: base, number, sha: head.sha, isFork: head.repo?.full_name !== base };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new GitHubError(`The event cannot be read: ${(error as Error).message}.`, NEXT);
  }
}
