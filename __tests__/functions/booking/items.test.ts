import fc from 'fast-check';
import type { Attributes, Reading } from '../../../model/item';
import { readApiKey } from '../../../model/booking/items/api-key';
import { readBooking } from '../../../model/booking/items/booking';
import { readConversation } from '../../../model/booking/items/conversation';
import { readHours } from '../../../model/booking/items/hours';
import { dayOf, exceptionKey, offerKey, takenKey, weekdayKey } from '../../../model/booking/items/keys';
import { readOffer, readProvider } from '../../../model/booking/items/provider';
import { readService } from '../../../model/booking/items/service';
import { cellName, goneName, readTaken } from '../../../model/booking/items/taken';
import { readTenant } from '../../../model/booking/items/tenant';
import { provider, service, tenant, WORKDAY } from './support/world';

const place = { providerId: 'ana', date: '2026-03-25', firstCell: 5_914_764, cells: 6 };
const RIGHT: Record<string, readonly [(item: Attributes) => Reading<object>, Attributes]> = {
  tenant: [readTenant, tenant],
  'api key': [
    readApiKey,
    {
      keyHash: 'a'.repeat(64),
      tenantId: 'hair',
      name: 'Web',
      ...{ status: 'ACTIVE', origins: ['https://example.com', 'http://localhost:3000'], requestsPerMinute: 60 },
      createdAt: '2026-01-01T00:00:00.000Z',
      ttl: 1_900_000_000,
    },
  ],
  service: [
    readService,
    { ...service('cut', 30, 5, 10), description: 'Short', price: { amount: 1_500, currency: 'EUR' } },
  ],
  provider: [readProvider, provider('ana')],
  hours: [readHours, WORKDAY],
  booking: [
    readBooking,
    {
      ...{
        tenantId: 'hair',
        bookingId: 'b1',
        serviceId: 'cut',
        serviceName: 'Cut',
        providerId: 'ana',
        providerName: 'Ana',
      },
      ...{ customerId: 'eva', conversationId: 'chat', notes: 'Short', timeZone: 'Europe/Madrid', status: 'PENDING' },
      ...{ customer: { name: 'Eva', phone: '+34600000000', email: 'eva@example.com' }, place, ttl: 1_900_000_000 },
      ...{ startsAt: '2026-03-25T09:00:00.000Z', endsAt: '2026-03-25T09:30:00.000Z' },
      ...{ createdAt: '2026-03-24T05:00:00.000Z', replaces: { bookingId: 'b0', place }, movedTo: 'b2' },
    },
  ],
  conversation: [
    readConversation,
    {
      ...{ tenantId: 'hair', conversationId: 'chat', state: { step: 'greet' }, version: 3, ttl: 1_900_000_000 },
      updatedAt: '2026-03-24T05:00:00.000Z',
    },
  ],
};

test.each(Object.entries(RIGHT))(
  'a %s is understood as it was written, without what nobody knows',
  (_, [read, item]) => {
    expect(read({ ...item, GSI1PK: 'unknown' })).toEqual({ value: item });
  },
);

test.each<[keyof typeof RIGHT, Attributes, string]>([
  ['tenant', { tenantId: 'a#b' }, 'tenantId is not 1 to 64 letters, digits, _ or -'],
  ['tenant', { ownerId: 7 }, 'ownerId is not text'],
  ['tenant', { slug: 'Peluquería' }, 'slug is not 1 to 63 small letters, digits or -'],
  ['tenant', { timeZone: '+02:00' }, 'timeZone is not the name of a time zone, as Europe/Madrid'],
  ['tenant', { timeZone: 'Mars/Olympus' }, 'timeZone is not the name of a time zone, as Europe/Madrid'],
  ['tenant', { language: 'fr' }, 'language is not es, en, pt'],
  ['tenant', { rules: undefined }, 'rules is not stepMinutes, leadMinutes and horizonDays'],
  ['tenant', { rules: { ...tenant.rules, stepMinutes: 7 } }, 'rules.stepMinutes is not a multiple of 5 from 5 to 240'],
  ['tenant', { rules: { ...tenant.rules, horizonDays: 0 } }, 'rules.horizonDays is not a whole number from 1 to 730'],
  ['api key', { keyHash: 'secret' }, 'keyHash is not a SHA-256 in hexadecimal'],
  ['tenant', { status: 'CLOSED' }, 'status is not ACTIVE, SUSPENDED'],
  ['api key', { status: 'ENDED' }, 'status is not ACTIVE, REVOKED'],
  [
    'api key',
    { origins: ['https://example.com/'] },
    'origins.0 is not an origin as https://example.com: scheme and host, nothing behind',
  ],
  ['api key', { origins: 'https://example.com' }, 'origins is not a list'],
  ['api key', { requestsPerMinute: 6_001 }, 'requestsPerMinute is not a whole number from 1 to 6000'],
  ['api key', { ttl: 'never' }, 'ttl is not a whole number of seconds'],
  ['service', { durationMinutes: 0 }, 'durationMinutes is not a multiple of 5 from 5 to 600'],
  ['service', { durationMinutes: 590 }, 'durationMinutes with its buffers is not up to 600'],
  ['service', { price: { amount: 1.5, currency: 'EUR' } }, 'price.amount is not a whole number from 0 to 1000000000'],
  ['service', { price: 15 }, 'price is not amount and currency'],
  ['service', { active: 'yes' }, 'active is not true or false'],
  ['provider', { name: '' }, 'name is not 1 to 200 characters'],
  ['hours', { open: [{ from: '09:00', to: '09:00' }] }, 'open.0.to is not after from'],
  [
    'hours',
    { open: [{ from: '9:00', to: '10:00' }] },
    'open.0.from is not a time of day in steps of 5 minutes, as 09:05',
  ],
  [
    'hours',
    { open: [{ from: '09:00', to: '24:05' }] },
    'open.0.to is not a time of day in steps of 5 minutes, as 09:05',
  ],
  [
    'hours',
    { breaks: [{ from: '09:01', to: '10:00' }] },
    'breaks.0.from is not a time of day in steps of 5 minutes, as 09:05',
  ],
  ['hours', { breaks: 'none' }, 'breaks is not a list'],
  ['hours', { open: ['09:00'] }, 'open.0 is not from and to'],
  ['booking', { startsAt: '2026-03-25T09:00:00Z' }, 'startsAt is not a time as 2026-03-29T08:00:00.000Z'],
  ['booking', { endsAt: 'later' }, 'endsAt is not a time as 2026-03-29T08:00:00.000Z'],
  ['booking', { place: { ...place, date: '2026-02-29' } }, 'place.date is not a date as 2026-03-29'],
  ['booking', { place: { ...place, cells: 0 } }, 'place.cells is not a whole number from 1 to 120'],
  ['booking', { place: 'here' }, 'place is not providerId, date, firstCell and cells'],
  ['booking', { status: 'confirmed' }, 'status is not PENDING, CONFIRMED, CANCELLED'],
  ['booking', { customer: 'Eva' }, 'customer is not name, phone and email'],
  ['booking', { replaces: 'b0' }, 'replaces is not bookingId and place'],
  ['conversation', { state: 'greet' }, 'state is not a map'],
])('a %s with %p is not understood: %s', (kind, wrong, problem) => {
  const [read, item] = RIGHT[kind]!;
  expect(read({ ...item, ...wrong })).toEqual({ problem });
});

test.each(Object.entries(RIGHT))(
  'a %s is understood, or one sentence says what of it is wrong, and never a value',
  (_, [read, item]) => {
    const attribute = fc.constantFrom(...Object.keys(item));
    fc.assert(
      fc.property(attribute, fc.anything(), (name, value) => {
        const { value: understood, problem } = read({ ...item, [name]: value });
        if (understood) expect(read({ ...understood })).toEqual({ value: understood });
        else expect(problem).toMatch(new RegExp(`^${name}[\\w.]* (is not|with its buffers is not) [^"]+$`));
      }),
      { numRuns: 500 },
    );
  },
);

test('what closes at midnight is understood', () => {
  const hours = { open: [{ from: '00:00', to: '24:00' }], breaks: [] };
  expect(readHours(hours)).toEqual({ value: hours });
});

test('who offers what is in the key', () => {
  const offer = { tenantId: 'hair', serviceId: 'cut', providerId: 'ana' };
  expect(readOffer(offerKey('hair', 'cut', 'ana'))).toEqual({ value: offer });
  expect(readOffer({ tenantId: 'hair', providerId: 'ana' })).toEqual({ problem: 'serviceId is not text' });
  expect(readProvider({ ...provider('ana'), ...offerKey('hair', 'cut', 'ana') })).toHaveProperty('problem');
});

test('a day of a provider is told by its key', () => {
  expect([1, 7].map((weekday) => dayOf(weekdayKey(weekday)))).toEqual([{ weekday: 1 }, { weekday: 7 }]);
  expect(dayOf(exceptionKey('2026-03-25'))).toEqual({ date: '2026-03-25', kind: 'HOURS' });
  expect(dayOf(takenKey('2026-03-25'))).toEqual({ date: '2026-03-25', kind: 'TAKEN' });
  for (const key of ['HOURS#8', 'HOURS#', 'DATE#2026-03-25', 'x', 7, undefined]) expect(dayOf(key)).toBeUndefined();
});

test('of what is taken, whatever is there counts as taken', () => {
  const item = {
    ...{ tenantProvider: 'hair#ana', day: 'DATE#2026-03-25#TAKEN', note: 'x', cell: 'no cell', C1: 'no cell' },
    ...{ [cellName(5_914_764)]: 'b1', [cellName(5_914_765)]: 7, [goneName('b2')]: '-', [goneName('b3')]: 'b4' },
  };
  expect(readTaken(item)).toEqual({
    value: {
      cells: new Map([
        [5_914_764, 'b1'],
        [5_914_765, ''],
      ]),
      gone: new Map([
        ['b2', undefined],
        ['b3', 'b4'],
      ]),
    },
  });
});
