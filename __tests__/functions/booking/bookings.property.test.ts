import fc from 'fast-check';
import type { RescheduleOutcome } from '../../../functions/booking/bookings/outcomes';
import { request, tenantId, World } from './support/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string): number => Date.parse(`${text}:00.000Z`);

/** When both providers work on three days, the second of which has an hour less: 9:00–11:00, 11:15–14:00 and 16:00–20:00 in Madrid. */
const OPEN = [1, 0, 0].flatMap((ahead, day) =>
  [
    ['07:00', '09:00'],
    ['09:15', '12:00'],
    ['14:00', '18:00'],
  ].map((span) => span.map((time) => at(`2026-03-${28 + day}T${time}`) + ahead * HOUR)),
);
const LENGTH = { cut: [0, 30], dye: [10, 75] } as const;

interface Standing {
  readonly bookingId: string;
  readonly providerId: string;
  readonly startsAt: number;
  readonly from: number;
  readonly to: number;
}

/** What ought to happen, without cells, items or zones. */
class Model {
  standing: Standing[] = [];

  outcome(wanted: Omit<Standing, 'bookingId'>, now: number, replaced?: string): RescheduleOutcome['outcome'] {
    if (wanted.startsAt < now + HOUR) return 'PAST';
    if (!OPEN.some(([from, to]) => from! <= wanted.from && wanted.to <= to!)) return 'OUTSIDE_HOURS';
    const isInTheWay = this.standing.some(
      (one) =>
        one.providerId === wanted.providerId &&
        one.bookingId !== replaced &&
        one.from < wanted.to &&
        wanted.from < one.to,
    );
    return isInTheWay ? 'TAKEN' : 'BOOKED';
  }

  remove(bookingId: string): void {
    this.standing = this.standing.filter((one) => one.bookingId !== bookingId);
  }
}

const what = fc.record({
  serviceId: fc.constantFrom('cut', 'dye'),
  providerId: fc.constantFrom('ana', 'leo'),
  // Mostly near each other, so that they are in each other's way.
  startsAt: fc
    .tuple(fc.nat(2), fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 84, max: 110 }) }, fc.nat(287)))
    .map(([day, cell]) => at(`2026-03-${28 + day}T00:00`) + cell * 5 * MINUTE),
});
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('book'), what }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel'), which: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reschedule'), which: fc.nat(30), what }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.nat(1_200) }) },
);

test('whatever is booked, moved and cancelled in whatever order, no two overlap, and each is answered as it ought to be', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 60 }), async (commands) => {
      const world = new World();
      world.runtime.time = at('2026-03-28T04:00');
      const model = new Model();
      const made: string[] = [];
      const protocol = world.protocol();
      const span = ({ serviceId, providerId, startsAt }: typeof what extends fc.Arbitrary<infer W> ? W : never) => {
        const [before, until] = LENGTH[serviceId];
        return { providerId, startsAt, from: startsAt - before * MINUTE, to: startsAt + until * MINUTE };
      };
      for (const one of commands) {
        const now = world.runtime.time;
        const bookingId = 'which' in one ? made[one.which % made.length] : undefined;
        const old = model.standing.find((standing) => standing.bookingId === bookingId);
        let answer: RescheduleOutcome | undefined;
        let expected: string | undefined;
        if (one.do === 'wait' && 'minutes' in one) world.runtime.time += one.minutes * MINUTE;
        if (one.do === 'book' && 'what' in one && !('which' in one)) {
          const { startsAt, ...more } = one.what;
          answer = await protocol.book(
            request('2026-03-28T10:00', { ...more, startsAt: new Date(startsAt).toISOString() }),
          );
          expected = model.outcome(span(one.what), now);
        }
        if (one.do === 'cancel' && bookingId !== undefined) {
          answer = await protocol.cancel(tenantId, bookingId);
          expected = !old ? undefined : old.startsAt <= now ? 'BEGUN' : 'CANCELLED';
          if (expected === 'CANCELLED') model.remove(bookingId);
        }
        if (one.do === 'reschedule' && bookingId !== undefined && 'what' in one) {
          const { startsAt, ...more } = one.what;
          const { requestId } = request('2026-03-28T10:00');
          const asked = { requestId, ...more, startsAt: new Date(startsAt).toISOString() };
          answer = await protocol.reschedule(tenantId, bookingId, asked);
          expected = !old ? undefined : old.startsAt <= now ? 'BEGUN' : model.outcome(span(one.what), now, bookingId);
          if (expected === 'BOOKED') model.remove(bookingId);
        }
        if (answer) {
          const name = `${one.do} ${answer.outcome}`;
          seen.set(name, (seen.get(name) ?? 0) + 1);
          if (expected === undefined) expect(['CANCELLED', 'MOVED']).toContain(answer.outcome);
          else expect(answer.outcome).toBe(expected);
          if (answer.outcome === 'BOOKED' && 'what' in one) {
            made.push(answer.booking.bookingId);
            model.standing.push({ ...span(one.what), bookingId: answer.booking.bookingId });
          }
        }
        expect(world.contradictions()).toEqual([]);
        expect(new Set(world.standing().map((standing) => standing.bookingId))).toEqual(
          new Set(model.standing.map((standing) => standing.bookingId)),
        );
      }
    }),
    { numRuns: 200 },
  );
  for (const outcome of ['BOOKED', 'TAKEN', 'OUTSIDE_HOURS', 'PAST']) {
    for (const action of ['book', 'reschedule']) expect(seen.get(`${action} ${outcome}`)).toBeGreaterThan(0);
  }
  for (const outcome of ['CANCELLED', 'MOVED', 'BEGUN']) expect(seen.get(`cancel ${outcome}`)).toBeGreaterThan(0);
});
