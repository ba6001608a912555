import { DeploymentError } from '../../deployment/errors';
import { isOutside } from '../../deployment/outside';
import { Recording, type DeployEvent } from '../../deployment/recording';
import { reportSchema } from '../../deployment/report/schema';
import { awsError } from './aws';
import { contextOf, dev, directoryWith, TOOLS } from './project';

function recording(signal?: AbortSignal) {
  const events: DeployEvent[] = [];
  const context = contextOf({ root: directoryWith(), env: { PATH: TOOLS } }, dev(), signal);
  return { events, recording: new Recording('deploy', context, (event) => events.push(event)) };
}

const throwing = (error: Error) => () => Promise.reject(error);

describe('a step', () => {
  test('is told as it begins and ends, and gives its result', async () => {
    const { recording: one, events } = recording();
    await expect(one.step('plan', () => Promise.resolve([7, '2 to add'] as const))).resolves.toBe(7);
    one.skip('apply', 'nothing to apply');
    expect(events).toEqual([
      { type: 'step-begun', name: 'plan' },
      {
        type: 'step-ended',
        step: { name: 'plan', status: 'passed', durationMs: expect.any(Number) as number, detail: '2 to add' },
      },
      { type: 'step-ended', step: { name: 'apply', status: 'skipped', durationMs: 0, detail: 'nothing to apply' } },
    ]);
    const report = await one.report('SUCCESS', null, ['rest']);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.steps.map(({ name }) => name)).toEqual(['plan', 'apply']);
    expect(report).toMatchObject({ commit: null, by: null, resources: null, status: 'SUCCESS', nextSteps: ['rest'] });
  });

  test.each([
    ['preflight', 'preflight'],
    ['synth', 'invalid'],
    ['plan', 'plan'],
    ['apply', 'apply'],
    ['verify', 'verification'],
    ['performance', 'performance'],
    ['rollback', 'rollback'],
  ] as const)('%s fails with the stage %s when AWS refuses', async (name, stage) => {
    const denied = awsError('AccessDenied', 'User: x is not authorized to perform: a:B', 403);
    await expect(recording().recording.step(name, throwing(denied))).rejects.toMatchObject({
      name: 'DeploymentError',
      stage,
      message: 'The AWS identity may not do a:B.',
      cause: denied,
    });
  });

  test('that knows why it failed is taken at its word', async () => {
    const failure = new DeploymentError('declined', 'No.', 'Ask again.');
    const { recording: one, events } = recording();
    await expect(one.step('confirm', throwing(failure))).rejects.toBe(failure);
    expect(events.at(-1)).toMatchObject({ type: 'step-ended', step: { status: 'failed', detail: 'No.' } });
  });

  test('that has a bug surfaces as it is', async () => {
    const bug = new TypeError('x is not a function');
    const { recording: one } = recording();
    await expect(one.step('verify', throwing(bug))).rejects.toBe(bug);
    const { steps } = await one.report('FAILED', 'a bug', []);
    expect(steps).toMatchObject([
      { name: 'verify', status: 'failed', detail: 'A fault of Trinity itself: TypeError: x is not a function' },
    ]);
  });

  test.each(['preflight', 'synth', 'plan', 'confirm', 'apply', 'verify', 'performance'] as const)(
    'that is interrupted says so: %s',
    async (name) => {
      const controller = new AbortController();
      const stopping = recording(controller.signal).recording.step(name, () => {
        controller.abort();
        return Promise.reject(new Error('The operation was aborted'));
      });
      await expect(stopping).rejects.toMatchObject({ stage: 'interrupted', message: `Interrupted during ${name}.` });
    },
  );

  test('a rollback after an interruption says what went wrong in it, which is not the interruption', async () => {
    const denied = awsError('AccessDenied', 'User: x is not authorized to perform: lambda:UpdateAlias', 403);
    const stopped = recording(AbortSignal.abort()).recording.step('rollback', throwing(denied));
    await expect(stopped).rejects.toMatchObject({
      stage: 'rollback',
      message: 'The AWS identity may not do lambda:UpdateAlias.',
    });
  });
});

describe('of the outside world', () => {
  const withCode = (code: string, name = 'Error') => Object.assign(new Error('x'), { code, name });

  test.each<[string, unknown, boolean]>([
    ['an answer of AWS', awsError('Odd', 'x'), true],
    ['a refused connection', withCode('ECONNREFUSED'), true],
    ['a file that is not there', withCode('ENOENT'), true],
    ['a certificate that is not trusted', withCode('ERR_TLS_CERT_ALTNAME_INVALID'), true],
    [
      'fetch, which hides the reason in the cause',
      new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }),
      true,
    ],
    ['what the person can put right', Object.assign(new Error('x'), { name: 'UserError' }), true],
    ['several of these', new AggregateError([withCode('ECONNREFUSED'), awsError('Odd', 'x')]), true],
    ['a bug', new TypeError('x is not a function'), false],
    ["a bug that Node's own functions notice", withCode('ERR_INVALID_ARG_TYPE', 'TypeError'), false],
    ['a bug among several', new AggregateError([withCode('ECONNREFUSED'), new RangeError('x')]), false],
    ['no errors at all', new AggregateError([]), false],
    ['an error of nobody', new Error('x'), false],
    ['no error', 'ECONNREFUSED', false],
  ])('%s: %#', (_, error, expected) => {
    expect(isOutside(error)).toBe(expected);
  });
});
