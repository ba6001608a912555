import * as z from 'zod';
import type { GitHub } from './client';
import { parseAnswer } from './parse';
import { unless } from './unless';

/** Where comments and labels go. */
export interface Conversation {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  /** The command that reviews: `plan-review`. Comments of another one are left alone. */
  readonly by: string;
  /** Login that the token writes as: only its comments are taken for ours. @default github-actions[bot] */
  readonly author?: string;
}

export type CommentOutcome = 'created' | 'updated' | 'unchanged';

/** Characters (UTF-16 code units, of which there are never fewer than GitHub counts) that a comment may have. */
export const MOST_CHARACTERS = 65_536;

/** Characters that each part of a review of this name may have: the marker takes the rest. */
export const spaceFor = (name: string, by: string): number => MOST_CHARACTERS - markerOf(by, name, 99).length - 1;

/**
 * One comment a part, found again by the marker at its very start and updated in place; one that is equal is not touched.
 * Duplicates and parts that are no longer there are deleted. A comment that cannot be changed is replaced by a new one.
 *
 * @param parts Markdown; a second one exists only when the first has no space left
 * @throws GitHubError when a part cannot be written
 * @throws Error when there is no part, or one is too long: a bug
 */
export async function upsertComments(
  github: GitHub,
  to: Conversation,
  name: string,
  parts: readonly string[],
): Promise<CommentOutcome> {
  const bodies = parts.map((part, index) => `${markerOf(to.by, name, index + 1)}\n${part}`);
  if (bodies.length === 0) throw new Error(`The review of ${name} has no part to post.`);
  const tooLong = bodies.find((body) => body.length > MOST_CHARACTERS);
  if (tooLong !== undefined) {
    throw new Error(`A comment on ${name} has ${tooLong.length} characters; GitHub takes ${MOST_CHARACTERS}.`);
  }
  const found = await find(github, to, name);
  const written: Written[] = [];
  for (const [index, body] of bodies.entries()) {
    const candidates = found.filter(({ part }) => part === index + 1);
    written.push(await write(github, to, body, candidates));
  }
  // A POST that was repeated may have been carried out twice.
  const rest = written.some(({ repeated }) => repeated) ? await find(github, to, name) : found;
  for (const { id } of rest) {
    if (!written.some((one) => one.id === id)) await remove(github, to, id);
  }
  const outcomes = written.map(({ outcome }) => outcome);
  return outcomes.find((one) => one === 'created') ?? outcomes.find((one) => one === 'updated') ?? 'unchanged';
}

/** It may not be changed, or is gone by now. */
const REFUSED = [403, 404];

interface Found {
  readonly id: number;
  readonly body: string;
  readonly part: number;
}

interface Written {
  readonly id: number;
  readonly outcome: CommentOutcome;
  readonly repeated: boolean;
}

const comment = z.object({ id: z.int(), body: z.string(), user: z.object({ login: z.string() }).nullable() });
const created = z.object({ id: z.int() });

/** `-->` and a number at the end of a name must not be taken for the marker's own. */
const encode = (name: string): string => encodeURIComponent(name).replace(/%20(?!\d+$)/g, ' ');

/** `trinity review` is one word there. */
const wordOf = (by: string): string => by.replaceAll(' ', '-');

const markerOf = (by: string, name: string, part: number): string =>
  `<!-- ${wordOf(by)}: ${encode(name)}${part === 1 ? '' : ` ${part}`} -->`;

/** Ours, of this name, the oldest first. */
async function find(github: GitHub, { repository, number, by, author }: Conversation, name: string): Promise<Found[]> {
  const path = `/repos/${repository}/issues/${number}/comments`;
  return parseAnswer(z.array(comment), await github.list(path), `GET ${path}`).flatMap(({ id, body, user }) => {
    if (user?.login !== (author ?? 'github-actions[bot]')) return []; // whoever wrote it could write a verdict into it
    const [, who, what, part = 1] = /^<!-- (\S+): (.*?)(?: (\d+))? -->/.exec(body) ?? [];
    return who === wordOf(by) && what === encode(name) ? [{ id, body, part: Number(part) }] : [];
  });
}

async function write(
  github: GitHub,
  { repository, number }: Conversation,
  body: string,
  candidates: readonly Found[],
): Promise<Written> {
  for (const { id, body: before } of candidates) {
    if (normal(before) === normal(body)) return { id, outcome: 'unchanged', repeated: false };
    const path = `/repos/${repository}/issues/comments/${id}`;
    const isUpdated = await unless(REFUSED, github.request('PATCH', path, { body }));
    if (isUpdated) return { id, outcome: 'updated', repeated: false };
  }
  const path = `/repos/${repository}/issues/${number}/comments`;
  const answer = await github.request('POST', path, { body });
  const { id } = parseAnswer(created, answer.body, `POST ${path}`);
  return { id, outcome: 'created', repeated: answer.attempts > 1 };
}

const remove = (github: GitHub, { repository }: Conversation, id: number): Promise<boolean> =>
  unless(REFUSED, github.request('DELETE', `/repos/${repository}/issues/comments/${id}`));

/** GitHub may end lines in its own way, and drops white space at the end. */
const normal = (body: string): string => body.replaceAll('\r\n', '\n').trimEnd();
