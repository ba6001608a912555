import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { runToEnd } from '../support/child';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'trinity-loaded-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What runs TypeScript, whatever the command. */
const RUNNER = ['bin/run.cjs', 'bin/trinity', 'package.json', 'package esbuild', 'package tsx'];

/** The files that `bin/trinity` loads for these arguments, and the packages, sorted. */
const loadedBy = (...args: string[]) => loadedWith({}, ...args);

async function loadedWith(more: NodeJS.ProcessEnv, ...args: string[]) {
  const list = join(folder, 'loaded.json');
  const env = { PATH: process.env.PATH, HOME: folder, LOADED_FILES: list, ...more };
  const preload = ['--require', join(root, '__tests__/support/loaded.cjs')];
  const { status } = await runToEnd(process.execPath, [...preload, 'bin/trinity', ...args], { cwd: root, env });
  const files = (JSON.parse(readFileSync(list, 'utf8')) as string[])
    .map((file) => relative(root, file).split(sep).join('/'))
    .map((file) => file.replace(/^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\/.*/, 'package $1'))
    .filter((file) => file !== '__tests__/support/loaded.cjs' && !RUNNER.includes(file));
  return { status, loaded: [...new Set(files)].sort() };
}

/** A file each; of a folder, what the command is, and not what it does. */
const COMMANDS = readdirSync(join(root, 'cli/commands'), { withFileTypes: true })
  .map((one) => `cli/commands/${one.name}${one.isDirectory() ? '/index.ts' : ''}`)
  .sort();

const ARGUMENTS = [
  'cli/arguments.ts',
  ...COMMANDS,
  'cli/exit-codes.ts',
  'cli/index.ts',
  'cli/main.ts',
  'cli/stop.ts',
  'cli/usage.ts',
  'deployment/booking/performance/limits.ts',
  'deployment/booking/typed.ts',
  'deployment/performance/milliseconds.ts',
  'deployment/room-cache/performance/limits.ts',
  'environments/room-cache/secure-string.ts', // a sentence
  'environments/stack.ts',
  'keys/nearest.ts',
  'keys/own.ts',
  'model/systems.ts',
  'packages/plan-review/src/cli/arguments.ts',
  'packages/plan-review/src/cli/exit-codes.ts',
  'packages/plan-review/src/cli/help.ts',
  'programs/end.ts',
  'programs/errors.ts',
  'programs/parse-options.ts',
  'programs/user-error.ts',
  'programs/visible.ts',
  'programs/writable.ts',
];

test.each([
  ['the help', ['--help'], 0],
  ['a command line that is not understood', ['deploi', 'dev'], 64],
])('%s loads what reads arguments, and nothing else', async (_, args, expected) => {
  const { status, loaded } = await loadedBy(...args);
  expect(status).toBe(expected);
  expect(loaded).toEqual(ARGUMENTS);
});

test('the review of a file loads neither environments nor a deploy, and no package but diff and zod', async () => {
  const plan = '__tests__/review/plans/recorded/project-dangerous.json';
  const { status, loaded } = await loadedBy('review', plan, '--json');
  expect(status).toBe(3);
  expect(loaded.filter((file) => !/^(?:cli|packages\/plan-review\/src)\//.test(file))).toEqual([
    'deployment/booking/performance/limits.ts',
    'deployment/booking/typed.ts',
    'deployment/commit.ts',
    'deployment/errors.ts',
    'deployment/performance/milliseconds.ts',
    'deployment/process.ts',
    'deployment/room-cache/performance/limits.ts',
    'environments/room-cache/secure-string.ts',
    'environments/stack.ts',
    'keys/nearest.ts',
    'keys/own.ts',
    'keys/wildcard.ts',
    'model/systems.ts',
    'package diff',
    'package zod',
    'programs/end.ts',
    'programs/errors.ts',
    'programs/parse-options.ts',
    'programs/user-error.ts',
    'programs/visible.ts',
    'programs/writable.ts',
  ]);
});

test('a file that is no plan is told without AWS', async () => {
  const { status, loaded } = await loadedBy('review', 'package.json');
  expect(status).toBe(18);
  expect(loaded.filter((file) => file.startsWith('package ') || file.startsWith('environments/'))).toEqual([
    'environments/columns.ts',
    'environments/names.ts', // of files that an error may stand in
    'environments/placeholder.ts',
    'environments/problem.ts',
    'environments/room-cache/secure-string.ts',
    'environments/stack.ts',
    'package diff',
    'package zod',
  ]);
});

describe('an inspection of tables', () => {
  const CDKTF = 'package cdktf';

  test('asks the account before it declares anything', async () => {
    const nobody = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    const credentials = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const { status, loaded } = await loadedWith({ ...nobody, ...credentials }, 'import', 'dev', '--inspect');
    expect([status === 0, loaded.includes('cli/commands/import/tables.ts')]).toEqual([false, true]);
    expect(loaded).not.toContain(CDKTF);
  });

  test('declares the tables by themselves', async () => {
    const { status, loaded } = await loadedBy('import', 'dev', '--inspect', '--from', 'docs/examples/table.json');
    expect([0, 2, 3]).toContain(status);
    expect(loaded).toEqual(expect.arrayContaining([CDKTF, 'stacks/room-cache/tables-stack.ts']));
    expect(loaded).not.toContain('stacks/room-cache/stack.ts');
    expect(loaded).not.toContain('stacks/room-cache/functions.ts');
    expect(loaded).not.toContain('package typescript'); // nothing is written
  });
});
