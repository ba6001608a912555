import { randomUUID } from 'node:crypto';
import { Bookings } from '../../../../functions/booking/bookings/bookings';
import { freeSlots, datesAround } from '../../../../functions/booking/shared/free-slots';
import { offerKey, offerPrefix } from '../../../../model/booking/items/keys';
import { customer, eva, NOW, provider, service, tenant, WORKDAY } from './world';
import type { tablesOn } from './dynamodb-tables';

const HOUR = 3_600_000;
const at = (text: string): string => new Date(`${text}:00.000+01:00`).toISOString();

/** What visitors do side by side, on tables that answer as AWS's. */
export function describeBookings({ open, put, requests }: ReturnType<typeof tablesOn>): void {
  async function setUp(providers = 1) {
    const tenantId = randomUUID();
    const now = () => NOW;
    const tables = open({ now });
    const ids = Array.from({ length: providers }, (_, index) => `p${index}`);
    await put('tenants', { ...tenant, tenantId });
    for (const one of [service('cut', 30), service('dye', 60, 10, 15)]) await put('services', { ...one, tenantId });
    for (const providerId of ids) {
      await put('providers', { ...provider(providerId), tenantId });
      for (const serviceId of ['cut', 'dye']) await put('providers', offerKey(tenantId, serviceId, providerId));
      for (const weekday of [1, 2, 3, 4, 5]) await tables.availability.putHours(tenantId, providerId, weekday, WORKDAY);
    }
    const protocol = new Bookings({ ...tables, runtime: { now } });
    const request = (startsAt: string, more: object = {}) => ({
      ...{ tenantId, requestId: randomUUID(), serviceId: 'cut', providerId: 'p0', customer, startsAt: at(startsAt) },
      ...more,
    });
    const booked = async (startsAt: string, more: object = {}) => {
      const answer = await protocol.book(request(startsAt, more));
      if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
      return answer.booking;
    };
    return { ...tables, tenantId, ids, protocol, request, booked };
  }

  const count = (outcomes: readonly { readonly outcome: string }[], outcome: string): number =>
    outcomes.filter((one) => one.outcome === outcome).length;

  test('50 visitors for one time at once: one is booked, 49 are told that it is taken', async () => {
    const { protocol, request, tenantId, availability } = await setUp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        protocol.book(request(index % 2 === 0 ? '2026-03-25T12:00' : '2026-03-25T12:15')),
      ),
    );
    expect([count(answers, 'BOOKED'), count(answers, 'TAKEN')]).toEqual([1, 49]);
    const day = await protocol.ofDay(tenantId, 'p0', '2026-03-25');
    expect(day.map(({ status }) => status)).toEqual(['CONFIRMED']);
    const { cells } = (await availability.taken(tenantId, { providerId: 'p0', date: '2026-03-25' }))!;
    expect([...cells.values()]).toEqual(Array.from({ length: 6 }, () => day[0]?.bookingId));
  });

  test('one request, sent 50 times at once, is one booking', async () => {
    const { protocol, request, tenantId } = await setUp();
    const asked = request('2026-03-25T12:00');
    const answers = await Promise.all(Array.from({ length: 50 }, () => protocol.book(asked)));
    expect(count(answers, 'BOOKED')).toBe(50);
    expect(await protocol.ofDay(tenantId, 'p0', '2026-03-25')).toHaveLength(1);
  });

  test('one booking, moved 40 times and cancelled 10 times at once: one of them happens', async () => {
    const { protocol, request, booked, tenantId } = await setUp();
    const { bookingId } = await booked('2026-03-25T12:00', { customer: eva });
    const times = ['2026-03-25T12:15', '2026-03-25T17:00', '2026-03-26T12:00', '2026-03-27T09:00'];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        if (index % 5 === 4) return protocol.cancel(tenantId, bookingId);
        const { requestId, startsAt } = request(times[index % 5]!);
        return protocol.reschedule(tenantId, bookingId, { requestId, startsAt });
      }),
    );
    const all = await protocol.ofCustomer(tenantId, eva, at('2026-03-25T00:00'));
    const standing = all.filter(({ status }) => status === 'CONFIRMED');
    expect(standing).toHaveLength(count(answers, 'BOOKED'));
    expect(standing.length).toBeLessThanOrEqual(1);
    const others = ['BOOKED', 'TAKEN', standing.length === 1 ? 'MOVED' : 'CANCELLED'];
    expect(answers.filter(({ outcome }) => !others.includes(outcome))).toEqual([]);
  });

  test('a life of a booking: booked, moved, moved to another day, cancelled, and what each list says', async () => {
    const { protocol, request, booked, tenantId } = await setUp();
    const asked = { customer: eva, conversationId: 'chat', serviceId: 'dye', notes: 'Red' };
    let { bookingId } = await booked('2026-03-25T12:00', asked);
    for (const startsAt of ['2026-03-25T12:15', '2026-03-26T12:00']) {
      const { requestId, startsAt: to } = request(startsAt);
      const answer = await protocol.reschedule(tenantId, bookingId, { requestId, startsAt: to });
      if (answer.outcome !== 'BOOKED') throw new Error(answer.outcome);
      ({ bookingId } = answer.booking);
    }
    const said = (list: readonly { startsAt: string; status: string; notes?: string }[]) =>
      list.map(({ startsAt, status, notes }) => `${startsAt.slice(8, 16)} ${status} ${notes}`);
    const moved = ['25T11:00 CANCELLED Red', '25T11:15 CANCELLED Red'];
    expect(said(await protocol.ofConversation(tenantId, 'chat'))).toEqual([...moved, '26T11:00 CONFIRMED Red']);
    expect(said(await protocol.ofDay(tenantId, 'p0', '2026-03-25'))).toEqual(moved);
    expect(await protocol.cancel(tenantId, bookingId)).toMatchObject({ outcome: 'CANCELLED' });
    expect(said(await protocol.ofCustomer(tenantId, eva, at('2026-03-26T00:00')))).toEqual(['26T11:00 CANCELLED Red']);
    expect(await protocol.get(tenantId, bookingId)).toMatchObject({ status: 'CANCELLED' });
    expect(await booked('2026-03-26T12:00')).toMatchObject({ status: 'CONFIRMED' });
  });

  test('how often DynamoDB is asked', async () => {
    const { protocol, request, booked, tenantId, availability } = await setUp();
    const asked = async (act: () => Promise<unknown>): Promise<Record<string, number>> => {
      const before = requests().length;
      await act();
      const commands = requests()
        .slice(before)
        .map(({ operation }) => operation.replace('Command', ''));
      return Object.fromEntries([...new Set(commands)].map((one) => [one, commands.filter((x) => x === one).length]));
    };
    expect(await asked(() => availability.calendar(tenantId, 'p0', '2026-03-23', '2026-03-29'))).toEqual({ Query: 2 });
    expect(await asked(() => booked('2026-03-25T12:00'))).toEqual({ GetItem: 5, Query: 2, PutItem: 1, UpdateItem: 2 });
    const { bookingId } = await booked('2026-03-25T17:00');
    expect(await asked(() => protocol.get(tenantId, bookingId))).toEqual({ GetItem: 2 });
    expect(await asked(() => protocol.ofDay(tenantId, 'p0', '2026-03-25'))).toEqual({ Query: 1, GetItem: 1 });
    const { requestId, startsAt } = request('2026-03-26T17:00');
    expect(await asked(() => protocol.reschedule(tenantId, bookingId, { requestId, startsAt }))).toEqual({
      ...{ GetItem: 7, Query: 2, PutItem: 1, UpdateItem: 4 },
    });
    const other = await booked('2026-03-27T17:00');
    expect(await asked(() => protocol.cancel(tenantId, other.bookingId))).toEqual({ GetItem: 2, UpdateItem: 2 });
  });

  test('20 providers side by side: 40 requests, and who is free when', async () => {
    const { availability, booked, tenantId, ids } = await setUp(20);
    for (const providerId of ids.slice(0, 15)) await booked('2026-03-25T12:00', { providerId });
    const [from, to] = [NOW, NOW + 7 * 24 * HOUR];
    const dates = datesAround(from, to);
    const before = requests().length;
    const calendars = await Promise.all(
      ids.map((providerId) => availability.calendar(tenantId, providerId, dates.from, dates.to)),
    );
    expect(requests().length - before).toBe(40);
    const workers = calendars.map((calendar, index) => ({
      ...{ providerId: ids[index]!, timeZone: 'Europe/Madrid', calendar },
    }));
    const terms = { duration: service('cut', 30), rules: tenant.rules, now: NOW };
    const slots = freeSlots(workers, terms, from, to);
    const freeAt = (time: string) =>
      slots.find(({ startsAt }) => startsAt === at(time))?.free.map((one) => one.providerId);
    expect(freeAt('2026-03-25T12:00')).toEqual(ids.slice(15));
    expect(freeAt('2026-03-25T12:30')).toEqual(ids);
    expect(freeAt('2026-03-28T12:00')).toBeUndefined(); // a Saturday
  });

  test('all who offer a service stand together in their table', () => {
    expect(offerKey('hair', 'cut', 'ana').providerId.startsWith(offerPrefix('cut'))).toBe(true);
  });
}
