import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { parseArguments, type Arguments } from '../../cli/arguments';
import { GATES } from '../../deployment/gates';
import { documentsOf } from '../../deployment/roles';
import { contextOf, dev, directoryWith, pathWith, staging, TOOLS } from '../deployment/project';

/** What a command said and gave, and how it ended. */
async function outcomeOf(line: string, programs: Record<string, string> = {}, signal = new AbortController().signal) {
  const project = { root: directoryWith(), env: { PATH: `${pathWith(programs)}:${TOOLS}` } };
  const { command, environment, args } = parseArguments(line.split(' ')) as Arguments;
  const said: string[] = [];
  const results: unknown[] = [];
  const stream = new PassThrough();
  const out = {
    say: (lines: readonly string[]) => void said.push(...lines),
    result: (value: unknown) => void results.push(value),
    warn: () => undefined,
    terminal: {},
    input: stream as unknown as ReadStream,
    prompt: stream as unknown as WriteStream,
  };
  const running =
    command.on === 'project'
      ? command.run(args, { project, signal }, out)
      : command.run(args, contextOf(project, environment === 'dev' ? dev() : staging(), signal), out, undefined);
  const failure: unknown = await running.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { said, results, failure };
}

test('gates that pass: one result', async () => {
  const { said, results, failure } = await outcomeOf('gates', { npm: 'true' });
  expect(failure).toBeUndefined();
  expect(said.at(-1)).toBe(`${GATES.length} checks passed`);
  expect(results).toEqual([{ checks: expect.any(Array) as unknown[] }]);
});

test('a gate that fails: one result all the same, and the failure has been told', async () => {
  const { said, results, failure } = await outcomeOf('gates', { npm: '[ "$3" != types ]' });
  expect(failure).toMatchObject({ name: 'DeploymentError', stage: 'preflight', reported: true });
  expect(said.at(-1)).toBe(`1 of ${GATES.length} checks failed`);
  expect(results).toHaveLength(1);
});

test('an interrupted preflight gives no result of its own: the one that the end gives is the only one', async () => {
  const { results, failure } = await outcomeOf('preflight dev --skip-gates x', {}, AbortSignal.abort());
  expect(failure).toMatchObject({ name: 'AbortError' });
  expect(results).toEqual([]);
});

test('bootstrap of an environment whose state is a file has nothing to make', async () => {
  const { said, results, failure } = await outcomeOf('bootstrap dev');
  expect(failure).toBeUndefined();
  expect(said).toEqual(['dev keeps its state in terraform.dev.tfstate in this checkout: nothing to make.']);
  expect(results).toEqual([{ bucket: null, created: false }]);
});

test("GitHub's roles are shown without a call to AWS", async () => {
  const { said, results, failure } = await outcomeOf('bootstrap staging --roles --dry-run', {
    git: 'echo git@github.com:octo/trinity.git',
  });
  expect(failure).toBeUndefined();
  const roles = documentsOf(staging(), { subject: 'repo:octo/trinity', pullRequests: true });
  expect(results).toEqual([roles]);
  expect(JSON.parse(said.join('\n'))).toEqual(roles);
});

test.each([
  ['bootstrap dev --roles --repository a/b', 'dev keeps its state in a file'],
  ['bootstrap staging --roles --repository a', '--repository is "a"'],
])('%s makes nothing', async (line, message) => {
  const { said, results, failure } = await outcomeOf(line);
  expect(failure).toMatchObject({ stage: 'invalid', message: expect.stringContaining(message) as string });
  expect([said, results]).toEqual([[], []]);
});
