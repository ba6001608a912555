import { CLOSED } from '../../../model/booking/items/hours';
import { customerIdOf } from '../../../functions/booking/bookings/customer-id';
import { customer, eva, service, tenantId, request, World } from './support/world';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => expect(world.contradictions()).toEqual([]));

const book = (...asked: Parameters<typeof request>) => world.protocol().book(request(...asked));
const booked = async (...asked: Parameters<typeof request>) => {
  const answer = await book(...asked);
  if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
  return answer.booking;
};
const times = (bookings: readonly { startsAt: string; status: string }[]) =>
  bookings.map(({ startsAt, status }) => `${startsAt.slice(5, 16)} ${status}`);

describe('book', () => {
  test('a booking has all that is needed to keep it', async () => {
    const asked = request('2026-03-25T12:00', {
      serviceId: 'dye',
      customer: eva,
      conversationId: 'chat',
      notes: 'Red',
    });
    const answer = await world.protocol().book(asked);
    expect(answer).toEqual({
      outcome: 'BOOKED',
      booking: {
        ...{ tenantId, bookingId: expect.stringMatching(/^[\w-]{22}$/) as string },
        ...{ serviceId: 'dye', serviceName: 'Service dye', providerId: 'ana', providerName: 'Provider ana' },
        ...{ customer: eva, customerId: customerIdOf(eva), conversationId: 'chat', notes: 'Red' },
        ...{ startsAt: '2026-03-25T11:00:00.000Z', endsAt: '2026-03-25T12:00:00.000Z', timeZone: 'Europe/Madrid' },
        place: {
          ...{ providerId: 'ana', date: '2026-03-25', cells: 17 },
          firstCell: Date.parse('2026-03-25T10:50:00.000Z') / 300_000,
        },
        ...{ status: 'CONFIRMED', createdAt: '2026-03-24T05:00:00.000Z' },
      },
    });
    expect(answer).toHaveProperty('booking', [...world.bookings.items.values()][0]);
  });

  test.each([
    ['an unknown tenant', '2026-03-25T10:00', { tenantId: 'nobody' }, 'UNKNOWN_TENANT'],
    ['an unknown service', '2026-03-25T10:00', { serviceId: 'shave' }, 'UNKNOWN_SERVICE'],
    ['an unknown provider', '2026-03-25T10:00', { providerId: 'eve' }, 'UNKNOWN_PROVIDER'],
    ['a time that has been', '2026-03-23T10:00', {}, 'PAST'],
    ['a time too late', '2026-05-24T10:00', {}, 'TOO_FAR'],
    ['a time at night', '2026-03-25T23:00', {}, 'OUTSIDE_HOURS'],
    ['a time over the end', '2026-03-25T13:45', {}, 'OUTSIDE_HOURS'],
    ['a time within coffee', '2026-03-25T10:45', {}, 'OUTSIDE_HOURS'],
    ['a time whose buffer is before they open', '2026-03-25T09:00', { serviceId: 'dye' }, 'OUTSIDE_HOURS'],
    ['a time between two cells', '2026-03-25T10:00', { startsAt: '2026-03-25T09:01:00.000Z' }, 'UNALIGNED'],
    ['no time', '2026-03-25T10:00', { startsAt: 'soon' }, 'UNALIGNED'],
  ])('%s is refused, and nothing is written', async (_, startsAt, more, outcome) => {
    expect(await book(startsAt, more)).toEqual({ outcome });
    expect(world.bookings.items.size).toBe(0);
    expect(world.availability.days.size).toBe(0);
  });

  test('who is not there any more, or does not offer it, is not booked', async () => {
    world.catalog.offers.delete(`${tenantId}#cut#ana`);
    expect(await book('2026-03-25T10:00')).toEqual({ outcome: 'NOT_OFFERED' });
    world.catalog.services.set(`${tenantId}#cut`, { ...service('cut', 30), active: false });
    expect(await book('2026-03-25T10:00')).toEqual({ outcome: 'UNKNOWN_SERVICE' });
    const ana = world.catalog.providers.get(`${tenantId}#ana`)!;
    world.catalog.providers.set(`${tenantId}#ana`, { ...ana, active: false });
    expect(await book('2026-03-25T10:00', { serviceId: 'dye' })).toEqual({ outcome: 'UNKNOWN_PROVIDER' });
  });

  test('a holiday is closed', async () => {
    await world.availability.putException(tenantId, 'ana', '2026-03-25', CLOSED);
    expect(await book('2026-03-25T10:00')).toEqual({ outcome: 'OUTSIDE_HOURS' });
    expect(await book('2026-03-25T10:00', { providerId: 'leo' })).toMatchObject({ outcome: 'BOOKED' });
  });

  test('buffers touch, and do not overlap', async () => {
    await booked('2026-03-25T12:00', { serviceId: 'dye' }); // takes 11:50 to 13:15
    for (const startsAt of ['11:25', '13:10'])
      expect(await book(`2026-03-25T${startsAt}`)).toEqual({ outcome: 'TAKEN' });
    for (const startsAt of ['11:20', '13:15']) await booked(`2026-03-25T${startsAt}`);
  });

  test('a request that is asked for again is the same booking, also when its time has come', async () => {
    const asked = request('2026-03-25T10:00');
    const first = await world.protocol().book(asked);
    world.runtime.time = Date.parse('2026-03-25T12:00:00Z');
    world.catalog.services.clear();
    expect(await world.protocol().book(asked)).toEqual(first);
    expect(world.standing()).toHaveLength(1);
  });

  test('a request that is another one under the same id is told so', async () => {
    const asked = request('2026-03-25T10:00');
    const first = await world.protocol().book(asked);
    const other = { ...asked, startsAt: '2026-03-25T11:00:00.000Z' };
    expect(await world.protocol().book(other)).toEqual({ ...first, outcome: 'REQUEST_REUSED' });
    expect(await world.protocol().book({ ...asked, tenantId: 'nobody' })).toEqual({ outcome: 'UNKNOWN_TENANT' });
  });

  test('a request whose booking was cancelled does not book it anew', async () => {
    const asked = request('2026-03-25T10:00');
    const first = await world.protocol().book(asked);
    if (first.outcome !== 'BOOKED') throw new Error(first.outcome);
    await world.protocol().cancel(tenantId, first.booking.bookingId);
    expect(await world.protocol().book(asked)).toMatchObject({ outcome: 'CANCELLED' });
    expect(world.standing()).toEqual([]);
  });

  test('who was refused for somebody else can ask again when it is free', async () => {
    const other = await booked('2026-03-25T10:00');
    const asked = request('2026-03-25T10:00');
    expect(await world.protocol().book(asked)).toEqual({ outcome: 'TAKEN' });
    await world.protocol().cancel(tenantId, other.bookingId);
    expect(await world.protocol().book(asked)).toMatchObject({ outcome: 'BOOKED' });
  });

  test.each([
    ['Europe/Madrid', '2026-03-26', 'America/New_York', '2026-03-25'],
    ['America/New_York', '2026-03-25', 'Pacific/Apia', '2026-03-26'],
    ['Pacific/Apia', '2026-03-26', 'Europe/Lisbon', '2026-03-25'],
  ])(
    'what was booked in %s (on %s) is in the way when the provider has moved to %s (%s)',
    async (before, date, after, there) => {
      world = new World({ open: [{ from: '00:00', to: '24:00' }], breaks: [] });
      const move = (timeZone: string): void => {
        const ana = world.catalog.providers.get(`${tenantId}#ana`)!;
        world.catalog.providers.set(`${tenantId}#ana`, { ...ana, timeZone });
      };
      move(before);
      expect((await booked('2026-03-26T00:00')).place.date).toBe(date);
      move(after);
      expect(await book('2026-03-26T00:00')).toEqual({ outcome: 'TAKEN' });
      expect((await booked('2026-03-26T00:30')).place.date).toBe(there);
    },
  );
});

describe('cancel', () => {
  test('the time is free again', async () => {
    const { bookingId } = await booked('2026-03-25T10:00');
    expect(await world.protocol().cancel(tenantId, bookingId)).toMatchObject({
      outcome: 'CANCELLED',
      booking: { bookingId },
    });
    expect(await world.protocol().get(tenantId, bookingId)).toMatchObject({ status: 'CANCELLED' });
    expect(await book('2026-03-25T10:00')).toMatchObject({ outcome: 'BOOKED' });
  });

  test('again it is cancelled, and nobody else loses their time', async () => {
    const { bookingId } = await booked('2026-03-25T10:00');
    await world.protocol().cancel(tenantId, bookingId);
    const other = await booked('2026-03-25T10:00');
    expect(await world.protocol().cancel(tenantId, bookingId)).toMatchObject({ outcome: 'CANCELLED' });
    expect(world.standing()).toEqual([other]);
  });

  test('what nobody has booked, what another tenant has, and what has begun', async () => {
    const { bookingId } = await booked('2026-03-25T10:00');
    expect(await world.protocol().cancel(tenantId, 'nothing')).toEqual({ outcome: 'UNKNOWN_BOOKING' });
    expect(await world.protocol().cancel('garage', bookingId)).toEqual({ outcome: 'UNKNOWN_BOOKING' });
    world.runtime.time = Date.parse('2026-03-25T09:00:00Z');
    expect(await world.protocol().cancel(tenantId, bookingId)).toMatchObject({ outcome: 'BEGUN' });
    expect(world.standing()).toHaveLength(1);
  });

  test('a booking whose day has been lost is cancelled all the same', async () => {
    const { bookingId } = await booked('2026-03-25T10:00');
    world.availability.days.clear();
    expect(await world.protocol().get(tenantId, bookingId)).toMatchObject({ status: 'CONFIRMED' });
    expect(await world.protocol().cancel(tenantId, bookingId)).toMatchObject({ outcome: 'CANCELLED' });
    expect(world.standing()).toEqual([]);
  });
});

describe('reschedule', () => {
  const move = (bookingId: string, startsAt: string, more: object = {}) => {
    const { requestId, startsAt: at } = request(startsAt);
    return world.protocol().reschedule(tenantId, bookingId, { requestId, startsAt: at, ...more });
  };

  test.each([
    ['half over itself', '2026-03-25T10:15', {}],
    ['on the same day', '2026-03-25T17:00', {}],
    ['to where it is', '2026-03-25T10:00', {}],
    ['to another day', '2026-03-26T10:00', {}],
    ['to another provider', '2026-03-25T10:00', { providerId: 'leo' }],
    ['to another service', '2026-03-25T09:45', { serviceId: 'dye' }],
  ])('%s: one stands, with the details of the first', async (_, startsAt, more) => {
    const old = await booked('2026-03-25T10:00', { customer: eva, conversationId: 'chat', notes: 'Short' });
    const answer = await move(old.bookingId, startsAt, more);
    if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
    const { customer, customerId, conversationId, notes } = old;
    expect(answer.booking).toMatchObject({ customer, customerId, conversationId, notes, ...more, status: 'CONFIRMED' });
    expect(answer.booking.replaces).toEqual({ bookingId: old.bookingId, place: old.place });
    expect(world.standing()).toEqual([answer.booking]);
    expect(await world.protocol().get(tenantId, old.bookingId)).toMatchObject({
      ...{ status: 'CANCELLED', movedTo: answer.booking.bookingId },
    });
  });

  test('to what is taken, or closed: the first stays', async () => {
    const old = await booked('2026-03-25T10:00');
    await booked('2026-03-25T10:30');
    await booked('2026-03-26T10:30');
    expect(await move(old.bookingId, '2026-03-25T10:15')).toEqual({ outcome: 'TAKEN' });
    expect(await move(old.bookingId, '2026-03-26T10:15')).toEqual({ outcome: 'TAKEN' });
    expect(await move(old.bookingId, '2026-03-26T22:00')).toEqual({ outcome: 'OUTSIDE_HOURS' });
    expect(world.standing()).toHaveLength(3);
  });

  test.each([['2026-03-25T12:00'], ['2026-03-26T12:00']])(
    'asked for again (%s), it is the same move',
    async (startsAt) => {
      const old = await booked('2026-03-25T10:00');
      const asked = { requestId: 'again', startsAt: request(startsAt).startsAt };
      const first = await world.protocol().reschedule(tenantId, old.bookingId, asked);
      expect(await world.protocol().reschedule(tenantId, old.bookingId, asked)).toEqual(first);
      expect(world.standing()).toHaveLength(1);
    },
  );

  test('what was moved, cancelled, begun or never there is not moved', async () => {
    const moved = await booked('2026-03-25T10:00');
    await move(moved.bookingId, '2026-03-25T12:00');
    expect(await move(moved.bookingId, '2026-03-25T13:00')).toMatchObject({
      outcome: 'MOVED',
      booking: { bookingId: moved.bookingId },
    });
    expect(await world.protocol().cancel(tenantId, moved.bookingId)).toMatchObject({ outcome: 'MOVED' });
    const cancelled = await booked('2026-03-25T10:00');
    await world.protocol().cancel(tenantId, cancelled.bookingId);
    expect(await move(cancelled.bookingId, '2026-03-25T13:00')).toMatchObject({ outcome: 'CANCELLED' });
    expect(await move('nothing', '2026-03-25T13:00')).toEqual({ outcome: 'UNKNOWN_BOOKING' });
    const begun = await booked('2026-03-25T10:00');
    world.runtime.time = Date.parse('2026-03-25T09:10:00Z');
    expect(await move(begun.bookingId, '2026-03-25T17:00')).toMatchObject({ outcome: 'BEGUN' });
    expect(world.standing()).toHaveLength(2);
  });

  test('a booking moves on and on', async () => {
    let { bookingId } = await booked('2026-03-25T10:00');
    for (const startsAt of ['2026-03-25T10:15', '2026-03-26T10:15', '2026-03-25T10:00', '2026-03-25T10:00']) {
      const answer = await move(bookingId, startsAt);
      if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
      ({ bookingId } = answer.booking);
    }
    expect(times(world.standing())).toEqual(['03-25T09:00 CONFIRMED']);
  });
});

describe('lists', () => {
  test('a day has what stands and what was cancelled, in order, and nothing that never was', async () => {
    const [, , cancelled] = [
      await booked('2026-03-25T17:00'),
      await booked('2026-03-25T09:00'),
      await booked('2026-03-25T12:00'),
    ];
    await world.protocol().cancel(tenantId, cancelled.bookingId);
    await booked('2026-03-25T10:00', { providerId: 'leo' });
    await booked('2026-03-26T10:00');
    const lost = await booked('2026-03-25T18:00');
    world.bookings.items.set(`${tenantId}#never`, { ...lost, bookingId: 'never', status: 'PENDING' });
    expect(times(await world.protocol().ofDay(tenantId, 'ana', '2026-03-25'))).toEqual([
      ...['03-25T08:00 CONFIRMED', '03-25T11:00 CANCELLED', '03-25T16:00 CONFIRMED', '03-25T17:00 CONFIRMED'],
    ]);
  });

  test('a day has what stands before the index shows it', async () => {
    const { bookingId } = await booked('2026-03-25T10:00');
    world.bookings.lagging.add(bookingId);
    expect(times(await world.protocol().ofDay(tenantId, 'ana', '2026-03-25'))).toEqual(['03-25T09:00 CONFIRMED']);
  });

  test('a day is as long as it is there, on whichever side of midnight UTC', async () => {
    world = new World({ open: [{ from: '00:00', to: '24:00' }], breaks: [] });
    for (const [providerId, timeZone] of [
      ['ana', 'Pacific/Apia'],
      ['leo', 'America/New_York'],
    ] as const) {
      const one = world.catalog.providers.get(`${tenantId}#${providerId}`)!;
      world.catalog.providers.set(`${tenantId}#${providerId}`, { ...one, timeZone });
    }
    const at = (startsAt: string, providerId: string) => booked('2026-03-25T00:00', { startsAt, providerId });
    await at('2026-03-25T11:00:00.000Z', 'ana'); // Apia is 13 hours ahead: midnight
    await at('2026-03-26T10:30:00.000Z', 'ana');
    await at('2026-03-26T11:00:00.000Z', 'ana');
    await at('2026-03-26T04:00:00.000Z', 'leo'); // New York is 4 behind
    await at('2026-03-27T03:30:00.000Z', 'leo');
    for (const { bookingId } of world.standing()) await world.protocol().cancel(tenantId, bookingId); // known by the list alone
    expect(times(await world.protocol().ofDay(tenantId, 'ana', '2026-03-26'))).toHaveLength(2);
    expect(times(await world.protocol().ofDay(tenantId, 'leo', '2026-03-26'))).toHaveLength(2);
  });

  test("a customer's from a time on, and a chat's", async () => {
    const asked = { customer: eva, conversationId: 'chat' };
    await booked('2026-03-26T10:00', asked);
    const first = await booked('2026-03-25T10:00', asked);
    await booked('2026-03-25T12:00', { customer, conversationId: 'other' });
    await world.protocol().cancel(tenantId, first.bookingId);
    const all = ['03-25T09:00 CANCELLED', '03-26T09:00 CONFIRMED'];
    expect(times(await world.protocol().ofCustomer(tenantId, eva, '2026-03-25T00:00:00.000Z'))).toEqual(all);
    expect(times(await world.protocol().ofCustomer(tenantId, eva, '2026-03-25T10:00:00.000Z'))).toEqual(all.slice(1));
    expect(times(await world.protocol().ofConversation(tenantId, 'chat'))).toEqual(all);
    expect(await world.protocol().ofConversation('garage', 'chat')).toEqual([]);
  });
});
