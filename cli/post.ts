import { readFileSync } from 'node:fs';
import { DeploymentError, messageOf } from '../deployment/errors';
import type { Project } from '../deployment/project';
import { GitHubError } from '../github/error';
import { openGitHub } from '../github/client';
import { roomFor } from '../github/comments';
import { readPullRequest } from '../github/event';
import { post as postReviews, type PostedReview, type PostOutcome } from '../github/post';
import { appendSummary } from '../github/summary';
import { describeStatus, labelsOf } from '../review/render/headline';
import { renderMarkdown } from '../review/render/markdown';
import { renderSummary } from '../review/render/summary';
import { reviewsSchema, type Review } from '../review/schema';
import type { Arguments } from './arguments';
import type { ReviewConsole } from './review';

/** What the reader is told of where the whole is: the workflow uploads it. */
const ARTIFACT = 'the artifacts of this run';

/**
 * `trinity post`: reviews to the pull request that GitHub Actions runs for. The step summary comes first: it stays when a
 * comment cannot be posted. From a fork, nothing else can: the token may only read.
 *
 * @throws DeploymentError of the stage `invalid` for a file that is no review, `post` when GitHub does not take it
 */
export async function post({ targets = [] }: Arguments, { env }: Project, out: ReviewConsole): Promise<void> {
  const reviews = targets.flatMap(readReviews);
  try {
    if (env.GITHUB_STEP_SUMMARY) appendSummary(env.GITHUB_STEP_SUMMARY, renderSummary(reviews, { artifact: ARTIFACT }));
    const pullRequest = readPullRequest(env.GITHUB_EVENT_PATH ?? '');
    const github = openGitHub({ token: env.GITHUB_TOKEN ?? '', url: env.GITHUB_API_URL });
    const outcome = await postReviews(reviews.map(posted), pullRequest, github, { runUrl: runUrl(env) });
    out.result(outcome);
    out.say(describe(outcome));
    const failed = failures(outcome);
    if (failed.length === 0) return;
    if (pullRequest.isFork) {
      return out.warn([
        'The pull request is from a fork, whose token may only read: the review is in the step summary.',
      ]);
    }
    throw new DeploymentError('post', unique(failed, 'reason'), unique(failed, 'next'), { reported: true });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    throw new DeploymentError('post', error.message, error.next, { cause: error });
  }
}

function readReviews(file: string): Review[] {
  const next = 'Give a file that trinity review --write has written.';
  try {
    const parsed = reviewsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data.reviews;
    const [issue] = parsed.error.issues;
    throw new DeploymentError('invalid', `${file} is no review: ${issue?.path.join('.')}: ${issue?.message}.`, next);
  } catch (error) {
    if (error instanceof DeploymentError) throw error;
    // What cannot be parsed is quoted by the error, and may be a plan with its secrets.
    const why = error instanceof SyntaxError ? 'it is no JSON' : messageOf(error);
    throw new DeploymentError('invalid', `${file} cannot be read: ${why}.`, next);
  }
}

const posted = (review: Review): PostedReview => ({
  name: review.name,
  state: review.verdict === 'blocked' ? 'failure' : 'success',
  description: describeStatus(review),
  parts: renderMarkdown(review, { limit: roomFor(review.name), artifact: ARTIFACT }),
  labels: labelsOf(review),
});

/** Where this run can be looked at. */
function runUrl({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }: NodeJS.ProcessEnv) {
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

type Failure = Extract<PostOutcome['labels'], { outcome: 'failed' }>;

function failures({ reviews, labels }: PostOutcome): Failure[] {
  const all = [...reviews.flatMap(({ comment, status }) => [comment, status]), labels];
  return all.filter((one): one is Failure => one.outcome === 'failed');
}

function describe({ reviews, labels }: PostOutcome): string[] {
  const say = (what: string, one: { readonly outcome: string; readonly reason?: string }): string =>
    one.outcome === 'failed' ? `${what} NOT POSTED: ${one.reason}` : `${what} ${one.outcome}`;
  return [
    ...reviews.map(({ name, comment, status }) => `${name}: ${say('comment', comment)}, ${say('status', status)}`),
    say('labels', labels),
  ];
}

const unique = (failed: readonly Failure[], part: 'reason' | 'next'): string =>
  [...new Set(failed.map((one) => one[part]))].join('\n');
