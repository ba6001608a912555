import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REVIEW_OPTIONS } from '../../packages/plan-review/src/cli/arguments';
import { REVIEW_EXIT_CODES } from '../../packages/plan-review/src/cli/exit-codes';
import { main } from '../../packages/plan-review/src/cli/main';
import { failedReviewsSchema } from '../../packages/plan-review/src/failed';
import { usage } from '../../packages/plan-review/src/cli/usage';
import { version } from '../../packages/plan-review/package.json';
import { recorded, type PlanName } from '../review/plans';
import { Kept } from '../support/kept';
import { trinity } from '../support/trinity';

const folder = mkdtempSync(join(tmpdir(), 'plan-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: PlanName): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, recorded(name));
  return path;
}

async function run(...args: string[]) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const status = await main(args, { env: {}, stdout: stdout.stream, stderr: stderr.stream });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

describe('it says what trinity review says', () => {
  const NAME = 'stateful-loss/aws_dynamodb_table.rooms#3985609e';

  test.each<[PlanName, ...string[]]>([
    ['no-change'],
    ['update'],
    ['project-dangerous'],
    ['project-dangerous', '--json'],
    ['update', '--format', 'markdown', '--name', 'mine'],
    ['update', '--format', 'html'],
    ['project-dangerous', '--accept', `${NAME}=moved`],
    ['update', '--accept', `${NAME}=moved`],
    ['errored'],
    ['errored', '--json'],
    ['errored', '--format', 'json'],
    ['update', '--format', 'json', '--name', ' '],
    ['update', '--format', 'pdf'],
    ['update', '--format', 'html', '--json'],
    ['update', '--accept', 'everything'],
    ['update', '--name', ' '],
    ['update', '--wrote', 'x'],
  ])('of %s %s %s %s %s', async (name, ...options) => {
    const path = file(name);
    const { status, stdout, stderr } = await run(path, ...options);
    const theirs = await trinity(['review', path, ...options], { root: folder, env: {} });
    const help = [
      'bin/trinity review --help shows what goes with it.',
      'plan-review --help shows what there is.',
    ] as const;
    expect([status, stdout]).toEqual([theirs.status, theirs.stdout.replace(...help)]);
    expect(stderr.split('\n')[0]).toBe(theirs.stderr.split('\n')[0]);
  });
});

test('several plans: as the worst of them, each written by its name', async () => {
  const out = join(folder, 'out');
  expect((await run(file('no-change'), file('update'), '--write', out)).status).toBe(2);
  expect(readdirSync(out)).toEqual(
    ['no-change', 'update'].flatMap((name) => ['html', 'json', 'md'].map((kind) => `review-${name}.${kind}`)),
  );
});

test('where there is no review, what is written says why, for each plan', async () => {
  const out = join(folder, 'failed');
  const { status, stderr } = await run(file('update'), join(folder, 'nowhere.json'), '--write', out);
  const why = `${join(folder, 'nowhere.json')}: There is no such file.`;
  expect([status, stderr]).toEqual([18, `${why}\nnext: Give a file that terraform show -json printed.\n`]);
  const failures = readdirSync(out)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => failedReviewsSchema.parse(JSON.parse(readFileSync(join(out, name), 'utf8'))).failures);
  expect(failures.map(({ name, stage, reason }) => [name, stage, reason])).toEqual([
    ['nowhere', 'unreadable', why],
    ['update', 'unreadable', why],
  ]);
});

test.each<[string[], string]>([
  [['--json'], 'The form is plan-review PLAN...; found no plan.'],
  [['a.json', '--expect', 'b'], '--expect goes with post, not with a review.'],
  [['a.json', 'b.json', '--name', 'c'], '--name goes with one plan, not with 2.'],
  [['a.json', 'b.json', '--accept', 'a/b.c=d'], '--accept goes with one plan, not with 2'],
  [['post'], 'The form is plan-review post REVIEW...'],
  [['post', 'a.json', '--name', 'b'], '--name goes with a review, not with post.'],
  [['post', '--expect', 'a,,b'], '--expect "a,,b" is no list of names'],
  [['plan.json', '--formt', 'json'], 'Did you mean --format?'],
])('%j is refused', async (args, message) => {
  const { status, stderr } = await run(...args);
  expect([status, stderr]).toEqual([64, expect.stringContaining(message)]);
  expect(stderr).toMatch(/\nplan-review --help shows what there is\.\n$/);
});

test('posting without a pull request: 19, and what is missing', async () => {
  const out = join(folder, 'posted');
  await run(file('update'), '--write', out);
  const { status, stdout, stderr } = await run('post', join(out, 'review-update.json'), '--json');
  expect([status, stderr]).toEqual([19, expect.stringContaining('GITHUB_EVENT_PATH')]);
  expect(JSON.parse(stdout)).toMatchObject({ error: { stage: 'post' } });
});

test('posting what is no review: 10, by the name of the command that writes one', async () => {
  const { status, stderr } = await run('post', file('update'));
  expect([status, stderr]).toEqual([
    10,
    expect.stringContaining('next: Give a file that plan-review --write has written.'),
  ]);
});

test('help and version', async () => {
  for (const args of [[], ['--help'], ['-h']])
    expect(await run(...args)).toMatchObject({ status: 0, stdout: `${usage()}\n` });
  expect((await run('--version')).stdout).toBe(`plan-review ${version}, Node ${process.versions.node}\n`);
});

test('the help and the README name every option and every exit code', () => {
  const readme = readFileSync(join(__dirname, '../../packages/plan-review/README.md'), 'utf8');
  for (const name of Object.keys(REVIEW_OPTIONS)) expect(usage()).toContain(`--${name}`);
  for (const name of ['format', 'json', 'write', 'name', 'accept']) expect(readme).toContain(`--${name}`);
  for (const code of Object.values(REVIEW_EXIT_CODES)) {
    expect(usage()).toMatch(new RegExp(`\\b${code} `));
    expect(readme).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  }
  for (const line of usage().split('\n')) expect(line.length).toBeLessThanOrEqual(120);
});
