import fc from 'fast-check';
import { diesAt, scheduled, type Interceptor } from '../support/interrupt';
import type { Bookings } from '../../../functions/booking/bookings/bookings';
import type { RescheduleOutcome } from '../../../functions/booking/bookings/outcomes';
import { eva, request, tenantId, World } from './support/world';

/** The scheduler picks who goes on at each await, but for what nobody changes. */
const inTurn =
  (scheduler: fc.Scheduler): Interceptor =>
  (effect, operation) =>
    operation.startsWith('catalog.') ? effect() : scheduled(scheduler)(effect, operation);

/** Whatever order the scheduler picks, one customer has one booking at most, at each moment. */
const watching =
  (world: World, interceptor: Interceptor): Interceptor =>
  (effect, operation) => {
    expect(world.decided(eva).size).toBeLessThanOrEqual(1);
    return interceptor(effect, operation);
  };

const readAll = async (world: World): Promise<void> => {
  for (const date of ['2026-03-25', '2026-03-26'])
    for (const providerId of ['ana', 'leo']) await world.protocol().ofDay(tenantId, providerId, date);
};

const outcomes = (answers: readonly { readonly outcome: string }[]): string[] =>
  answers.map(({ outcome }) => outcome).sort();
const repeated = (outcome: string, times: number): string[] => Array.from({ length: times }, () => outcome);

test('50 visitors for one time, in every order: one is booked, 49 are told that it is taken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: -5, max: 5 }), async (scheduler, spread) => {
      const world = new World();
      const protocol = world.intercepted(inTurn(scheduler));
      const start = Date.parse('2026-03-25T11:00:00.000Z');
      const answers = Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          // Not all the same time, but all in each other's way.
          const startsAt = new Date(start + ((index * spread) % 6) * 300_000).toISOString();
          return protocol.book(request('2026-03-25T12:00', { startsAt, serviceId: index % 2 === 0 ? 'cut' : 'dye' }));
        }),
      );
      await scheduler.waitFor(answers);
      expect(outcomes(await answers)).toEqual(['BOOKED', ...repeated('TAKEN', 49)]);
      expect(world.standing()).toHaveLength(1);
      expect(world.contradictions()).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('one visitor whose request is sent many times, in every order: it is one booking, and all are told of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (scheduler, times) => {
      const world = new World();
      const protocol = world.intercepted(inTurn(scheduler));
      const asked = request('2026-03-25T10:00');
      const answers = Promise.all(Array.from({ length: times }, () => protocol.book(asked)));
      await scheduler.waitFor(answers);
      expect(outcomes(await answers)).toEqual(repeated('BOOKED', times));
      expect(world.standing()).toHaveLength(1);
      expect(world.contradictions()).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

type Act = (protocol: Bookings, bookingId: string) => Promise<RescheduleOutcome | undefined>;

const move =
  (startsAt: string, providerId: string): Act =>
  (protocol, bookingId) => {
    const { requestId, startsAt: at } = request(startsAt);
    return protocol.reschedule(tenantId, bookingId, { requestId, startsAt: at, providerId });
  };
const cancel: Act = (protocol, bookingId) => protocol.cancel(tenantId, bookingId);
const reads: Act[] = [
  async (protocol, bookingId) => void (await protocol.get(tenantId, bookingId)),
  async (protocol) => void (await protocol.ofDay(tenantId, 'ana', '2026-03-25')),
  async (protocol) => void (await protocol.ofDay(tenantId, 'ana', '2026-03-26')),
  async (protocol) => void (await protocol.ofCustomer(tenantId, eva, '2026-03-01T00:00:00.000Z')),
];
const somewhere = fc.constantFrom(
  move('2026-03-25T10:15', 'ana'),
  move('2026-03-25T17:00', 'ana'),
  move('2026-03-26T10:00', 'ana'),
  move('2026-03-26T10:15', 'ana'),
  move('2026-03-25T10:00', 'leo'),
);

async function evas(world: World): Promise<string> {
  const answer = await world.protocol().book(request('2026-03-25T10:00', { customer: eva, conversationId: 'chat' }));
  if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
  return answer.booking.bookingId;
}

test('one booking, moved to several times and cancelled and read at once, in every order: one of them happens', async () => {
  const seen = { moved: 0, cancelled: 0 };
  const acts = fc.array(fc.oneof(somewhere, fc.constant(cancel)), { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      acts,
      fc.array(fc.constantFrom(...reads), { maxLength: 2 }),
      async (scheduler, changes, readers) => {
        const world = new World();
        const bookingId = await evas(world);
        const protocol = world.intercepted(watching(world, inTurn(scheduler)));
        const all = Promise.all([...changes, ...readers].map((act) => act(protocol, bookingId)));
        await scheduler.waitFor(all);

        const answers = (await all).flatMap((answer) => answer ?? []);
        // Two who want to move to the same time are in each other's way for a moment.
        const told = answers.filter(({ outcome }) => outcome !== 'TAKEN');
        const standing = world.standing();
        if (standing.length === 0) {
          expect(outcomes(told)).toEqual(repeated('CANCELLED', told.length));
          expect(told).not.toEqual([]);
          seen.cancelled += 1;
        } else {
          expect(outcomes(told)).toEqual(['BOOKED', ...repeated('MOVED', told.length - 1)]);
          const booked = answers.flatMap((answer) => (answer.outcome === 'BOOKED' ? answer.booking : []));
          expect(standing).toEqual(booked);
          seen.moved += 1;
        }
        await readAll(world);
        expect(world.standing()).toEqual(standing);
        expect(world.contradictions()).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
  expect(seen.moved).toBeGreaterThan(50);
  expect(seen.cancelled).toBeGreaterThan(20);
});

test('the same, with deaths at any await: one stands or none, and readers make all say so', async () => {
  const act = fc.tuple(
    fc.oneof(somewhere, somewhere, fc.constant(cancel), fc.constantFrom(...reads)),
    fc.nat(25),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 1, maxLength: 5 }), async (scheduler, acts) => {
      const world = new World();
      const bookingId = await evas(world);
      const all = Promise.all(
        acts.map(([one, at, isBefore]) => {
          const { interceptor: dying, died } = diesAt(at + 1, isBefore ? 'before' : 'after');
          const inItsTurn = inTurn(scheduler);
          const protocol = world.intercepted(
            watching(world, (effect, operation) => dying(() => inItsTurn(effect, operation), operation)),
          );
          return Promise.race([died, one(protocol, bookingId)]);
        }),
      );
      await scheduler.waitFor(all);
      const isCancelled = (await all).some((answer) => answer?.outcome === 'CANCELLED');
      await readAll(world);
      await readAll(world);
      expect(world.contradictions()).toEqual([]);
      expect([...world.decided(eva)]).toEqual(world.standing().map((one) => one.bookingId));
      if (isCancelled) expect(world.standing()).toEqual([]);
      if (acts.every(([one]) => one !== cancel)) expect(world.standing()).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});

test('visitors who book, move and cancel all over each other, in every order: no time is taken twice, and all is as they were told', async () => {
  const visitor = fc.record({
    first: fc.constantFrom('2026-03-25T10:00', '2026-03-25T10:15', '2026-03-25T12:00', '2026-03-26T10:00'),
    then: fc.constantFrom('stay', 'cancel', '2026-03-25T10:00', '2026-03-25T12:15', '2026-03-26T10:00'),
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(visitor, { minLength: 2, maxLength: 6 }), async (scheduler, visitors) => {
      const world = new World();
      const protocol = world.intercepted(inTurn(scheduler));
      const visits = Promise.all(
        visitors.map(async ({ first, then }) => {
          const answer = await protocol.book(request(first));
          if (answer.outcome !== 'BOOKED') return [];
          if (then === 'stay') return [answer.booking];
          if (then === 'cancel') {
            expect(await protocol.cancel(tenantId, answer.booking.bookingId)).toMatchObject({ outcome: 'CANCELLED' });
            return [];
          }
          const moved = await move(then, 'ana')(protocol, answer.booking.bookingId);
          return moved?.outcome === 'BOOKED' ? [moved.booking] : [answer.booking];
        }),
      );
      await scheduler.waitFor(visits);
      const told = (await visits).flat();
      const byId = (one: { bookingId: string }, other: { bookingId: string }) =>
        one.bookingId < other.bookingId ? -1 : 1;
      expect(world.standing().sort(byId)).toEqual(told.sort(byId));
      expect(world.contradictions()).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
