import type { GitHub } from './client';

export interface CommitStatus {
  /** `staging`; GitHub shows `plan-review / staging`. */
  readonly name: string;
  /** The command that reviews: `plan-review`. */
  readonly by: string;
  readonly state: 'success' | 'failure' | 'error';
  /** One line; cut at 140 characters. */
  readonly description: string;
  /** Where the details are. */
  readonly url?: string | undefined;
}

/** Characters that GitHub takes. */
const MOST_CHARACTERS = 140;

/**
 * A later one of the same name takes the place of this one.
 *
 * @param repository `owner/name`
 * @throws GitHubError
 */
export async function setStatus(
  github: GitHub,
  { repository, sha }: { readonly repository: string; readonly sha: string },
  { name, by, state, description, url }: CommitStatus,
): Promise<void> {
  await github.request('POST', `/repos/${repository}/statuses/${sha}`, {
    context: `${by} / ${name}`,
    state,
    description: cut(description),
    ...(url !== undefined && { target_url: url }),
  });
}

/** By code points: half a character would be refused. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
