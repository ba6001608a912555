import { diesAt, Outage, throwsAt, type Interceptor, type Moment } from '../support/interrupt';
import { failureOf, valueOf } from './support/functions';
import { emptyTown } from './support/two-tenants';

const NOTHING = { services: 0, providers: 0, offers: 0, days: 0, bookings: 0, apiKeys: 0, tenants: 0 };
const all = { tenantId: 'hair', dryRun: false };

/** Two businesses with the same ids; the first has bookings that stand, that were moved and cancelled, two keys, and is suspended. */
async function start() {
  const town = emptyTown();
  await town.open(['hair', 'garage']);
  const { functions } = town;
  const { ask } = functions.open();
  const customer = { name: 'Eva' };
  const book = async (tenantId: string, time: string, providerId = 'ana') => {
    const input = {
      requestId: `request-${time.replace(':', '-')}-with-${providerId}`,
      serviceId: 'cut',
      providerId,
      customer,
    };
    const startsAt = `2026-03-25T${time}:00.000Z`;
    return valueOf(await ask('book', { tenantId, input: { ...input, startsAt } })).id;
  };
  await book('garage', '09:00');
  await book('hair', '09:00', 'leo');
  const [moved, cancelled] = [await book('hair', '09:00'), await book('hair', '10:30')];
  const input = { requestId: 'request-that-moves-it', startsAt: '2026-03-26T09:00:00.000Z' };
  valueOf(await ask('rescheduleBooking', { tenantId: 'hair', id: moved, input }));
  valueOf(await ask('cancelBooking', { tenantId: 'hair', id: cancelled }));
  valueOf(await ask('createApiKey', { tenantId: 'hair', input: { name: 'another page' } }));
  valueOf(await ask('setException', { tenantId: 'hair', providerId: 'ana', date: '2026-04-01', hours: { open: [] } }));
  const { bookings } = functions.world;
  const stands = (await bookings.get('hair', moved))!;
  await bookings.create({ ...stands, bookingId: 'never-came-to-be', status: 'PENDING', ttl: 2_000_000_000 });
  bookings.lagging.add(cancelled); // no list shows it yet
  valueOf(await ask('suspendTenant', { tenantId: 'hair' }));
  const left = () => Object.values(town.dataOf('hair') as Record<string, unknown[]>).flat();
  return { town, functions, ask, left };
}

const THERE = { services: 2, providers: 2, offers: 4, days: 14 + 3 + 1, bookings: 5, apiKeys: 2, tenants: 1 };

test('unless it is told otherwise, it only counts', async () => {
  const { town, ask } = await start();
  const before = JSON.stringify(town.dataOf('hair'));
  for (const dryRun of [undefined, null, true]) {
    expect(valueOf(await ask('eraseTenant', { tenantId: 'hair', dryRun }))).toEqual(THERE);
  }
  expect(JSON.stringify(town.dataOf('hair'))).toBe(before);
});

test('all of a business goes, with its slug, and nothing of another one; then there is nothing to count', async () => {
  const { town, functions, ask, left } = await start();
  const others = JSON.stringify(town.dataOf('garage'));
  expect(left()).not.toEqual([]);
  expect(valueOf(await ask('eraseTenant', all))).toEqual(THERE);
  expect(left()).toEqual([]);
  expect(functions.tenants.slugs).toEqual(new Map([['garage', 'garage']]));
  expect(JSON.stringify(town.dataOf('garage'))).toBe(others);
  expect(valueOf(await ask('eraseTenant', all))).toEqual(NOTHING);
});

test('one that is not suspended stays', async () => {
  const { town, ask } = await start();
  const before = JSON.stringify(town.dataOf('garage'));
  expect(failureOf(await ask('eraseTenant', { ...all, tenantId: 'garage' })).message).toBe(
    'tenantId is not that of a suspended business. Ask suspendTenant first: it is "garage".',
  );
  expect(JSON.stringify(town.dataOf('garage'))).toBe(before);
});

describe('cut off at any operation, and asked again', () => {
  async function operations(): Promise<number> {
    let count = 0;
    const counting: Interceptor = (effect) => {
      count += 1;
      return effect();
    };
    await (await start()).functions.open(counting).ask('eraseTenant', all);
    return count;
  }

  test.each<Moment>(['before', 'after'])('by death, %s it has an effect: nothing is left', async (moment) => {
    const count = await operations();
    expect(count).toBeGreaterThan(9);
    for (let at = 1; at <= count; at += 1) {
      const { functions, ask, left } = await start();
      const { interceptor, died } = diesAt(at, moment);
      await Promise.race([died, functions.open(interceptor).ask('eraseTenant', all)]);
      valueOf(await ask('eraseTenant', all));
      expect({ at, left: left() }).toEqual({ at, left: [] });
      expect(functions.tenants.slugs).toEqual(new Map([['garage', 'garage']]));
    }
  });

  test.each<Moment>(['before', 'after'])(
    'by an error, %s it has an effect: it is said, and nothing is left',
    async (moment) => {
      const count = await operations();
      for (let at = 1; at <= count; at += 1) {
        const { functions, ask, left } = await start();
        await expect(functions.open(throwsAt(at, moment)).ask('eraseTenant', all)).rejects.toThrow(Outage);
        valueOf(await ask('eraseTenant', all));
        expect({ at, left: left() }).toEqual({ at, left: [] });
      }
    },
  );
});
