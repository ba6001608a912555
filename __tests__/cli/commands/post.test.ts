import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments, type Arguments } from '../../../cli/arguments';
import { post } from '../../../packages/plan-review/src/cli/post';
import type { FailedReview } from '../../../packages/plan-review/src/failed';
import { MOST_BYTES } from '../../../packages/plan-review/src/github/summary';
import { SHA, startGitHub, type LocalGitHub } from '../../github/server';
import { everything, reviewOf } from '../../review/render/reviews';

const folder = mkdtempSync(join(tmpdir(), 'trinity-post-'));
const path = (name: string) => join(folder, name);
let github: LocalGitHub;

beforeEach(async () => {
  github = await startGitHub();
  writeFileSync(path('summary'), '');
  const pull_request = { number: 7, head: { sha: SHA, repo: { full_name: 'acme/trinity' } } };
  writeFileSync(path('event'), JSON.stringify({ repository: { full_name: 'acme/trinity' }, pull_request }));
});
afterEach(() => github.stop());
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: object): string {
  writeFileSync(path(name), JSON.stringify({ schemaVersion: 1, ...content }));
  return path(name);
}

const failure: FailedReview = {
  name: 'prod',
  stage: 'plan',
  reason: 'The state of prod is locked.',
  next: ['Wait for it.'],
  commit: null,
};
const staging = () => file('staging.json', { reviews: [everything] });
const prod = () => file('prod.json', { reviews: [reviewOf({ name: 'prod' })] });
const failed = () => file('prod.json', { failures: [failure] });

function trinity(...args: string[]) {
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: github.state.token,
    GITHUB_EVENT_PATH: path('event'),
    GITHUB_STEP_SUMMARY: path('summary'),
  };
  const ignore = () => undefined;
  const out = { say: ignore, result: ignore, warn: ignore, terminal: { color: false } };
  const { args: asked } = parseArguments(['post', ...args]) as Arguments;
  const { files, expected } = asked as Record<'files' | 'expected', string[]>;
  return post(files, expected, { env, by: 'trinity review' }, out);
}

const statuses = () =>
  github.state.statuses.map(({ sha, context, state, description }) => [sha, context, state, description]);
const commentOn = (name: string) =>
  github.state.comments
    .filter(({ body }) => body.startsWith(`<!-- trinity-review: ${name} -->`))
    .map(({ body }) => body);
const summary = () => readFileSync(path('summary'), 'utf8');

test('what could not be planned gets a comment and a status with the reason, and labels stay as they are', async () => {
  github.state.labelled[7] = ['plan: destroys'];
  await trinity(failed());
  expect(statuses()).toEqual([
    [SHA, 'trinity review / prod', 'error', 'Could not be reviewed: The state of prod is locked.'],
  ]);
  expect(commentOn('prod')).toEqual([expect.stringContaining('> The state of prod is locked.') as string]);
  expect(summary()).toContain('### prod: could not be reviewed');
  expect(github.state.labelled[7]).toEqual(['plan: destroys']);
});

test('the next push that is planned takes the place of both', async () => {
  await trinity(failed());
  await trinity(prod());
  expect(commentOn('prod')).toEqual([expect.stringContaining('### prod: nothing changes') as string]);
  expect(statuses().at(-1)).toEqual([
    SHA,
    'trinity review / prod',
    'success',
    expect.stringContaining('Nothing changes'),
  ]);
});

test('what is expected and is not there is said, and nothing else', async () => {
  await trinity(staging(), '--expect', 'staging,prod');
  const missing = 'Could not be reviewed: No review of it arrived: its job ended before it had one, or a reason.';
  expect(statuses()).toEqual([
    [SHA, 'trinity review / prod', 'error', missing],
    [SHA, 'trinity review / staging', 'failure', expect.stringContaining('BLOCKED by 2 findings')],
  ]);
  expect(commentOn('prod')).toEqual([expect.stringContaining('- Look at the log of its job in this run.') as string]);
  expect(summary()).toMatch(/### prod: could not[^]*### staging: BLOCKED/);
});

test('nothing came at all: each that is expected is said', async () => {
  await trinity('--expect', 'dev (synthesis),staging');
  expect(statuses().map(([, context, state]) => [context, state])).toEqual([
    ['trinity review / dev (synthesis)', 'error'],
    ['trinity review / staging', 'error'],
  ]);
});

test('a file that is no review is an error, after the rest was posted', async () => {
  const broken = file('broken.json', { failures: [{ ...failure, secret: 1 }] });
  await expect(trinity(broken, staging(), '--expect', 'prod')).rejects.toThrow(`${broken} is no review: failures.0: `);
  expect(statuses().map(([, context, state]) => [context, state])).toEqual([
    ['trinity review / prod', 'error'],
    ['trinity review / staging', 'failure'],
  ]);
});

test('a step summary without room is an error, after the rest was posted', async () => {
  writeFileSync(path('summary'), 'x'.repeat(MOST_BYTES));
  await expect(trinity(staging())).rejects.toThrow('The step summary would have');
  expect(statuses()).toHaveLength(1);
});

test('a description has room in a status', async () => {
  await trinity(file('prod.json', { failures: [{ ...failure, reason: '\u202e'.repeat(500) }] }));
  expect([...statuses()[0]![3]!]).toHaveLength(140);
});
