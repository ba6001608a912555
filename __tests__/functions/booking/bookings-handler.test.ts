import { customerIdOf, type Contact } from '../../../functions/booking/bookings/customer-id';
import { failureOf, Functions, valueOf } from './support/functions';
import { customer, service, tenantId, WORKDAY } from './support/world';

const at = (clock: string) => new Date(`2026-03-25T${clock}:00.000+01:00`).toISOString();
let requests = 0;
const requestId = () => `request-of-a-visitor-${(requests += 1)}`;

function setUp() {
  const functions = new Functions();
  const { ask } = functions.open();
  const input = (more: object = {}) => ({
    ...{ requestId: requestId(), serviceId: 'cut', providerId: 'ana', startsAt: at('10:00'), customer },
    ...more,
  });
  const book = async (more: object = {}) => ask('book', { tenantId, input: input(more) });
  const { metrics } = functions.observability;
  return { functions, ask, book, input, metrics, world: functions.world };
}

test('a booking is made, and shown as it was booked', async () => {
  const { ask, book, metrics, world } = setUp();
  const made = valueOf(
    await book({ notes: ' short, please ', customer: { name: ' Eva ', phone: null, email: 'e@x.test' } }),
  );
  expect(made).toEqual({
    id: expect.stringMatching(/^[\w-]{22}$/) as string,
    ...{ status: 'CONFIRMED', serviceId: 'cut', serviceName: 'Service cut', providerId: 'ana' },
    ...{ providerName: 'Provider ana', startsAt: at('10:00'), endsAt: at('10:30'), timeZone: 'Europe/Madrid' },
    ...{ customer: { name: 'Eva', email: 'e@x.test' }, notes: 'short, please' },
  });
  expect(valueOf(await ask('booking', { tenantId, id: made.id }))).toEqual(made);
  expect(metrics.total('BookingMade')).toBe(1);
  expect(world.contradictions()).toEqual([]);
});

test('asked again with the same request, it is the same booking, also once it is cancelled', async () => {
  const { ask, input } = setUp();
  const one = input();
  const made = valueOf(await ask('book', { tenantId, input: one }));
  expect(valueOf(await ask('book', { tenantId, input: one }))).toEqual(made);
  const cancelled = { ...made, status: 'CANCELLED' };
  for (let times = 0; times < 2; times += 1) {
    expect(valueOf(await ask('cancelBooking', { tenantId, id: made.id }))).toEqual(cancelled);
  }
  expect(valueOf(await ask('book', { tenantId, input: one }))).toEqual(cancelled);
  expect(failureOf(await ask('book', { tenantId, input: { ...one, startsAt: at('12:00') } }))).toEqual({
    ok: false,
    errorType: 'ValidationError',
    message: `input.requestId is not one of its own: another booking has it. Make a new one: it is "${one.requestId}".`,
  });
});

describe('a booking is not made', () => {
  test.each([
    [{ startsAt: at('10:15') }, 'SlotTaken', `${at('10:15')} is taken. Ask for the free times`],
    [
      { startsAt: '2026-03-24T05:30:00.000Z' },
      'NotBookable',
      '2026-03-24T05:30:00.000Z is too soon to be booked, or over.',
    ],
    [{ startsAt: '2026-08-24T08:00:00.000Z' }, 'NotBookable', 'is too far ahead to be booked yet.'],
    [{ startsAt: at('21:00') }, 'NotBookable', 'is not within working hours, or does not fit.'],
    [
      { startsAt: at('10:01') },
      'ValidationError',
      'input.startsAt is not a time that the query "availableSlots" says, in steps of 5 minutes: it is',
    ],
    [
      { startsAt: 'tomorrow' },
      'ValidationError',
      'input.startsAt is not a time that the query "availableSlots" says: it is "tomorrow".',
    ],
    [{ serviceId: 'nails' }, 'NotFound', 'There is no service "nails".'],
    [{ serviceId: 'a#b' }, 'NotFound', 'There is no service "a#b".'],
    [{ providerId: 'eva' }, 'NotFound', 'There is no provider "eva".'],
    [{ providerId: 'leo' }, 'NotBookable', 'This provider does not offer this service.'],
    [
      { requestId: '1' },
      'ValidationError',
      'input.requestId is not 16 to 64 letters, digits, _ or - that nobody guesses, as a UUID: it is "1".',
    ],
    [{ customer: { name: '' } }, 'ValidationError', 'input.customer.name is not 1 to 200 characters: it is "".'],
    [{ customer: {} }, 'ValidationError', 'input.customer.name is not 1 to 200 characters: it is missing.'],
    [{ notes: 'x'.repeat(2_001) }, 'ValidationError', 'input.notes is not 1 to 2000 characters: it is "xxx'],
  ])('%j: %s', async (more, errorType, message) => {
    const { book, world } = setUp();
    world.catalog.offers.delete(`${tenantId}#cut#leo`);
    valueOf(await book());
    const failure = failureOf(await book(more));
    expect(failure.errorType).toBe(errorType);
    expect(failure.message).toContain(message);
    expect(world.standing()).toHaveLength(1);
  });

  test('with a service that is not active, or for a suspended business, which can cancel', async () => {
    const { ask, book, functions, world } = setUp();
    const made = valueOf(await book());
    world.catalog.services.set(`${tenantId}#dye`, { ...service('dye', 30), active: false });
    expect(failureOf(await book({ serviceId: 'dye' })).errorType).toBe('NotFound');
    await functions.tenants.suspend(tenantId);
    expect(failureOf(await book({ startsAt: at('12:00') })).errorType).toBe('Suspended');
    expect(valueOf(await ask('cancelBooking', { tenantId, id: made.id })).status).toBe('CANCELLED');
  });
});

describe('a booking is moved', () => {
  test('to another time, with another provider, and then stands there', async () => {
    const { ask, book, world } = setUp();
    const old = valueOf(await book());
    const input = { requestId: requestId(), startsAt: at('12:00'), providerId: 'leo' };
    const next = valueOf(await ask('rescheduleBooking', { tenantId, id: old.id, input }));
    expect(next).toMatchObject({ status: 'CONFIRMED', startsAt: at('12:00'), providerId: 'leo', customer });
    expect(valueOf(await ask('rescheduleBooking', { tenantId, id: old.id, input }))).toEqual(next);
    const moved = { ...old, status: 'CANCELLED', movedTo: next.id };
    expect(valueOf(await ask('booking', { tenantId, id: old.id }))).toEqual(moved);
    expect(valueOf(await ask('cancelBooking', { tenantId, id: old.id }))).toEqual(moved);
    const other = { ...input, requestId: requestId() };
    expect(failureOf(await ask('rescheduleBooking', { tenantId, id: old.id, input: other }))).toMatchObject({
      errorType: 'NotBookable',
      message: `This booking was moved already. Move "${next.id}", which is in its stead.`,
    });
    valueOf(await ask('cancelBooking', { tenantId, id: next.id }));
    expect(failureOf(await ask('rescheduleBooking', { tenantId, id: next.id, input: other }))).toMatchObject({
      errorType: 'NotBookable',
      message: 'This booking is cancelled: it cannot be moved. Book anew.',
    });
    expect(valueOf(await ask('rescheduleBooking', { tenantId, id: old.id, input }))).toMatchObject({
      ...{ id: next.id, status: 'CANCELLED' },
    });
    expect(world.contradictions()).toEqual([]);
  });

  test('and not when there is none, it has begun, or what it is for is gone', async () => {
    const { ask, book, world, functions } = setUp();
    const old = valueOf(await book());
    const input = { requestId: requestId(), startsAt: at('12:00') };
    for (const id of ['nothing', '#'])
      expect(failureOf(await ask('rescheduleBooking', { tenantId, id, input })).message).toBe(
        `There is no booking "${id}". Take an id of the mutation "book".`,
      );
    world.catalog.services.delete(`${tenantId}#cut`);
    expect(failureOf(await ask('rescheduleBooking', { tenantId, id: old.id, input })).message).toBe(
      'What was booked is offered no more: the booking can be cancelled, or stays as it is.',
    );
    functions.runtime.time = Date.parse(old.startsAt);
    const begun = {
      errorType: 'AlreadyBegun',
      message: `It began at ${old.startsAt}: it can be neither moved nor cancelled.`,
    };
    expect(failureOf(await ask('rescheduleBooking', { tenantId, id: old.id, input }))).toMatchObject(begun);
    expect(failureOf(await ask('cancelBooking', { tenantId, id: old.id }))).toMatchObject(begun);
    expect(valueOf(await ask('booking', { tenantId, id: old.id }))).toEqual(old);
  });
});

test('a provider’s day is listed in order, also what was cancelled', async () => {
  const { ask, book } = setUp();
  const all = [];
  for (const clock of ['12:00', '09:00']) all.unshift(valueOf(await book({ startsAt: at(clock) })));
  await book({ providerId: 'leo' });
  const cancelled = valueOf(await ask('cancelBooking', { tenantId, id: all[0]!.id }));
  const day = { tenantId, providerId: 'ana', date: '2026-03-25' };
  expect(valueOf(await ask('bookings', day))).toEqual([cancelled, all[1]]);
  expect(valueOf(await ask('bookings', { ...day, date: '2026-03-26' }))).toEqual([]);
  expect(failureOf(await ask('bookings', { ...day, date: 'today' })).message).toBe(
    'date is not a date as 2026-03-29: it is "today".',
  );
  expect(valueOf(await ask('booking', { tenantId, id: 'nothing' }))).toBeNull();
  expect(valueOf(await ask('booking', { tenantId, id: '' }))).toBeNull();
});

describe('a customer’s bookings are listed', () => {
  async function bookThree() {
    const { ask, book, functions } = setUp();
    const made = async (clock: string, contact: object) =>
      valueOf(await book({ startsAt: at(clock), customer: { name: 'Eva', ...contact } }));
    const all = {
      later: await made('12:00', { email: 'eva@x.test' }),
      first: await made('09:00', { email: 'Eva@X.test', phone: '600 111 222' }),
      byPhone: await made('10:00', { phone: '600-111-222' }),
    };
    const list = (query: object) => ask('customerBookings', { tenantId, ...query });
    return { ask, functions, all, list };
  }

  test.each([
    ['by an e-mail address, whatever its case', { email: 'EVA@x.test' }, ['first', 'later']],
    ['by a telephone of who said no e-mail address', { phone: '600111222' }, ['byPhone']],
    ['by a telephone that somebody else has', { phone: '600111223' }, []],
    ['from a time on', { email: 'eva@x.test', from: at('10:00') }, ['later']],
  ] as const)('%s', async (_, query, expected) => {
    const { all, list } = await bookThree();
    expect(valueOf(await list(query))).toEqual(expected.map((name) => all[name]));
  });

  test('of now and later, also what was cancelled, unless a time is said', async () => {
    const { ask, functions, all, list } = await bookThree();
    const cancelled = valueOf(await ask('cancelBooking', { tenantId, id: all.later.id }));
    functions.runtime.time = Date.parse(at('09:30'));
    expect(valueOf(await list({ email: 'eva@x.test' }))).toEqual([cancelled]);
  });

  test.each([
    [{}, 'neither email nor phone says who. Say an e-mail address, or a telephone with its digits: it is missing.'],
    [{ phone: 'home' }, 'Say an e-mail address, or a telephone with its digits: it is "home".'],
    [
      { email: 'eva@x.test', phone: '1' },
      'email and phone are not said together. Say the e-mail address, or the telephone of who said none: it is "1".',
    ],
    [{ phone: '1', from: 'today' }, 'from is not a time as 2026-03-29T08:00:00.000Z: it is "today".'],
  ])('not for %j', async (query, message) => {
    const failure = failureOf(await (await bookThree()).list(query));
    expect(failure.errorType).toBe('ValidationError');
    expect(failure.message).toContain(message);
  });
});

test('a customer is who says the same e-mail address, or without one the same telephone', () => {
  const same = (...contacts: Contact[]) => new Set(contacts.map(customerIdOf)).size === 1;
  expect(same({ email: 'a@x.test' }, { email: 'A@X.test', phone: '1' })).toBe(true);
  expect(same({ phone: '+34 600 11' }, { phone: '0034-60011' }, { phone: '+34(600)11' })).toBe(true);
  expect(same({ phone: '+3460011' }, { phone: '60011' })).toBe(false);
  expect(same({ email: '60011' }, { phone: '60011' })).toBe(false);
  expect([customerIdOf({}), customerIdOf({ phone: '—' })]).toEqual([undefined, undefined]);
});

test('a chat that is no id is not looked for', async () => {
  const { ask } = setUp();
  expect(failureOf(await ask('conversationBookings', { tenantId, conversationId: 'a#b' })).message).toBe(
    'conversationId is not 16 to 64 letters, digits, _ or - that nobody guesses, as a UUID: it is "a#b".',
  );
  expect(valueOf(await ask('conversationBookings', { tenantId, conversationId: 'a-chat-of-nobody' }))).toEqual([]);
});

describe('how often a widget writes', () => {
  test('is counted by key and minute; whoever reads, and whoever is of the business, is not counted', async () => {
    const { ask, input, functions, metrics, world } = setUp();
    world.availability.hours.set(`${tenantId}#ana`, new Map([[3, WORKDAY]]));
    const apiKeyId = functions.giveKey(tenantId, { requestsPerMinute: 3 }).apiKey.keyHash;
    const write = () => ask('book', { tenantId, apiKeyId, input: input({ serviceId: 'nails' }) });
    for (let times = 0; times < 2; times += 1) expect(failureOf(await write()).errorType).toBe('NotFound');
    expect(failureOf(await ask('cancelBooking', { tenantId, apiKeyId, id: 'nothing' })).errorType).toBe('NotFound');
    expect(failureOf(await write())).toEqual({
      ...{ ok: false, errorType: 'RateLimited' },
      message: 'The key of this widget was used 4 times in this minute; it may be 3 times. Try again in a minute.',
    });
    expect(failureOf(await ask('cancelBooking', { tenantId, apiKeyId, id: 'nothing' })).errorType).toBe('RateLimited');
    expect((await ask('booking', { tenantId, apiKeyId, id: 'nothing' })).ok).toBe(true);
    expect(failureOf(await ask('cancelBooking', { tenantId, id: 'nothing' })).errorType).toBe('NotFound');
    expect(metrics.total('RateLimited')).toBe(2);
    functions.runtime.time += 60_000;
    expect(failureOf(await write()).errorType).toBe('NotFound');
  });

  test('a key that was revoked a moment ago writes nothing', async () => {
    const { ask, input, functions, world } = setUp();
    const { keyHash } = functions.giveKey(tenantId, { status: 'REVOKED' }).apiKey;
    expect(failureOf(await ask('book', { tenantId, apiKeyId: keyHash, input: input() })).message).toBe(
      'The key of this widget has ended or was revoked. Whoever runs the page has to give it another.',
    );
    expect(world.standing()).toEqual([]);
  });
});

test('the log says whose booking, and nothing of who books', async () => {
  const { book, functions, ask } = setUp();
  const secret = { name: 'Genoveva', phone: '+34611223344', email: 'genoveva@mail.test' };
  await book({ customer: secret, notes: 'allergic' });
  await book({ customer: secret, notes: 'allergic' });
  await book({ customer: { ...secret, name: 'Genoveva'.repeat(40) } });
  await book({ serviceId: '+34611223344' });
  await ask('cancelBooking', { tenantId, id: 'Genoveva 611' });
  const log = functions.observability.log.lines.join('\n');
  expect(log).toContain(`INFO book done {"tenantId":"${tenantId}","errorType":"SlotTaken"}`);
  expect(log).not.toMatch(/genoveva|611223344|allergic/i);
});
