import { booking } from '../../../deployment/booking';
import { tryBooking } from '../../../deployment/booking/trial';
import type { Outcome } from '../../../deployment/checks';
import { refusal, type GraphqlRequest } from '../verify/breakable-api';
import { awsError } from '../aws';
import { dev, startChat, type Chat } from './support';

let chat: Chat;
beforeAll(async () => {
  chat = await startChat();
});
afterEach(() => chat.mend());
afterAll(() => chat.close());

const verify = (signal = new AbortController().signal): Promise<Outcome> =>
  tryBooking(dev, chat.functions, () => Promise.resolve(chat.api.endpoint)).run(signal);

const text = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const only = (field: string, answer: ReturnType<typeof refusal> | 'drop') => (request: GraphqlRequest) =>
  request.field === field ? answer : undefined;
const actions = () => chat.asked.map(({ payload }) => payload.action);

test('one that works passes and says what was seen; nothing is left but what TTL removes', async () => {
  expect(await verify()).toEqual({
    status: 'passed',
    detail: text(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z was booked once, for one request of two, and cancelled; a message was answered after \d+ ms; the business is gone, and its chat goes within \d+ days$/,
    ),
  });
  const fields = ['services', 'availableSlots', 'book', 'book', 'book', 'cancelBooking', 'sendChatMessage'];
  expect(chat.api.requests.map(({ field }) => field)).toEqual(fields);
  expect(actions().slice(-4)).toEqual(['revokeApiKey', 'suspendTenant', 'eraseTenant', 'eraseTenant']);
  expect(await chat.left()).toEqual([]);
});

test('the same after a rollback, by what AWS says alone; and by the state', async () => {
  const signal = new AbortController().signal;
  expect(await booking.endToEnd(dev, chat.aws).run(signal)).toMatchObject({ status: 'passed' });
  const outputs = { graphql_endpoint: chat.api.endpoint };
  const [check, ...others] = booking.verification(
    { environment: dev, system: 'booking', resources: [], used: [], outputs },
    chat.aws,
  );
  expect(others).toEqual([]);
  expect(await check!.run(signal)).toMatchObject({ status: 'passed' });
});

describe('what is wrong is named, and the business is erased all the same', () => {
  const broken = async (reason: RegExp) => {
    expect(await verify()).toEqual({
      status: 'failed',
      reason: text(reason),
      next: text(/CloudWatch Logs\. `bin\/trinity rollback dev-booking` goes back/),
    });
    expect(await chat.left()).toEqual([]);
  };
  const changed = (field: string, value: unknown, from = 1) => {
    let count = 0;
    chat.api.faults.change = (request, data) => {
      if (request.field === field && (count += 1) >= from) data[field] = value;
    };
  };

  test.each(['services', 'availableSlots', 'book', 'cancelBooking', 'sendChatMessage'])('%s fails', async (field) => {
    chat.api.faults.answer = only(field, refusal('InternalError', 'Try again.'));
    await broken(new RegExp(`^${field} failed: InternalError: Try again\\.`));
  });

  test('the connection breaks', async () => {
    chat.api.faults.answer = only('availableSlots', 'drop');
    await broken(/^availableSlots failed: The GraphQL endpoint http:\S+ cannot be reached: /);
  });

  test('services shows others', async () => {
    changed('services', [{ id: 'other' }]);
    await broken(/^services shows \["other"\], expected the one that was made, /);
  });

  test('there are no free times', async () => {
    changed('availableSlots', []);
    await broken(/^availableSlots shows none from \d{4}-\d\d-\d\d on, though the provider works round the clock\.$/);
  });

  test('one request has made two bookings', async () => {
    changed('book', { id: 'other', status: 'CONFIRMED' }, 2);
    await broken(/^One request has made two bookings of \S+: \S+ and other\.$/);
  });

  test('two visitors have booked one time', async () => {
    let count = 0;
    chat.api.faults.answer = ({ field }) => {
      const isThird = field === 'book' && (count += 1) === 3;
      return isThird ? { status: 200, body: { data: { book: { id: 'other', status: 'CONFIRMED' } } } } : undefined;
    };
    await broken(/^Two visitors have booked \S+: \S+ and other\.$/);
  });

  test('one that is cancelled stands', async () => {
    changed('cancelBooking', { id: 'x', status: 'CONFIRMED' });
    await broken(/^cancelBooking answered with status CONFIRMED, expected CANCELLED\.$/);
  });

  test('the agent says nothing', async () => {
    changed('sendChatMessage', { conversationId: 'x', revision: 1, texts: [] });
    await broken(/^sendChatMessage answered with no text\.$/);
  });

  test.each(['createTenant', 'saveService', 'saveProvider', 'setWorkingHours', 'createApiKey'])(
    '%s crashes, or is refused',
    async (action) => {
      chat.faults.broken = ({ payload }) => (payload.action === action ? { crash: 'no table' } : undefined);
      await broken(new RegExp(`^${action} of the function \\w+ crashed: no table$`));
      chat.faults.broken = ({ payload }) => (payload.action === action ? { refusal: 'Busy.' } : undefined);
      await broken(new RegExp(`^${action} of the function \\w+ failed: UpstreamUnavailable: Busy\\.$`));
      expect(chat.api.requests).toEqual([]);
    },
  );

  test('what AWS refuses is thrown on', async () => {
    chat.faults.broken = ({ payload }) =>
      payload.action === 'saveService' ? awsError('AccessDeniedException', 'no') : undefined;
    await expect(verify()).rejects.toThrow('no');
    expect(await chat.left()).toEqual([]);
  });
});

test.each(['services', 'book', 'sendChatMessage'])(
  'an abort during %s erases the business, once what was under way has ended',
  async (field) => {
    const controller = new AbortController();
    const order: string[] = [];
    chat.api.faults.answer = (request) => {
      if (request.field === field) controller.abort(new Error('Ctrl-C'));
      return undefined;
    };
    chat.api.faults.change = (request) => void order.push(request.field);
    chat.faults.broken = ({ payload }) => {
      if (payload.action === 'suspendTenant') order.push(payload.action);
      return undefined;
    };
    await expect(verify(controller.signal)).rejects.toThrow('Ctrl-C');
    expect(order.slice(-2)).toEqual([field, 'suspendTenant']);
    expect(await chat.left()).toEqual([]);
  },
);

test('an abort while the business opens erases it', async () => {
  const controller = new AbortController();
  chat.faults.broken = ({ payload }) => {
    if (payload.action === 'setWorkingHours') controller.abort(new Error('Ctrl-C'));
    return undefined;
  };
  await expect(verify(controller.signal)).rejects.toThrow('Ctrl-C');
  expect(await chat.left()).toEqual([]);
});

test('an erasure that fails once is tried again', async () => {
  let isFirst = true;
  chat.faults.broken = ({ payload }) => {
    const fails = payload.action === 'eraseTenant' && isFirst;
    if (fails) isFirst = false;
    return fails ? { crash: 'timed out' } : undefined;
  };
  expect(await verify()).toMatchObject({ status: 'passed' });
  expect(await chat.left()).toEqual([]);
});

test('a business that cannot be erased is told, with what failed before, and how it goes', async () => {
  chat.faults.broken = ({ payload }) => (payload.action === 'eraseTenant' ? { refusal: 'Busy.' } : undefined);
  chat.api.faults.answer = only('services', refusal('InternalError', 'Try again.'));
  const outcome = await verify();
  const tenantId = chat.asked[0]!.payload.input as { tenantId: string };
  const id = tenantId.tenantId;
  expect(outcome).toEqual({
    status: 'failed',
    reason: `services failed: InternalError: Try again. The business ${id} could not be erased, it is LEFT BEHIND: eraseTenant of the function catalog failed: UpstreamUnavailable: Busy.`,
    next: `Erase it: \`bin/trinity tenant dev erase ${id}\`.`,
  });
  expect(await chat.left()).not.toEqual([]);
  chat.mend();
  await chat.functions.ask('catalog', { action: 'eraseTenant', ...{ tenantId: id, dryRun: false } });
  expect(await chat.left()).toEqual([]);
});
