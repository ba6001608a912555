import * as z from 'zod';
import type { GitHub } from './client';
import type { Conversation } from './comments';
import { parseAnswer } from './parse';
import { unless } from './unless';

export interface Label {
  readonly name: string;
  /** Hexadecimal, without `#`. */
  readonly color: string;
  /** At most 100 characters. */
  readonly description: string;
}

/** Those that are set and removed here; others are left alone. */
export const LABELS: readonly Label[] = [
  { name: 'plan: destroys', color: 'b60205', description: 'A plan destroys or replaces resources' },
  { name: 'plan: blocked', color: 'd93f0b', description: 'A plan has findings that nobody has accepted' },
];

export interface LabelChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * @param wanted names, of those in `LABELS`, that hold now
 * @param isAll whether no other holds: the others are removed. Default: yes
 * @throws GitHubError
 * @throws Error when a name is not in `LABELS`: a bug
 */
export async function syncLabels(
  github: GitHub,
  { repository, number }: Pick<Conversation, 'repository' | 'number'>,
  wanted: readonly string[],
  isAll = true,
): Promise<LabelChanges> {
  const unknown = wanted.find((name) => !LABELS.some((label) => label.name === name));
  if (unknown !== undefined) throw new Error(`${unknown} is no label of a review (src/github/labels.ts).`);
  const path = `/repos/${repository}/issues/${number}/labels`;
  const present = parseAnswer(z.array(z.object({ name: z.string() })), await github.list(path), `GET ${path}`);
  // GitHub does not tell names apart by their case.
  const has = (label: Label) => present.some(({ name }) => name.toLowerCase() === label.name);
  const added = LABELS.filter((label) => wanted.includes(label.name) && !has(label));
  const removed = LABELS.filter((label) => isAll && !wanted.includes(label.name) && has(label));
  for (const label of added) await create(github, repository, label);
  if (added.length > 0) await github.request('POST', path, { labels: added.map(({ name }) => name) });
  for (const { name } of removed) await unless([404], github.request('DELETE', `${path}/${encodeURIComponent(name)}`));
  return { added: added.map(({ name }) => name), removed: removed.map(({ name }) => name) };
}

/** Added to a pull request before it exists, a label would get GitHub's grey and no description. */
async function create(github: GitHub, repository: string, label: Label): Promise<void> {
  const path = `/repos/${repository}/labels`;
  const exists = await unless([404], github.request('GET', `${path}/${encodeURIComponent(label.name)}`));
  if (!exists) await unless([422], github.request('POST', path, label)); // another run was quicker
}
