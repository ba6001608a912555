import { begin } from '../../../deployment/ending';
import { DeploymentError, type Stage } from '../../../deployment/errors';
import type { DeployEvent } from '../../../deployment/events';
import { reportSchema } from '../../../deployment/report/schema';
import { Steps } from '../../../deployment/steps';
import { apply } from '../../../deployment/steps/apply';
import { confirm } from '../../../deployment/steps/confirm';
import { performance } from '../../../deployment/steps/performance';
import { plan } from '../../../deployment/steps/plan';
import { preflight } from '../../../deployment/steps/preflight';
import { rollBack } from '../../../deployment/steps/roll-back';
import type { Step, Undo } from '../../../deployment/steps/step';
import { synth } from '../../../deployment/steps/synth';
import { verify } from '../../../deployment/steps/verify';
import { awsError, fakeAws } from '../aws';
import { contextOf, dev, directoryWith, TOOLS } from '../project';

const ALL = [preflight, synth, plan, confirm, apply, verify, performance, rollBack];
type Name = (typeof ALL)[number]['name'];

function begun(signal?: AbortSignal) {
  const events: DeployEvent[] = [];
  const context = contextOf({ root: directoryWith(), env: { PATH: TOOLS } }, dev(), signal);
  return { events, ...begin('deploy', context, fakeAws({}), (event) => void events.push(event)) };
}

const none = () => Promise.resolve({});
const gives = <Gives extends object>(given: Gives, detail = '') => Promise.resolve({ gives: given, detail });

/** The step of this name, of which nothing is left but its name and what it counts as. */
function failing(name: Name, run: () => Promise<never>): Step<object, object> {
  const { stage } = ALL.find((one) => one.name === name)!;
  return { name, stage, run };
}
const throwing = (name: Name, error: Error) => failing(name, () => Promise.reject(error));

describe('a step', () => {
  test('is told as it begins and ends, and gives its result', async () => {
    const { around, report, events } = begun();
    const review: DeployEvent = { type: 'warning', message: 'after it' };
    const first: Step<{ start: number }, { seven: number }> = {
      ...{ name: 'plan', stage: 'plan' },
      run: async ({ start }) => ({ ...(await gives({ seven: start + 6 }, '2 to add')), event: review }),
    };
    const asked: number[] = [];
    const second: Step<{ seven: number }, object> = {
      ...{ name: 'apply', stage: 'apply' },
      skip: ({ seven }) => (asked.push(seven), { gives: {}, why: 'nothing to apply' }),
      run: () => Promise.reject(new Error('it is skipped')),
    };
    const ended = await Steps.from<{ start: number }>()
      .add(first)
      .add(second)
      .run(around, () => Promise.resolve({ start: 1 }));
    expect(asked).toEqual([7]);
    expect(events).toEqual([
      { type: 'step-begun', name: 'plan' },
      {
        type: 'step-ended',
        step: { name: 'plan', status: 'passed', durationMs: expect.any(Number) as number, detail: '2 to add' },
      },
      review,
      { type: 'step-ended', step: { name: 'apply', status: 'skipped', durationMs: 0, detail: 'nothing to apply' } },
    ]);
    const made = await report({ ...ended, known: {} }, { status: 'SUCCESS', reason: null, nextSteps: ['rest'] });
    expect(reportSchema.parse(made)).toEqual(made);
    expect(made.steps.map(({ name }) => name)).toEqual(['plan', 'apply']);
    expect(made).toMatchObject({ commit: null, by: null, resources: null, status: 'SUCCESS', nextSteps: ['rest'] });
  });

  test('that asks for what no step before it gives does not compile', () => {
    const needs: Step<{ seven: number }, object> = { name: 'verify', stage: 'verification', run: () => gives({}) };
    const other: Step<object, { six: number }> = { name: 'plan', stage: 'plan', run: () => gives({ six: 6 }) };
    const right: Step<object, { seven: number }> = { name: 'plan', stage: 'plan', run: () => gives({ seven: 7 }) };
    // @ts-expect-error -- nobody gives seven
    Steps.from<object>().add(other).add(needs);
    // @ts-expect-error -- too late
    Steps.from<object>().add(needs).add(right);
    expect(Steps.from<object>().add(right).add(needs)).toBeInstanceOf(Steps);
  });

  test.each<[Name, Stage]>([
    ['preflight', 'preflight'],
    ['synth', 'invalid'],
    ['plan', 'plan'],
    ['apply', 'apply'],
    ['verify', 'verification'],
    ['performance', 'performance'],
    ['rollback', 'rollback'],
  ])('%s fails with the stage %s when AWS refuses', async (name, stage) => {
    const denied = awsError('AccessDenied', 'User: x is not authorized to perform: a:B', 403);
    const { failure, bug } = await Steps.from().add(throwing(name, denied)).run(begun().around, none);
    expect(bug).toBeUndefined();
    expect(failure).toMatchObject({
      name: 'DeploymentError',
      stage,
      message: 'The AWS identity may not do a:B.',
      cause: denied,
    });
  });

  test('that knows why it failed is taken at its word', async () => {
    const failure = new DeploymentError('declined', 'No.', 'Ask again.');
    const { around, events } = begun();
    const ended = await Steps.from().add(throwing('confirm', failure)).run(around, none);
    expect(ended.failure).toBe(failure);
    expect(events.at(-1)).toMatchObject({ type: 'step-ended', step: { status: 'failed', detail: 'No.' } });
  });

  test('that has a bug surfaces as it is', async () => {
    const error = new TypeError('x is not a function');
    const { bug, steps } = await Steps.from().add(throwing('verify', error)).run(begun().around, none);
    expect(bug?.error).toBe(error);
    expect(steps).toMatchObject([
      { name: 'verify', status: 'failed', detail: 'A fault of Trinity itself: TypeError: x is not a function' },
    ]);
  });

  test.each(['preflight', 'synth', 'plan', 'confirm', 'apply', 'verify', 'performance'] as const)(
    'that is interrupted says so: %s',
    async (name) => {
      const controller = new AbortController();
      const stopped = failing(name, () => {
        controller.abort();
        return Promise.reject(new Error('The operation was aborted'));
      });
      const { failure } = await Steps.from().add(stopped).run(begun(controller.signal).around, none);
      expect(failure).toMatchObject({ stage: 'interrupted', message: `Interrupted during ${name}.` });
    },
  );

  test('a rollback after an interruption says what went wrong in it, which is not the interruption', async () => {
    const denied = awsError('AccessDenied', 'User: x is not authorized to perform: lambda:UpdateAlias', 403);
    const { around } = begun(AbortSignal.abort());
    const { failure } = await Steps.from().add(throwing('rollback', denied)).run(around, none);
    expect(failure).toMatchObject({
      stage: 'rollback',
      message: 'The AWS identity may not do lambda:UpdateAlias.',
    });
  });

  test('that fails gives what it has learned, and what was opened is closed', async () => {
    const closed: string[] = [];
    const learning: Step<object, { by: string }> = {
      ...{ name: 'plan', stage: 'plan' },
      run(_, { learn, atEnd }) {
        learn({ by: 'ana' });
        for (const name of ['first', 'second']) atEnd(() => closed.push(name));
        return Promise.reject(new DeploymentError('plan', 'No.', ''));
      },
    };
    const { around, report } = begun();
    const ended = await Steps.from().add(learning).run(around, none);
    expect(closed).toEqual(['second', 'first']);
    const made = await report(ended, { status: 'FAILED', reason: 'No.', nextSteps: [] });
    expect(made).toMatchObject({ by: 'ana', functions: [], steps: [{ name: 'plan', status: 'failed' }] });
  });
});

describe('after a failure', () => {
  const undone: string[] = [];
  beforeEach(() => void (undone.length = 0));

  /** A step that passes, and is undone unless it says that it need not be. */
  const step = (name: Name, undo: Partial<Undo<object>> = {}): Step<object, object> => ({
    ...{ name, stage: 'apply' },
    run: () => gives({}),
    undo: {
      ...{ name: 'rollback', stage: 'rollback', isNeeded: () => true },
      run: () => (undone.push(name), Promise.resolve({ detail: 'done', note: `${name} is back.`, isBack: true })),
      explain: ({ message }) => `${name.toUpperCase()} IS NOT BACK: ${message}`,
      ...undo,
    },
  });
  const broken = throwing('performance', new DeploymentError('performance', 'Slow.', ''));

  test('what has begun is undone, the last first; what has not is left alone', async () => {
    const { failure, undone: said } = await Steps.from()
      .add(step('plan'))
      .add(step('confirm', { isNeeded: () => false }))
      .add(step('apply'))
      .add(broken)
      .add(step('verify'))
      .run(begun().around, none);
    expect(failure?.message).toBe('Slow.');
    expect(undone).toEqual(['apply', 'plan']);
    expect(said.map(({ note }) => note)).toEqual(['apply is back.', 'plan is back.']);
  });

  test('neither Ctrl-C nor what cannot be undone keeps the others from it', async () => {
    const denied = awsError('AccessDenied', 'User: x is not authorized to perform: a:B', 403);
    const { steps, undone: said } = await Steps.from()
      .add(step('plan'))
      .add(step('apply', { run: () => Promise.reject(denied) }))
      .add(broken)
      .run(begun(AbortSignal.abort()).around, none);
    expect(said).toEqual([
      { note: 'APPLY IS NOT BACK: The AWS identity may not do a:B.', isBack: false },
      expect.objectContaining({ note: 'plan is back.', isBack: true }),
    ]);
    expect(steps.slice(-2).map(({ name, status }) => `${name} ${status}`)).toEqual([
      'rollback failed',
      'rollback passed',
    ]);
  });
});
