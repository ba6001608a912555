import { describeResults, failed, passed, runChecks, skipped, type Check } from '../../deployment/checks';
import { requireChecks } from '../../deployment/require-checks';
import { dev } from './project';

const check = (name: string, run: Check['run']): Check => ({ name, run });
const signal = new AbortController().signal;
const explain = (error: unknown) => ({ reason: `explained: ${String(error)}`, next: 'do' });

const ALL = [
  check('good', () => Promise.resolve(passed('as it should be'))),
  check('bad', () => Promise.resolve(failed('It is 1.', 'Make it 2.'))),
  check('thrown later', () => Promise.reject(new Error('no answer'))),
  check('thrown at once', () => {
    throw new Error('no argument');
  }),
  check('blind', () => Promise.resolve(skipped('no permission'))),
];

test('all are run whatever the ones before have found; one that throws, however, has failed', async () => {
  const told: string[] = [];
  const results = await runChecks(ALL, { signal, explain, onResult: ({ name }) => told.push(name) });
  expect(results.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['good', passed('as it should be')],
    ['bad', failed('It is 1.', 'Make it 2.')],
    ['thrown later', failed('explained: Error: no answer', 'do')],
    ['thrown at once', failed('explained: Error: no argument', 'do')],
    ['blind', skipped('no permission')],
  ]);
  expect(told).toEqual(ALL.map(({ name }) => name));
});

describe('slow ones', () => {
  const slow = (name: string, outcome = passed('')) => {
    const run = jest.fn(() => Promise.resolve(outcome));
    return { name, run, slow: 'gates' };
  };

  test('they are announced, and one that fails does not keep the others from running', async () => {
    const told: string[] = [];
    const onStart = (name: string) => told.push(name);
    const checks = [ALL[0]!, slow('lint', failed('a', 'b')), slow('tests')];
    const results = await runChecks(checks, { signal, explain, onStart });
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['passed', 'failed', 'passed']);
    expect(told).toEqual(['lint', 'tests']);
  });

  test('once a quick one has failed, none of them is run, which is said once', async () => {
    const gates = [slow('lint'), slow('tests')];
    const onStart = jest.fn();
    const results = await runChecks([ALL[1]!, ...gates, ALL[0]!], { signal, explain, onStart });
    expect(results.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['bad', failed('It is 1.', 'Make it 2.')],
      ['gates', skipped('a quick check has failed')],
      ['good', passed('as it should be')],
    ]);
    for (const { run } of gates) expect(run).not.toHaveBeenCalled();
    expect(onStart).not.toHaveBeenCalled();
  });
});

test('an interruption is no finding', async () => {
  const controller = new AbortController();
  const later = jest.fn();
  const checks = [
    check('interrupted', () => {
      controller.abort();
      return Promise.reject(new Error('aborted request'));
    }),
    check('later', later),
  ];
  await expect(runChecks(checks, { signal: controller.signal, explain })).rejects.toMatchObject({ name: 'AbortError' });
  expect(later).not.toHaveBeenCalled();
});

test('nor is what a check has said once it was interrupted: a program that it runs was ended', async () => {
  const controller = new AbortController();
  const said = jest.fn();
  const checks = [
    check('ended', () => {
      controller.abort();
      return Promise.resolve(failed('It is not there.', 'Install it.'));
    }),
  ];
  const running = runChecks(checks, { signal: controller.signal, explain, onResult: said });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(said).not.toHaveBeenCalled();
});

test('in a sentence', async () => {
  const results = await runChecks([ALL[0]!, ALL[4]!], { signal, explain });
  expect(describeResults(results)).toBe('1 checks passed, 1 not run: blind (no permission)');
});

describe('required', () => {
  const context = { environment: dev(), signal };
  const require_ = (checks: Check[]) => requireChecks('verification', checks, context, () => undefined);

  test('they have passed', async () => {
    await expect(require_([ALL[0]!])).resolves.toBe('1 checks passed');
  });

  test('everything that failed is told, and each next step once', async () => {
    const again = check('worse', () => Promise.resolve(failed('It is 0.', 'Make it 2.')));
    await expect(require_([ALL[1]!, ALL[0]!, again])).rejects.toMatchObject({
      name: 'DeploymentError',
      stage: 'verification',
      message: 'bad: It is 1.\nworse: It is 0.',
      next: 'Make it 2.',
    });
  });

  test('an error of AWS is explained', async () => {
    const denied = Object.assign(new Error('User: x is not authorized to perform: iam:GetRole on resource: role y'), {
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    const failing = require_([check('role', () => Promise.reject(denied))]);
    await expect(failing).rejects.toMatchObject({ message: 'role: The AWS identity may not do iam:GetRole on role.' });
  });

  test("a bug is no fault of AWS's", async () => {
    const bug = new TypeError("Cannot read properties of undefined (reading 'Throttling')");
    const failing = require_([check('role', () => Promise.reject(bug))]);
    await expect(failing).rejects.toMatchObject({
      message: "role: A fault of Trinity itself: TypeError: Cannot read properties of undefined (reading 'Throttling')",
      next: 'Report it.',
    });
  });
});
