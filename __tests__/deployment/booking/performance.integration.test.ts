import { booking } from '../../../deployment/booking';
import { refusal } from '../verify/breakable-api';
import { dev, startChat, type Chat } from './support';

const { performance } = booking;
let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => chat.mend());
afterAll(() => chat.close());

const run = (signal = new AbortController().signal) =>
  performance.measure({ environment: dev, signal }, chat.aws, undefined as never);

test('a measurement has figures that fit together, of every message, and leaves nothing', async () => {
  const figures = await run();
  expect(performance.schema.parse(JSON.parse(JSON.stringify(figures)))).toEqual(figures);
  expect(figures).toMatchObject({ visitors: 5, messages: 20, errors: 0, errorMessages: [], cleanupProblem: null });
  expect(figures.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(20);
  const { p50, p95, p99, max } = figures.messageMs;
  expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].sort((a, b) => a - b));
  expect(p50).toBeGreaterThan(0);
  const said = chat.api.requests.map(({ variables }) => variables.input as { seen?: number; conversationId?: string });
  expect(said.filter(({ seen }) => seen === undefined)).toHaveLength(5);
  expect(new Set(said.flatMap(({ conversationId }) => conversationId ?? [])).size).toBe(5);
  expect(await chat.left()).toEqual([]);
});

test('messages that are not answered are counted, and what the first ones said', async () => {
  let count = 0;
  chat.api.faults.answer = () => ((count += 1) > 17 ? refusal('InternalError', 'Try again.') : undefined);
  const figures = await run();
  expect(figures).toMatchObject({ messages: 17, errors: 3, errorMessages: ['InternalError: Try again.'] });
  expect(performance.judge(figures)).toContain(
    '3 of 20 messages were not answered, allowed are none: InternalError: Try again.',
  );
  expect(await chat.left()).toEqual([]);
});

test('without a business there is nothing to measure', async () => {
  chat.faults.broken = ({ payload }) => (payload.action === 'saveService' ? { crash: 'no table' } : undefined);
  await expect(run()).rejects.toMatchObject({
    stage: 'performance',
    message: 'saveService of the function catalog crashed: no table',
    next: 'Verify the environment first: it says what does not work.',
  });
  expect(await chat.left()).toEqual([]);
});

test('a business that is left behind spoils the measurement, and is told beside what failed before', async () => {
  chat.faults.broken = ({ payload }) => (payload.action === 'eraseTenant' ? { crash: 'no' } : undefined);
  const leftBehind =
    /The business trinity-\S+ could not be erased, it is LEFT BEHIND: .*bin\/trinity tenant dev erase trinity-/;
  const figures = await run();
  expect(figures).toMatchObject({ messages: 20, cleanupProblem: expect.stringMatching(leftBehind) as string });
  expect(performance.judge(figures)).toContainEqual(expect.stringMatching(leftBehind));
  chat.faults.broken = ({ payload }) =>
    ['eraseTenant', 'saveService'].includes(payload.action) ? { crash: 'no' } : undefined;
  await expect(run()).rejects.toThrow(/^saveService of the function catalog crashed: no The business/);
});

test('an abort ends it and erases the business', async () => {
  const controller = new AbortController();
  chat.api.faults.answer = () => {
    controller.abort(new Error('Ctrl-C'));
    return undefined;
  };
  const before = (await chat.left()).length;
  await expect(run(controller.signal)).rejects.toThrow('Ctrl-C');
  expect(await chat.left()).toHaveLength(before);
});
