import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failedReviewsSchema } from '../../../packages/plan-review/src/failed';
import { reviewsSchema } from '../../../packages/plan-review/src/schema';
import { recorded, type PlanName } from '../../review/plans';
import { runToEnd } from '../../support/child';
import { trinity as inProcess } from '../../support/trinity';

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'trinity-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: PlanName): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, recorded(name));
  return path;
}

const ENV: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: '/nonexistent' };

/** The command line, with nothing of this machine's environment but where its programs are. */
const trinity = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  inProcess(args, { root, env: { ...ENV, ...env } });

/** The same as a process, which has a standard input. */
const piped = (args: readonly string[], input: string) =>
  runToEnd(process.execPath, ['bin/trinity', ...args], { cwd: root, env: ENV, input });

const failureOf = (stdout: string) =>
  (JSON.parse(stdout) as { error: { stage: string; reason: string; next: string[] } }).error;

describe('how it ends', () => {
  test.each<[PlanName, number, string]>([
    ['no-change', 0, 'no-change: 0 to add, 0 to change, 0 to destroy. Nothing changes.'],
    ['update', 2, 'update: 0 to add, 1 to change, 0 to destroy. Changes, nothing blocks.'],
    ['dangerous', 3, 'BLOCKED by '],
  ])('%s: %d', async (name, code, line) => {
    const { status, stdout, stderr } = await trinity(['review', file(name)]);
    expect([status, stderr]).toEqual([code, '']);
    expect(stdout.split('\n')[0]).toContain(line);
  });

  test('several plans: as the worst of them, each by its name', async () => {
    const { status, stdout } = await trinity(['review', file('no-change'), file('update'), '--json']);
    const { reviews } = reviewsSchema.parse(JSON.parse(stdout));
    expect(status).toBe(2);
    expect(reviews.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['no-change', 'clean'],
      ['update', 'changes'],
    ]);
  });

  test('a plan on standard input', async () => {
    const { status, stdout } = await piped(['review', '-', '--name', 'mine'], recorded('update'));
    expect(status).toBe(2);
    expect(stdout).toMatch(/^mine: /);
  });
});

describe('what cannot be judged ends with 18, never as "no changes"', () => {
  const broken = join(folder, 'broken.json');

  test.each<[string, string | Buffer, string]>([
    ['cut off', recorded('update').slice(0, 200), 'It is no JSON, or cut off'],
    ['errored', recorded('errored'), 'Terraform could not finish this plan (errored)'],
    ['a zip', Buffer.from('PK\u0003\u0004'), 'It is an archive of zip.'],
    ['nothing', '', 'There is nothing in it.'],
  ])('%s', async (_, content, message) => {
    writeFileSync(broken, content);
    const { status, stdout, stderr } = await trinity(['review', broken, '--json']);
    expect(status).toBe(18);
    expect(stderr).toContain(`${broken}: ${message}`);
    expect(failureOf(stdout)).toMatchObject({
      stage: 'unreadable',
      reason: expect.stringContaining(message) as string,
    });
  });

  test('one of two: neither is shown', async () => {
    writeFileSync(broken, '{}');
    const { status, stdout } = await trinity(['review', file('update'), broken]);
    expect([status, stdout]).toEqual([18, '']);
  });

  test('a file that is not there', async () => {
    const { status, stderr } = await trinity(['review', './nowhere.json']);
    expect(status).toBe(18);
    expect(stderr).toBe(
      './nowhere.json: There is no such file.\n' +
        'next: Give a file that terraform show -json printed, or an environment.\n',
    );
  });

  test('a folder', async () => {
    const { status, stderr } = await trinity(['review', folder]);
    expect([status, stderr]).toEqual([
      18,
      `${folder}: It is a folder.\nnext: Give a file that terraform show -json printed, or an environment.\n`,
    ]);
  });
});

describe('what was asked for is not possible', () => {
  test.each<[string[], string]>([
    [['review', 'production'], 'There is no environment "production".'],
    [['review', 'plan.json', '--plan-out', 'x'], '--plan-out keeps the plan of an environment; a file is no plan'],
    [['review', 'plan.json', '--base', 'main'], '--base does not go with the file plan.json.'],
    [['review', 'dev', '--base', 'no-such-ref'], 'no-such-ref'],
    [['post', 'package.json'], 'package.json is no review: '],
    [['post', 'nowhere.json'], 'nowhere.json cannot be read: ENOENT'],
    [['post', 'README.md'], 'README.md cannot be read: it is no JSON.'],
  ])('%p', async (args, message) => {
    const { status, stderr } = await trinity(args);
    expect([status, stderr]).toEqual([10, expect.stringContaining(message)]);
  });
});

describe('accepted by name', () => {
  const [name, reason] = ['recovery-off/aws_db_instance.ledger#0d483308', 'it is only a copy'];

  test('a finding has its reason, and no other is accepted', async () => {
    const { status, stdout } = await trinity(['review', file('dangerous'), '--json', '--accept', `${name}=${reason}`]);
    const findings = reviewsSchema.parse(JSON.parse(stdout)).reviews.flatMap((review) => review.findings);
    expect(status).toBe(3);
    expect(findings.filter(({ accepted }) => accepted !== undefined)).toMatchObject([{ name, accepted: reason }]);
  });

  test('what is no finding is one', async () => {
    const { status, stdout } = await trinity(['review', file('update'), '--accept', `${name}=${reason}`]);
    expect(status).toBe(3);
    expect(stdout).toContain(`--accept accepts ${name}, which is no finding of this plan.`);
  });
});

test('written, too: as Markdown, HTML and JSON, named by what is reviewed', async () => {
  const out = join(folder, 'out');
  const { status, stdout } = await trinity(['review', file('update'), '--write', out, '--format', 'markdown']);
  expect(status).toBe(2);
  expect(readdirSync(out).sort()).toEqual(['review-update.html', 'review-update.json', 'review-update.md']);
  expect(stdout.trimEnd()).toBe(readFileSync(join(out, 'review-update.md'), 'utf8').trimEnd());
  expect(reviewsSchema.parse(JSON.parse(readFileSync(join(out, 'review-update.json'), 'utf8'))).reviews).toHaveLength(
    1,
  );
  expect(readFileSync(join(out, 'review-update.html'), 'utf8')).toMatch(/^<!doctype html>/i);
});

describe('where there is no review, what is written says why', () => {
  const read = (out: string, name: string) => readFileSync(join(out, name), 'utf8');

  test('a plan that cannot be read: in place of an earlier review, without credentials', async () => {
    const out = join(folder, 'failed');
    const plan = file('update');
    await trinity(['review', plan, '--write', out]);
    writeFileSync(plan, '{}');
    const { status } = await trinity(['review', plan, '--write', out], { GITHUB_TOKEN: folder });
    expect(status).toBe(18);
    expect(readdirSync(out).sort()).toEqual(['review-update.html', 'review-update.json', 'review-update.md']);
    const { failures } = failedReviewsSchema.parse(JSON.parse(read(out, 'review-update.json')));
    expect(failures).toEqual([
      {
        name: 'update',
        stage: 'unreadable',
        reason: expect.stringMatching(/^\(sensitive 1\)\/update\.json: /) as string,
        next: [expect.any(String)],
        commit: expect.objectContaining({ sha: expect.any(String) as string }) as object,
      },
    ]);
    expect(read(out, 'review-update.md')).toMatch(/^### update: could not be reviewed\n/);
    expect(read(out, 'review-update.html')).toMatch(/^<!doctype html>/i);
  });

  test('environments that are not there, each by the name that its review would have', async () => {
    const out = join(folder, 'environments');
    await trinity(['review', 'qa', 'perf', '--base', 'no-such-ref', '--write', out]);
    const names = readdirSync(out).filter((name) => name.endsWith('.json'));
    expect(names).toEqual(['review-perf-synthesis.json', 'review-qa-synthesis.json']);
    expect(JSON.parse(read(out, 'review-qa-synthesis.json'))).toMatchObject({
      schemaVersion: 1,
      failures: [{ name: 'qa (synthesis)', stage: 'invalid' }],
    });
  });

  test('a file that cannot be written: the first reason stays', async () => {
    const long = ['--write', join(folder, 'long'), '--name', 'x'.repeat(300)];
    const { status, stderr } = await trinity(['review', './nowhere.json', ...long]);
    expect([status, stderr]).toEqual([18, expect.stringContaining('There is no such file.')]);
    expect(stderr).toContain('WARNING: The review cannot be written: ENAMETOOLONG');
  });
});

test('two plans of one name are not written over each other', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'update.json'), recorded('no-change'));
  const { status, stderr } = await trinity(['review', file('update'), join(other, 'update.json'), '--write', other]);
  expect([status, stderr]).toEqual([10, expect.stringContaining('Two plans would be written to review-update')]);
  expect(readdirSync(other)).toEqual(['update.json']);
});

test('a folder that is a file', async () => {
  const taken = file('no-change');
  const { status, stderr } = await trinity(['review', './nowhere.json', '--write', taken]);
  const refused = `--write "${taken}" cannot be written: ${taken} is no folder.\nName another place.\n`;
  expect([status, stderr]).toEqual([10, refused]);
});

test('a message does not speak to the terminal', async () => {
  const strange = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', change: { actions: ['\u001b[2Jx'] } };
  const plan = JSON.stringify({ format_version: '1.2', resource_changes: [strange] });
  const { status, stderr } = await piped(['review', '-'], plan);
  expect([status, stderr]).toEqual([18, expect.stringContaining('\\u001b[2Jx" of a.b')]);
});

test('posting without a pull request: 19, and what is missing', async () => {
  const out = join(folder, 'posted');
  await trinity(['review', file('update'), '--write', out]);
  const { status, stderr } = await trinity(['post', join(out, 'review-update.json')]);
  expect([status, stderr]).toEqual([19, expect.stringContaining('GITHUB_EVENT_PATH')]);
});
