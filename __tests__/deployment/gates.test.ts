import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeResults, runChecks, type CheckResult } from '../../deployment/checks';
import { GATES, gateChecks } from '../../deployment/gates';
import type { Project } from '../../deployment/project';
import { directoryWith, pathWith } from './project';
import { repository } from './repository';

const record = ({ root }: Project): string => join(root, 'node_modules/.cache/trinity/gates.json');

/** A repository in which npm notes each script that it is told to run, outside of it, and runs these lines of shell. */
function gated(npm = 'true') {
  const { project, write } = repository();
  const ran = join(directoryWith({ ran: '' }), 'ran');
  const bin = pathWith({ npm: `echo "$3" >> ${ran}\n${npm}` });
  const env = { ...project.env, PATH: `${bin}:${project.env.PATH}` };
  const within = { root: project.root, env };
  return {
    project: within,
    write,
    ran: () => readFileSync(ran, 'utf8').split('\n').filter(Boolean),
    run: async (skip?: string, signal = new AbortController().signal): Promise<CheckResult[]> =>
      runChecks(await gateChecks(within, skip), { signal, explain: (error) => ({ reason: String(error), next: '' }) }),
  };
}

const ALL = GATES.map(({ script }) => script);

test('every gate is a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(ALL.filter((script) => !(script in scripts))).toEqual([]);
});

test('all are run; once all have passed, not again for the same files', async () => {
  const { run, ran, project } = gated();
  const first = await run();
  expect(ran()).toEqual(ALL);
  expect(first.map(({ outcome }) => outcome)).toEqual(
    ALL.map((script) => ({ status: 'passed', detail: `npm run ${script}` })),
  );
  const { at } = JSON.parse(readFileSync(record(project), 'utf8')) as { at: string };
  const [second, ...others] = await run();
  expect(others).toEqual([]);
  expect(second).toMatchObject({
    name: 'quality gates',
    outcome: { status: 'passed', detail: `all ${ALL.length} passed at ${at} for exactly these files` },
  });
  expect(ran()).toHaveLength(ALL.length);
});

test.each([
  ['a changed file', 'a.txt'],
  ['a new one', 'new.ts'],
])('%s runs them again', async (_, file) => {
  const { run, ran, write } = gated();
  await run();
  write(file, 'changed\n');
  await run();
  expect(ran()).toHaveLength(2 * ALL.length);
});

test('one that fails is told with the end of what it said; the others run; nothing is remembered', async () => {
  const npm = '[ "$3" = lint ] || exit 0\nfor i in $(seq 30); do echo "line $i"; done\necho oops >&2; exit 2';
  const { run, ran, project } = gated(npm);
  const results = await run();
  expect(ran()).toEqual(ALL);
  const failed = results.filter(({ outcome }) => outcome.status === 'failed');
  const last = Array.from({ length: 13 }, (_, index) => `line ${index + 18}`); // 15 lines in all
  expect(failed).toMatchObject([
    {
      name: 'gate: lint',
      outcome: {
        reason: ['npm run lint exited with 2:', ...last, '', 'oops'].join('\n'),
        next: 'Mend it; npm run lint shows all.',
      },
    },
  ]);
  expect(existsSync(record(project))).toBe(false);
});

test('a gate that changes a file is not remembered', async () => {
  const { run, project } = gated('echo x >> a.txt');
  const results = await run();
  expect(results.every(({ outcome }) => outcome.status === 'passed')).toBe(true);
  expect(existsSync(record(project))).toBe(false);
});

test('a damaged record counts for nothing', async () => {
  const { run, ran, project } = gated();
  await run();
  writeFileSync(record(project), '{"tree":');
  await run();
  expect(ran()).toHaveLength(2 * ALL.length);
});

test('without git they run each time', async () => {
  const { ran, project } = gated();
  const outside = { root: directoryWith(), env: { ...project.env, GIT_CEILING_DIRECTORIES: '/tmp' } };
  const options = { signal: new AbortController().signal, explain: () => ({ reason: '', next: '' }) };
  await runChecks(await gateChecks(outside), options);
  await runChecks(await gateChecks(outside), options);
  expect(ran()).toHaveLength(2 * ALL.length);
});

test('an interrupted gate has neither passed nor failed', async () => {
  const controller = new AbortController();
  const { run, ran, project } = gated('sleep 0.5');
  const running = run(undefined, controller.signal);
  while (ran().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(ran()).toHaveLength(1);
  expect(existsSync(record(project))).toBe(false);
});

test('skipped, they do not run, and the reason is told', async () => {
  const { run, ran } = gated();
  const results = await run('passed in the job before');
  expect(ran()).toEqual([]);
  expect(describeResults(results)).toBe('0 checks passed, 1 not run: quality gates (passed in the job before)');
});
