import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../environments';
import { copyProject } from '../rehearsal/project';
import { reviewsSchema, type Reviews } from '../packages/plan-review/src/schema';
import { SHA, startGitHub, type LocalGitHub } from './github/server';
import { runToEnd } from './support/child';
import { FOLDER, stepOf } from './support/workflows';

/*
 * The steps of plan-review.yml as GitHub runs them, on a copy of this checkout, against a GitHub on this machine. The
 * plan job's review needs an AWS: the rehearsal runs the same command.
 */

const staging = loadEnvironments().find(({ name }) => name === 'staging')!;
const copy = copyProject(join(__dirname, '..'), staging);
const temporary = mkdtempSync(join(tmpdir(), 'trinity-plan-review-'));
const reviews = join(temporary, 'reviews');
let github: LocalGitHub;

beforeAll(async () => {
  github = await startGitHub();
  writeEvent('acme/trinity');
});

afterAll(async () => {
  await github.stop();
  copy.remove();
  rmSync(temporary, { recursive: true });
});

function writeEvent(head: string): void {
  const pull_request = { number: 7, head: { sha: SHA, repo: { full_name: head } } };
  writeFileSync(
    join(temporary, 'event.json'),
    JSON.stringify({ repository: { full_name: 'acme/trinity' }, pull_request }),
  );
}

/** The workflow's own list, for a pull request that has no plans. */
const EXPECTED = /expected: (.*?)\$\{\{/.exec(readFileSync(join(FOLDER, 'plan-review.yml'), 'utf8'))![1]!;

async function step(job: 'synthesis' | 'post', name: string, expected = EXPECTED) {
  const file = job === 'post' ? 'post-reviews.yml' : 'plan-review.yml';
  const summary = join(temporary, 'summary.md');
  writeFileSync(summary, '');
  if (name === 'Review') rmSync(reviews, { recursive: true, force: true }); // each job has a machine of its own
  const { status, stdout, stderr } = await runToEnd(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', stepOf(file, job, name)],
    {
      cwd: copy.root,
      env: {
        PATH: process.env.PATH,
        HOME: temporary,
        CI: 'true',
        RUNNER_TEMP: temporary,
        GITHUB_EVENT_PATH: join(temporary, 'event.json'),
        GITHUB_API_URL: github.url,
        GITHUB_TOKEN: github.state.token,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_OUTPUT: join(temporary, 'output'),
        EXPECTED: expected,
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'acme/trinity',
        GITHUB_RUN_ID: '42',
        HEAD: SHA,
        RUN: 'https://github.example/acme/trinity/actions/runs/42',
      },
    },
  );
  return { status, said: `${stdout}\n${stderr}`, summary: readFileSync(summary, 'utf8') };
}

const reviewOf = (name: string): Reviews['reviews'][number] =>
  reviewsSchema.parse(JSON.parse(readFileSync(join(reviews, `review-${name}-synthesis.json`), 'utf8'))).reviews[0]!;

/** Sorted as the files of their reviews. */
const STACKS = ['dev-booking', 'dev', 'prod', 'staging-booking', 'staging'];

const comments = () => github.state.comments.map(({ body }) => body);

test('a pull request that shortens how long logs are kept is reviewed, blocked, and told so', async () => {
  copy.change('environments/staging.ts', 'logRetentionDays: 30', 'logRetentionDays: 7');

  const review = await step('synthesis', 'Review');
  expect(review.status).toBe(3); // the job fails, after the review was written
  expect(readdirSync(reviews).sort()).toEqual(
    STACKS.flatMap((name) => ['html', 'json', 'md'].map((end) => `review-${name}-synthesis.${end}`)),
  );
  expect(reviewOf('dev').verdict).toBe('clean');
  expect(reviewOf('staging')).toMatchObject({
    verdict: 'blocked',
    counts: { change: 4 },
    base: expect.any(String) as string,
  });

  const post = await step('post', 'Post');
  expect([post.status, post.said]).toEqual([
    0,
    expect.stringContaining('staging (synthesis): comment created, status set'),
  ]);
  expect(comments()).toHaveLength(3); // one of each environment
  const comment = comments().find((body) => body.startsWith('<!-- trinity-review: staging (synthesis) -->'));
  expect(comment).toContain('retention-shortened/aws_cloudwatch_log_group.room');
  expect(comment).toContain('retention_in_days');
  expect(post.summary).toContain('retention-shortened/aws_cloudwatch_log_group.room');
  expect(github.state.statuses).toEqual(
    STACKS.map((name) => ({
      sha: SHA,
      context: `trinity review / ${name} (synthesis)`,
      state: name.startsWith('staging') ? 'failure' : 'success',
      description: expect.stringMatching(
        name.startsWith('staging') ? /BLOCKED by [46] findings/ : /Nothing changes/,
      ) as string,
      target_url: 'https://github.example/acme/trinity/actions/runs/42',
    })),
  );
  expect(github.state.labelled[7]).toEqual(['plan: blocked']);
});

test('the next push is told in the same comment, and the label goes', async () => {
  const before = github.state.comments.map(({ id }) => id);
  copy.change('environments/staging.ts', 'logRetentionDays: 7', 'logRetentionDays: 30');
  copy.change('environments/staging.ts', 'queryDepthLimit: 20', 'queryDepthLimit: 21');

  expect((await step('synthesis', 'Review')).status).toBe(0);
  const post = await step('post', 'Post');
  expect(post.said).toContain('staging (synthesis): comment updated, status set');
  expect(github.state.comments.map(({ id }) => id)).toEqual(before);
  expect(comments().join('\n')).not.toContain('retention-shortened');
  expect(comments().find((body) => body.includes(': staging (synthesis)'))).toContain('query_depth_limit');
  expect(github.state.labelled[7]).toEqual([]);
});

const contexts = (from: number) =>
  github.state.statuses.slice(from).map(({ context, state }) => `${context}: ${state}`);

test('a pull request that cannot be synthesized, and plans of which nothing arrives: each has its status, and why', async () => {
  const before = github.state.statuses.length;
  copy.change('environments/staging.ts', 'logRetentionDays: 30', 'logRetentionDays: 31');
  const review = await step('synthesis', 'Review');
  expect([review.status, review.said]).toEqual([10, expect.stringContaining('31')]);

  const post = await step('post', 'Post', `${EXPECTED},staging,prod`);
  expect([post.status, post.said]).toEqual([0, expect.stringContaining('prod: comment created, status set')]);
  expect(contexts(before)).toEqual(
    ['dev (synthesis)', 'prod (synthesis)', 'staging (synthesis)', 'staging', 'prod'].map(
      (name) => `trinity review / ${name}: error`,
    ),
  );
  const said = comments().find((body) => body.includes(': staging (synthesis) -->'));
  expect(said).toContain('### staging (synthesis): could not be reviewed');
  expect(said).toContain('31');
  expect(post.summary).toContain('No review of it arrived');
});

test('the next push that can be reviewed takes the place of that', async () => {
  const [before, ids] = [github.state.statuses.length, github.state.comments.map(({ id }) => id)];
  copy.change('environments/staging.ts', 'logRetentionDays: 31', 'logRetentionDays: 30');
  copy.change('environments/staging.ts', 'queryDepthLimit: 21', 'queryDepthLimit: 22'); // of which the one before is the base
  expect((await step('synthesis', 'Review')).status).toBe(0);
  await step('post', 'Post');
  expect(contexts(before)).toEqual(STACKS.map((name) => `trinity review / ${name} (synthesis): success`));
  expect(github.state.comments.map(({ id }) => id)).toEqual(ids);
  expect(
    comments()
      .filter((body) => body.includes('(synthesis) -->'))
      .join(''),
  ).not.toContain('could not be reviewed');
});

test('when what posts does not run, the statuses are set all the same', async () => {
  const before = github.state.statuses.length;
  const { status, said } = await step('post', 'Say that nothing was posted', `${EXPECTED},staging,prod`);
  expect([status, said.trim()]).toEqual([0, '']);
  expect(contexts(before)).toEqual(
    ['dev (synthesis)', 'staging (synthesis)', 'prod (synthesis)', 'staging', 'prod'].map(
      (name) => `trinity review / ${name}: error`,
    ),
  );
  expect(github.state.statuses.at(-1)).toEqual({
    sha: SHA,
    context: 'trinity review / prod',
    state: 'error',
    description: 'Could not be posted: look at the job post of this run',
    target_url: 'https://github.example/acme/trinity/actions/runs/42',
  });
});

test('from a fork, whose token may only read, the review is in the step summary, and the job passes', async () => {
  writeEvent('somebody/trinity');
  github.state.mayWrite = [];
  const before = comments();
  const post = await step('post', 'Post');
  expect([post.status, post.said]).toEqual([0, expect.stringContaining('the review is in the step summary')]);
  expect(post.summary).toContain('query_depth_limit');
  expect(comments()).toEqual(before);
});

test('in the repository itself, a token that may not write fails the job, with the permission that it lacks', async () => {
  writeEvent('acme/trinity');
  const post = await step('post', 'Post');
  expect([post.status, post.said]).toEqual([19, expect.stringContaining('It takes statuses: write.')]);
  expect(post.summary).toContain('query_depth_limit');
});
