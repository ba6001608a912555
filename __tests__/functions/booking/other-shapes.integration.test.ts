import { randomUUID } from 'node:crypto';
import { Bookings } from '../../../functions/booking/bookings/bookings';
import {
  bookingKey,
  exceptionKey,
  offerKey,
  providerOf,
  takenKey,
  weekdayKey,
} from '../../../model/booking/items/keys';
import { tablesOn } from './support/dynamodb-tables';
import { customer, NOW, provider, service, tenant, WORKDAY } from './support/world';

const { open, put } = tablesOn('dynalite');

async function setUp() {
  const tenantId = randomUUID();
  const now = () => NOW;
  const tables = open({ now });
  await put('tenants', { ...tenant, tenantId });
  await put('services', { ...service('cut', 30), tenantId });
  await put('providers', { ...provider('ana'), tenantId });
  await put('providers', offerKey(tenantId, 'cut', 'ana'));
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await tables.availability.putHours(tenantId, 'ana', weekday, WORKDAY);
  const protocol = new Bookings({ ...tables, runtime: { now } });
  const book = (requestId: string = randomUUID(), startsAt = '2026-03-25T11:00:00.000Z') =>
    protocol.book({ tenantId, requestId, serviceId: 'cut', providerId: 'ana', customer, startsAt });
  return { ...tables, tenantId, protocol, book, key: providerOf(tenantId, 'ana') };
}

test.each([
  ['hours', { open: 'always', breaks: [] }],
  ['hours that say nothing', {}],
])('%s that cannot be read are closed, and said', async (_, shape) => {
  const { book, key, metrics, log } = await setUp();
  await put('availability', { ...key, day: weekdayKey(3), ...shape });
  expect(await book()).toEqual({ outcome: 'OUTSIDE_HOURS' });
  expect(await book(undefined, '2026-03-26T11:00:00.000Z')).toMatchObject({ outcome: 'BOOKED' });
  expect(metrics.total('ItemSetAside')).toBe(2); // by both requests
  expect(log.lines.join()).toContain(`"day":"HOURS#3"},"problem":"open is not a list"`);
});

test('an exception that cannot be read is closed: it may be a holiday', async () => {
  const { book, key } = await setUp();
  await put('availability', { ...key, day: exceptionKey('2026-03-25'), closed: true });
  expect(await book()).toEqual({ outcome: 'OUTSIDE_HOURS' });
});

test('what nobody knows in a calendar does not matter, and a cell that nobody knows is taken', async () => {
  const { book, key } = await setUp();
  await put('availability', { ...key, day: 'HOURS#8', open: [] });
  await put('availability', { ...key, day: 'DATE#2026-03-25#NOTES', text: 'x' });
  const cell = Date.parse('2026-03-25T11:15:00.000Z') / 300_000;
  await put('availability', { ...key, day: takenKey('2026-03-25'), [`c${cell.toString(36)}`]: 1, note: 'x' });
  expect(await book()).toEqual({ outcome: 'TAKEN' });
  expect(await book(undefined, '2026-03-25T10:45:00.000Z')).toMatchObject({ outcome: 'BOOKED' });
});

test.each([
  ['tenants', 'UNKNOWN_TENANT', { slug: 'hair', name: 7 }],
  ['services', 'UNKNOWN_SERVICE', { serviceId: 'cut', durationMinutes: '30' }],
  ['providers', 'UNKNOWN_PROVIDER', { providerId: 'ana', timeZone: 'Mars' }],
] as const)('of %s, one that cannot be read is not there', async (table, outcome, shape) => {
  const { tenantId, book } = await setUp();
  await put(table, { tenantId, ...shape });
  expect(await book()).toEqual({ outcome });
});

test('a booking that cannot be read is not there, and is not written over', async () => {
  const { tenantId, book, protocol } = await setUp();
  const first = await book('again');
  if (first.outcome !== 'BOOKED') throw new Error(first.outcome);
  const { bookingId } = first.booking;
  await protocol.cancel(tenantId, bookingId);
  await put('bookings', { ...bookingKey(tenantId, bookingId), ...providerOf(tenantId, 'ana'), startsAt: 'noon' });
  expect(await protocol.get(tenantId, bookingId)).toBeUndefined();
  expect(await protocol.ofDay(tenantId, 'ana', '2026-03-25')).toEqual([]);
  await expect(book('again')).rejects.toThrow(`The booking ${bookingId} is there, and cannot be read.`);
});
