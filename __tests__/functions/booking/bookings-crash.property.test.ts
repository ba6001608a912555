import { customerIdOf } from '../../../functions/booking/bookings/customer-id';
import { diesAt, Outage, sleepsAt, throwsAt, type Interceptor, type Moment } from '../support/interrupt';
import type { Bookings } from '../../../functions/booking/bookings/bookings';
import { eva, request, tenantId, World } from './support/world';

const moments: Moment[] = ['before', 'after'];

interface Scene {
  readonly world: World;
  /** What is cut off. */
  readonly act: (protocol: Bookings) => Promise<{ readonly outcome: string }>;
  /** The days and bookings that somebody reads next. */
  readonly reads: readonly ((protocol: Bookings) => Promise<unknown>)[];
}

const DAYS = ['2026-03-25', '2026-03-26'];

/** A booking of a stranger's, and one of Eva's, with which something is done. */
const scenarios: readonly { readonly what: string; readonly stands: number; readonly start: () => Promise<Scene> }[] = [
  {
    what: 'a booking',
    stands: 2,
    start: async () => {
      const world = new World();
      await world.protocol().book(request('2026-03-25T12:00'));
      const asked = request('2026-03-25T10:00', { customer: eva, conversationId: 'chat' });
      return { world, act: (protocol) => protocol.book(asked), reads: lists };
    },
  },
  ...(
    [
      ['a cancellation', 1, undefined],
      ['a move within the day, over itself', 2, '2026-03-25T10:15'],
      ['a move within the day', 2, '2026-03-25T17:00'],
      ['a move to another day', 2, '2026-03-26T10:00'],
    ] as const
  ).map(([what, stands, startsAt]) => ({
    what,
    stands,
    start: async (): Promise<Scene> => {
      const world = new World();
      await world.protocol().book(request('2026-03-25T12:00'));
      const asked = request('2026-03-25T10:00', { customer: eva, conversationId: 'chat' });
      const first = await world.protocol().book(asked);
      if (first.outcome !== 'BOOKED') throw new Error(first.outcome);
      const { bookingId } = first.booking;
      const other = request(startsAt ?? '2026-03-25T10:00', { customer: eva });
      const act: Scene['act'] = (protocol) =>
        startsAt === undefined ? protocol.cancel(tenantId, bookingId) : protocol.reschedule(tenantId, bookingId, other);
      return { world, act, reads: [(protocol) => protocol.get(tenantId, bookingId), ...lists] };
    },
  })),
];

const lists: Scene['reads'] = [
  (protocol) => Promise.all(DAYS.map((date) => protocol.ofDay(tenantId, 'ana', date))),
  (protocol) => Promise.all(DAYS.toReversed().map((date) => protocol.ofDay(tenantId, 'ana', date))),
  (protocol) => protocol.ofCustomer(tenantId, eva, '2026-03-01T00:00:00.000Z'),
  (protocol) => protocol.ofConversation(tenantId, 'chat'),
];

describe.each(scenarios)('$what that is cut off', ({ start, stands }) => {
  async function undisturbed() {
    const scene = await start();
    let operations = 0;
    const count: Interceptor = (effect) => {
      operations += 1;
      return effect();
    };
    const { outcome } = await scene.act(scene.world.intercepted(count));
    return { operations, outcome };
  }

  async function everyPoint(run: (scene: Scene, at: number, moment: Moment) => Promise<void>): Promise<void> {
    const { operations } = await undisturbed();
    expect(operations).toBeGreaterThan(2);
    for (let at = 1; at <= operations; at += 1) for (const moment of moments) await run(await start(), at, moment);
  }

  test('by death, at every operation: at each moment one stands or none, and whoever reads next makes all say so', async () => {
    for (const index of (await start()).reads.keys()) {
      await everyPoint(async (scene, at, moment) => {
        const { world, act, reads } = scene;
        const before = world.decided(eva);
        const { interceptor, died } = diesAt(at, moment);
        await Promise.race([died, act(world.intercepted(interceptor))]);
        const after = world.decided(eva);
        expect(after.size).toBeLessThanOrEqual(1);
        if (stands === 2 && before.size === 1) expect(after.size).toBe(1); // a move never loses the booking

        for (const read of [reads[index]!, lists[0]!]) await read(world.protocol());
        expect(world.contradictions()).toEqual([]);
        expect(world.decided(eva).size).toBe(after.size);
        const standing = world.standing().filter(({ customerId }) => customerId === customerIdOf(eva));
        expect(standing.map(({ bookingId }) => bookingId)).toEqual([...world.decided(eva)]);
      });
    }
  });

  test('by death, at every operation: asked for again, it ends as if nothing had happened', async () => {
    const { outcome } = await undisturbed();
    await everyPoint(async ({ world, act }, at, moment) => {
      const { interceptor, died } = diesAt(at, moment);
      await Promise.race([died, act(world.intercepted(interceptor))]);
      expect(await act(world.protocol())).toMatchObject({ outcome });
      expect(world.standing()).toHaveLength(stands);
      expect(world.contradictions()).toEqual([]);
    });
  });

  test('by an error, at every operation: it is said, and asked for again it ends as if nothing had happened', async () => {
    const { outcome } = await undisturbed();
    await everyPoint(async ({ world, act }, at, moment) => {
      await expect(act(world.intercepted(throwsAt(at, moment)))).rejects.toThrow(Outage);
      expect(await act(world.protocol())).toMatchObject({ outcome });
      expect(world.standing()).toHaveLength(stands);
      expect(world.contradictions()).toEqual([]);
    });
  });

  test('by a sleep, at every operation, in which it is asked for again: both say the same', async () => {
    const { outcome } = await undisturbed();
    await everyPoint(async ({ world, act }, at, moment) => {
      const { interceptor, asleep, wake } = sleepsAt(at, moment);
      const sleeper = act(world.intercepted(interceptor));
      await asleep;
      expect(await act(world.protocol())).toMatchObject({ outcome });
      wake();
      expect(await sleeper).toMatchObject({ outcome });
      expect(world.standing()).toHaveLength(stands);
      expect(world.contradictions()).toEqual([]);
    });
  });

  test('by a sleep, at every operation, in which all is cancelled: nothing comes back', async () => {
    await everyPoint(async ({ world, act }, at, moment) => {
      const { interceptor, asleep, wake } = sleepsAt(at, moment);
      const sleeper = act(world.intercepted(interceptor));
      await asleep;
      await act(world.protocol());
      for (const { bookingId } of world.standing()) await world.protocol().cancel(tenantId, bookingId);
      wake();
      await sleeper;
      expect(world.standing()).toEqual([]);
      expect(world.contradictions()).toEqual([]);
    });
  });
});
