import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../environments';
import { copyProject } from '../rehearsal/project';
import { reviewsSchema, type Reviews } from '../review/schema';
import { SHA, startGitHub, type LocalGitHub } from './github/server';
import { runToEnd } from './support/child';
import { stepOf } from './support/workflows';

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
  // What `npm ci` makes of the project's own program.
  mkdirSync(join(temporary, 'bin'));
  symlinkSync(join(copy.root, 'bin', 'trinity.cjs'), join(temporary, 'bin', 'trinity'));
  writeFileSync(join(temporary, 'bin', 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
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

async function step(job: string, name: string) {
  const summary = join(temporary, 'summary.md');
  writeFileSync(summary, '');
  const { status, stdout, stderr } = await runToEnd(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', stepOf('plan-review.yml', job, name)],
    {
      cwd: copy.root,
      env: {
        PATH: `${join(temporary, 'bin')}:${process.env.PATH}`,
        HOME: temporary,
        CI: 'true',
        RUNNER_TEMP: temporary,
        GITHUB_EVENT_PATH: join(temporary, 'event.json'),
        GITHUB_API_URL: github.url,
        GITHUB_TOKEN: github.state.token,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'acme/trinity',
        GITHUB_RUN_ID: '42',
      },
    },
  );
  return { status, said: `${stdout}\n${stderr}`, summary: readFileSync(summary, 'utf8') };
}

const reviewOf = (name: string): Reviews['reviews'][number] =>
  reviewsSchema.parse(JSON.parse(readFileSync(join(reviews, `review-${name}-synthesis.json`), 'utf8'))).reviews[0]!;

const comments = () => github.state.comments.map(({ body }) => body);

test('a pull request that shortens how long logs are kept is reviewed, blocked, and told so', async () => {
  copy.change('environments/staging.ts', 'retentionDays: 30', 'retentionDays: 7');

  const review = await step('synthesis', 'Review');
  expect(review.status).toBe(3); // the job fails, after the review was written
  expect(readdirSync(reviews).sort()).toEqual(
    ['dev', 'prod', 'staging'].flatMap((name) =>
      ['html', 'json', 'md'].map((end) => `review-${name}-synthesis.${end}`),
    ),
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
  expect(comments()).toHaveLength(3);
  const comment = comments().find((body) => body.startsWith('<!-- trinity-review: staging (synthesis) -->'));
  expect(comment).toContain('retention-shortened/aws_cloudwatch_log_group.room');
  expect(comment).toContain('retention_in_days');
  expect(post.summary).toContain('retention-shortened/aws_cloudwatch_log_group.room');
  expect(github.state.statuses).toEqual(
    ['dev', 'prod', 'staging'].map((name) => ({
      sha: SHA,
      context: `trinity review / ${name} (synthesis)`,
      state: name === 'staging' ? 'failure' : 'success',
      description: expect.stringMatching(name === 'staging' ? /BLOCKED by 4 findings/ : /Nothing changes/) as string,
      target_url: 'https://github.example/acme/trinity/actions/runs/42',
    })),
  );
  expect(github.state.labelled[7]).toEqual(['plan: blocked']);
});

test('the next push is told in the same comment, and the label goes', async () => {
  const before = github.state.comments.map(({ id }) => id);
  copy.change('environments/staging.ts', 'retentionDays: 7', 'retentionDays: 30');
  copy.change('environments/staging.ts', 'queryDepthLimit: 20', 'queryDepthLimit: 21');

  expect((await step('synthesis', 'Review')).status).toBe(0);
  const post = await step('post', 'Post');
  expect(post.said).toContain('staging (synthesis): comment updated, status set');
  expect(github.state.comments.map(({ id }) => id)).toEqual(before);
  expect(comments().join('\n')).not.toContain('retention-shortened');
  expect(comments().find((body) => body.includes(': staging (synthesis)'))).toContain('query_depth_limit');
  expect(github.state.labelled[7]).toEqual([]);
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
