import { readFileSync } from 'node:fs';
import { ReviewError } from '../errors';
import { GitHubError } from '../github/error';
import { openGitHub } from '../github/client';
import { spaceFor } from '../github/comments';
import { readPullRequest } from '../github/event';
import { post as postReviews, type NotPosted, type PostedReview, type PostOutcome } from '../github/post';
import { appendSummary } from '../github/summary';
import { failedReviewsSchema, type FailedReview, type FailedReviews } from '../failed';
import { describeFailure, failedMarkdown } from '../render/failed';
import { parseJson } from '../plan/json';
import { describeStatus, labelsOf } from '../render/headline';
import { renderMarkdown } from '../render/markdown';
import { renderSummary } from '../render/summary';
import { reviewsSchema, type Review, type Reviews } from '../schema';
import type { ReviewConsole } from './show';

/** What the reader is told of where the whole is: the workflow uploads it. */
const ARTIFACT = 'the artifacts of this run';

/** Whose reviews are posted, and where. */
export interface Posting {
  /** What GitHub's runner says. */
  readonly env: NodeJS.ProcessEnv;
  /** The command that reviews, as a status shows it: `plan-review`. Reviews of another one are left alone. */
  readonly by: string;
}

/**
 * Posts reviews to the pull request that GitHub Actions runs for. Every review that is expected gets a status: where there is
 * none, it says why. The step summary comes first: it stays when a comment cannot be posted. From a fork, nothing else can: the
 * token may only read.
 *
 * @param files that a review has written
 * @param expected names of reviews that have to be there
 * @throws ReviewError of the stage `invalid` for a file that is no review, after the others were posted; `post` when GitHub
 *   does not take it
 */
export async function post(
  files: readonly string[],
  expected: readonly string[],
  { env, by }: Posting,
  out: ReviewConsole,
): Promise<void> {
  const next = `Give a file that ${by} --write has written.`;
  const { reviews, failures, unreadable } = readFiles(files, next);
  const names = [...reviews, ...failures].map(({ name }) => name);
  const failed = [...failures, ...expected.filter((name) => !names.includes(name)).map(missing)];
  if (reviews.length + failed.length === 0) {
    throw unreadable[0] ?? new ReviewError('invalid', 'There is nothing to post.', next);
  }
  const summary = summarize(failed, reviews, env.GITHUB_STEP_SUMMARY);
  try {
    const pullRequest = readPullRequest(env.GITHUB_EVENT_PATH ?? '');
    const github = openGitHub({ token: env.GITHUB_TOKEN ?? '', url: env.GITHUB_API_URL });
    const all = [...failed.map(postedFailure), ...reviews.map((one) => posted(one, by))];
    const outcome = await postReviews(all, pullRequest, github, { by, runUrl: runUrl(env) });
    out.result(outcome);
    out.say(describe(outcome));
    const problems = notPostedIn(outcome);
    if (problems.length > 0 && pullRequest.isFork) {
      out.warn(['The pull request is from a fork, whose token may only read: the review is in the step summary.']);
    } else if (problems.length > 0) {
      throw new ReviewError('post', unique(problems, 'reason'), unique(problems, 'next'), { reported: true });
    }
    if (summary) throw summary;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    throw new ReviewError('post', error.message, error.next, { cause: error });
  }
  if (unreadable[0]) throw unreadable[0];
}

/** Of what no file came: its job ended before it could write one. */
const missing = (name: string): FailedReview => ({
  name,
  stage: 'missing',
  reason: 'No review of it arrived: its job ended before it had one, or a reason.',
  next: ['Look at the log of its job in this run.'],
  commit: null,
});

/** @returns what kept it from being shown; the rest is posted all the same */
function summarize(
  failed: readonly FailedReview[],
  reviews: readonly Review[],
  file: string | undefined,
): GitHubError | undefined {
  if (!file) return undefined;
  try {
    const rest = reviews.length > 0 ? [renderSummary(reviews, { artifact: ARTIFACT })] : [];
    appendSummary(file, [...failed.map(failedMarkdown), ...rest].join('\n\n'));
    return undefined;
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
}

interface Read {
  readonly reviews: readonly Review[];
  readonly failures: readonly FailedReview[];
  readonly unreadable: readonly ReviewError[];
}

function readFiles(files: readonly string[], next: string): Read {
  const read = files.map((file) => readFile(file, next));
  return {
    reviews: read.flatMap((one) => ('reviews' in one ? one.reviews : [])),
    failures: read.flatMap((one) => ('failures' in one ? one.failures : [])),
    unreadable: read.filter((one) => one instanceof ReviewError),
  };
}

function readFile(file: string, next: string): Reviews | FailedReviews | ReviewError {
  try {
    const document = parseJson(readFileSync(file, 'utf8'));
    const parsed = schemaOf(document).safeParse(document);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return new ReviewError('invalid', `${file} is no review: ${issue?.path.join('.')}: ${issue?.message}.`, next);
  } catch (error) {
    // What cannot be parsed is quoted by the error, and may be a plan with its secrets.
    const why = error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message;
    return new ReviewError('invalid', `${file} cannot be read: ${why}.`, next);
  }
}

/** By what it has, so that a problem is said of what it is meant to be. */
const schemaOf = (document: unknown): typeof reviewsSchema | typeof failedReviewsSchema =>
  typeof document === 'object' && document !== null && 'failures' in document ? failedReviewsSchema : reviewsSchema;

const postedFailure = (failed: FailedReview): PostedReview => ({
  name: failed.name,
  state: 'error',
  description: describeFailure(failed),
  parts: [failedMarkdown(failed)],
  labels: undefined,
});

const posted = (review: Review, by: string): PostedReview => ({
  name: review.name,
  group: review.group,
  state: review.verdict === 'blocked' ? 'failure' : 'success',
  description: describeStatus(review),
  parts: renderMarkdown(review, { limit: spaceFor(review.group ?? review.name, by), artifact: ARTIFACT }),
  labels: labelsOf(review),
});

/** Where this run can be looked at. */
function runUrl({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }: NodeJS.ProcessEnv) {
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

function notPostedIn({ reviews, labels }: PostOutcome): NotPosted[] {
  const all = [...reviews.flatMap(({ comment, status }) => [comment, status]), labels];
  return all.filter((one): one is NotPosted => one.outcome === 'failed');
}

function describe({ reviews, labels }: PostOutcome): string[] {
  const say = (what: string, one: { readonly outcome: string; readonly reason?: string }): string =>
    one.outcome === 'failed' ? `${what} NOT POSTED: ${one.reason}` : `${what} ${one.outcome}`;
  return [
    ...reviews.map(({ name, comment, status }) => `${name}: ${say('comment', comment)}, ${say('status', status)}`),
    say('labels', labels),
  ];
}

const unique = (failed: readonly NotPosted[], part: 'reason' | 'next'): string =>
  [...new Set(failed.map((one) => one[part]))].join('\n');
