import { randomUUID } from 'node:crypto';
import type { BookingsTable } from '../../../../functions/booking/bookings/bookings-table';
import type { Availability, Claim } from '../../../../functions/booking/shared/availability';
import type { Catalog } from '../../../../functions/booking/shared/catalog';
import type { Booking } from '../../../../model/booking/items/booking';
import { LONGEST_TAKEN_MINUTES } from '../../../../model/booking/items/service';
import { createRuntime, type VirtualRuntime } from '../../support/machine';
import { without } from '../../support/without';
import { tenantId, WORKDAY } from './world';

type Public<Class> = { [Key in keyof Class]: Class[Key] };
export interface Tables {
  readonly catalog: Public<Catalog>;
  readonly availability: Public<Availability>;
  readonly bookings: Public<BookingsTable>;
}

const date = '2026-06-01';
const firstCell = Date.parse('2026-06-01T07:00:00Z') / 300_000;
const longest = LONGEST_TAKEN_MINUTES / 5;

/** What the protocol relies on, access pattern by access pattern. Run against the fakes and against the real thing. */
export function describeTables(open: (runtime: VirtualRuntime) => Tables): void {
  let runtime: VirtualRuntime;
  let tables: Tables;
  let providerId: string;
  beforeEach(() => {
    runtime = createRuntime();
    tables = open(runtime);
    providerId = randomUUID();
  });

  const claim = (bookingId: string, first = 0, cells = 4): Claim => ({
    ...{ tenantId, bookingId },
    place: { providerId, date, firstCell: firstCell + first, cells },
  });
  const cells = async (): Promise<Record<number, string>> => {
    const day = await tables.availability.taken(tenantId, { providerId, date });
    return Object.fromEntries([...(day?.cells ?? [])].map(([cell, owner]) => [cell - firstCell, owner]));
  };
  const gone = async () => [...((await tables.availability.taken(tenantId, { providerId, date }))?.gone ?? [])];

  describe('availability, what is taken', () => {
    test('nothing has been booked yet', async () => {
      expect(await tables.availability.taken(tenantId, { providerId, date })).toBeUndefined();
    });

    test('a booking takes all of its cells, or none', async () => {
      expect(await tables.availability.take(claim('one', 0, 2))).toBe(true);
      expect(await tables.availability.take(claim('two', 1, 2))).toBe(false);
      expect(await tables.availability.take(claim('three', 2, 1))).toBe(true);
      expect(await cells()).toEqual({ 0: 'one', 1: 'one', 2: 'three' });
    });

    test('of fifty who want overlapping cells at once, one gets them', async () => {
      const wins = await Promise.all(
        Array.from({ length: 50 }, (_, index) => tables.availability.take(claim(`b${index}`, index % 4))),
      );
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(new Set(Object.values(await cells())).size).toBe(1);
    });

    test('other days, providers and tenants have cells of their own', async () => {
      const { place } = claim('one');
      expect(await tables.availability.take(claim('one'))).toBe(true);
      expect(await tables.availability.take({ ...claim('two'), tenantId: 'garage' })).toBe(true);
      expect(await tables.availability.take({ ...claim('two'), place: { ...place, date: '2026-06-02' } })).toBe(true);
      expect(await tables.availability.take({ ...claim('two'), place: { ...place, providerId: randomUUID() } })).toBe(
        true,
      );
    });

    test('who gives cells up is gone for good, and others can take them', async () => {
      await tables.availability.take(claim('one'));
      expect(await tables.availability.giveUp(claim('two'))).toBe(false);
      expect(await tables.availability.giveUp(claim('one'))).toBe(true);
      expect(await cells()).toEqual({});
      expect(await gone()).toEqual([['one', undefined]]);
      expect(await tables.availability.giveUp(claim('one'))).toBe(false);
      expect(await tables.availability.take(claim('one'))).toBe(false);
      expect(await tables.availability.take(claim('two'))).toBe(true);
    });

    test('who never had cells cannot give any up, and leaves no trace', async () => {
      expect(await tables.availability.giveUp(claim('one'))).toBe(false);
      expect(await tables.availability.taken(tenantId, { providerId, date })).toBeUndefined();
    });

    test('who gives cells up for another booking says for which', async () => {
      await tables.availability.take(claim('one'));
      expect(await tables.availability.giveUp(claim('one'), 'two')).toBe(true);
      expect(await gone()).toEqual([['one', 'two']]);
    });

    test.each([
      ['apart', 10, 2],
      ['later, over some of the same', 2, 4],
      ['earlier, over some of the same', -2, 4],
      ['the same', 0, 4],
      ['within them', 1, 2],
      ['around them', -1, 6],
    ])('a booking moves within its day at once: %s', async (_, first, count) => {
      await tables.availability.take(claim('one'));
      expect(await tables.availability.move(claim('one'), claim('two', first, count))).toBe(true);
      const expected = Array.from({ length: count }, (_one, index) => [first + index, 'two']);
      expect(await cells()).toEqual(Object.fromEntries(expected));
      expect(await gone()).toEqual([['one', 'two']]);
      expect(await tables.availability.move(claim('one'), claim('three', 40))).toBe(false);
    });

    test('a booking does not move over another, and then nothing has changed', async () => {
      await tables.availability.take(claim('one'));
      await tables.availability.take(claim('other', 5, 1));
      const before = await cells();
      expect(await tables.availability.move(claim('one'), claim('two', 2))).toBe(false);
      expect(await tables.availability.move(claim('two'), claim('three', 10))).toBe(false);
      expect(await cells()).toEqual(before);
      expect(await gone()).toEqual([]);
    });

    test('who is gone does not come back by a move', async () => {
      await tables.availability.take(claim('one'));
      await tables.availability.giveUp(claim('one'));
      await tables.availability.take(claim('two'));
      expect(await tables.availability.move(claim('two'), claim('one', 10))).toBe(false);
    });

    test('the longest booking is taken, moved and given up', async () => {
      expect(await tables.availability.take(claim('one', 0, longest))).toBe(true);
      expect(await tables.availability.move(claim('one', 0, longest), claim('two', longest, longest))).toBe(true);
      expect(Object.keys(await cells())).toHaveLength(longest);
      expect(await tables.availability.giveUp(claim('two', longest, longest))).toBe(true);
      expect(await cells()).toEqual({});
    });
  });

  describe('availability, hours', () => {
    const calendar = (from = date, to = date) => tables.availability.calendar(tenantId, providerId, from, to);

    test('nobody has said when they work', async () => {
      expect(await calendar()).toEqual({ hours: new Map(), exceptions: new Map(), taken: new Map() });
    });

    test('all weekdays, and of dates those that are asked for', async () => {
      const short = { open: [{ from: '09:00', to: '12:00' }], breaks: [] };
      for (const weekday of [1, 7]) await tables.availability.putHours(tenantId, providerId, weekday, WORKDAY);
      for (const day of ['2026-05-31', '2026-06-01', '2026-06-07', '2026-06-08']) {
        await tables.availability.putException(tenantId, providerId, day, short);
        const place = { ...claim('one').place, date: day, firstCell: Date.parse(day) / 300_000 };
        await tables.availability.take({ ...claim(`of-${day}`, 0, 1), place: { ...place, cells: 1 } });
      }
      await tables.availability.putException(tenantId, randomUUID(), date, short);
      const read = await calendar('2026-06-01', '2026-06-07');
      expect(read.hours).toEqual(new Map([1, 7].map((weekday) => [weekday, WORKDAY])));
      expect([...read.exceptions]).toEqual([
        ['2026-06-01', short],
        ['2026-06-07', short],
      ]);
      expect([...read.taken.values()]).toEqual(['of-2026-06-01', 'of-2026-06-07']);
    });

    test('an exception that is taken back is not there', async () => {
      await tables.availability.putException(tenantId, providerId, date, { open: [], breaks: [] });
      await tables.availability.removeException(tenantId, providerId, date);
      expect((await calendar()).exceptions).toEqual(new Map());
    });
  });

  describe('bookings', () => {
    const booking = (more: Partial<Booking> = {}): Booking => ({
      ...{ tenantId, bookingId: randomUUID(), serviceId: 'cut', serviceName: 'Cut', providerId, providerName: 'Ana' },
      ...{ customerId: providerId, conversationId: providerId, customer: { name: 'Eva' }, status: 'PENDING' },
      ...{ startsAt: '2026-06-01T07:00:00.000Z', endsAt: '2026-06-01T07:20:00.000Z', timeZone: 'Europe/Madrid' },
      ...{ place: claim('one').place, createdAt: '2026-05-01T00:00:00.000Z', ttl: runtime.time / 1000 + 100 },
      ...more,
    });

    test('a booking is made once', async () => {
      const one = booking();
      expect(await tables.bookings.get(tenantId, one.bookingId)).toBeUndefined();
      expect(await tables.bookings.create(one)).toBe(true);
      expect(await tables.bookings.create({ ...one, customer: { name: 'Iris' } })).toBe(false);
      expect(await tables.bookings.get(tenantId, one.bookingId)).toEqual(one);
      expect(await tables.bookings.get('garage', one.bookingId)).toBeUndefined();
    });

    test('one that never came to be is forgotten, one that did is not', async () => {
      const [pending, confirmed] = [booking(), booking()];
      for (const one of [pending, confirmed]) await tables.bookings.create(one);
      await tables.bookings.confirm(confirmed);
      runtime.time += 100_000;
      expect(await tables.bookings.get(tenantId, pending.bookingId)).toBeUndefined();
      const kept = { ...without(confirmed, 'ttl'), status: 'CONFIRMED' };
      expect(await tables.bookings.get(tenantId, confirmed.bookingId)).toEqual(kept);
      expect(await tables.bookings.create(booking({ bookingId: pending.bookingId, ttl: 2_000_000_000 }))).toBe(true);
    });

    test('one that is cancelled stays so, and none is made by it', async () => {
      const one = booking();
      await tables.bookings.cancel(one);
      expect(await tables.bookings.get(tenantId, one.bookingId)).toBeUndefined();
      await tables.bookings.create(one);
      await tables.bookings.cancel(one, 'two');
      await tables.bookings.confirm(one);
      const expected = { ...without(one, 'ttl'), status: 'CANCELLED', movedTo: 'two' };
      expect(await tables.bookings.get(tenantId, one.bookingId)).toEqual(expected);
      await tables.bookings.cancel(one);
      expect(await tables.bookings.get(tenantId, one.bookingId)).toEqual(expected);
    });

    test('lists are in order, of one provider, customer or conversation each', async () => {
      const at = (hour: number) => `2026-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
      const all = [12, 8, 10].map((hour) => booking({ startsAt: at(hour) }));
      for (const one of all) await tables.bookings.create(one);
      await tables.bookings.create(
        booking({ providerId: randomUUID(), customerId: randomUUID(), conversationId: randomUUID() }),
      );
      const nobodys = booking({ startsAt: at(9), providerId: randomUUID() });
      await tables.bookings.create(without(nobodys, 'customerId', 'conversationId'));
      const hours = (list: Booking[]) => list.map(({ startsAt }) => Number(startsAt.slice(11, 13)));
      expect(hours(await tables.bookings.ofProvider(tenantId, providerId, at(8), at(10)))).toEqual([8, 10]);
      expect(hours(await tables.bookings.ofCustomer(tenantId, providerId, at(9)))).toEqual([10, 12]);
      expect(hours(await tables.bookings.ofConversation(tenantId, providerId))).toEqual([8, 10, 12]);
    });
  });
}
