import type { GitHub } from './client';
import { spaceFor, upsertComments, type CommentOutcome, type Conversation } from './comments';
import { GitHubError } from './error';
import { syncLabels, type LabelChanges } from './labels';
import { setStatus, type CommitStatus } from './status';

export interface PostedReview extends Pick<CommitStatus, 'name' | 'state' | 'description'> {
  /** Those of one group share a comment, as far as it goes. Default: its name. */
  readonly group?: string | undefined;
  /** Markdown, each at most `spaceFor(group, by)` characters. */
  readonly parts: readonly string[];
  /** Of those in labels.ts; undefined when nobody knows which hold: then none is taken off. */
  readonly labels: readonly string[] | undefined;
}

export interface PullRequest extends Omit<Conversation, 'by'> {
  /** Of its head. */
  readonly sha: string;
}

/** What could not be posted, and why. */
export interface NotPosted {
  readonly outcome: 'failed';
  readonly reason: string;
  readonly next: string;
}

export interface PostOutcome {
  readonly reviews: readonly {
    readonly name: string;
    readonly comment: { readonly outcome: CommentOutcome } | NotPosted;
    readonly status: { readonly outcome: 'set' } | NotPosted;
  }[];
  /** Of all reviews together. */
  readonly labels: ({ readonly outcome: 'set' } & LabelChanges) | NotPosted;
}

/**
 * Posts reviews: a commit status each, a comment a group, and the labels that hold for one of them. What cannot be posted is said,
 * and the rest is posted all the same. Reviews that were posted before and are not among these stay as they are; their
 * labels do not: what belongs together is posted together.
 *
 * @param options.by the command that reviews: `plan-review`
 * @param options.runUrl where a status leads to. Default: nowhere
 * @throws Error for bugs only
 */
export async function post(
  reviews: readonly PostedReview[],
  pullRequest: PullRequest,
  github: GitHub,
  { by, runUrl }: { readonly by: string; readonly runUrl?: string | undefined },
): Promise<PostOutcome> {
  const twice = reviews.find(({ name }, index) => reviews.findIndex((one) => one.name === name) < index);
  if (twice) throw new Error(`Two reviews are called ${twice.name}: one would take the place of the other.`);
  const posted: PostOutcome['reviews'][number][] = [];
  const comments = new Map<string, PostOutcome['reviews'][number]['comment']>();
  for (const { name, group = name, state, description } of reviews) {
    const together = reviews.filter((one) => (one.group ?? one.name) === group);
    const comment =
      comments.get(group) ??
      (await attempt(async () => ({
        outcome: await upsertComments(github, { ...pullRequest, by }, group, joined(together, spaceFor(group, by))),
      })));
    comments.set(group, comment);
    const status = await attempt(async () => {
      await setStatus(github, pullRequest, { name, by, state, description, url: runUrl });
      return { outcome: 'set' as const };
    });
    posted.push({ name, comment, status });
  }
  const wanted = [...new Set(reviews.flatMap((review) => review.labels ?? []))];
  const isKnown = reviews.every((review) => review.labels !== undefined);
  const labels = await attempt(async () => ({
    outcome: 'set' as const,
    ...(await syncLabels(github, pullRequest, wanted, isKnown)),
  }));
  return { reviews: posted, labels };
}

/** The parts of several reviews: one begins where the one before it ends, if it fits there. */
function joined(reviews: readonly PostedReview[], limit: number): string[] {
  return reviews.reduce<string[]>((all, { parts: [first = '', ...rest] }) => {
    const together = [...all.slice(-1), first].join('\n\n');
    return [...(together.length <= limit ? [...all.slice(0, -1), together] : [...all, first]), ...rest];
  }, []);
}

async function attempt<T>(action: () => Promise<T>): Promise<T | NotPosted> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { outcome: 'failed', reason: error.message, next: error.next };
  }
}
