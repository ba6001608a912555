import { failureOf, Functions, valueOf } from './support/functions';
import { provider, tenantId, WORKDAY } from './support/world';

function setUp() {
  const functions = new Functions();
  const operations: string[] = [];
  const { ask } = functions.open((effect, operation) => {
    operations.push(operation);
    return effect();
  });
  return { functions, ask, operations, world: functions.world };
}

describe('free times', () => {
  const query = { tenantId, serviceId: 'cut', from: '2026-03-25', days: 1 };

  test('of one provider: what is judged by, and the calendar', async () => {
    const { ask, operations, functions } = setUp();
    const slots = valueOf(await ask('availableSlots', { ...query, providerId: 'ana' }));
    expect(slots[0]).toEqual({
      ...{ startsAt: '2026-03-25T08:00:00.000Z', endsAt: '2026-03-25T08:30:00.000Z' },
      free: [{ providerId: 'ana', timeZone: 'Europe/Madrid', localTime: '2026-03-25T09:00' }],
    });
    expect(operations).toEqual(['catalog.terms', 'availability.calendar']);
    expect(functions.observability.metrics.values.get('SlotsDuration')).toEqual([0]);
  });

  test('of whoever is free, of the days of the business’s calendar', async () => {
    const { ask } = setUp();
    const slots = valueOf(await ask('availableSlots', query));
    expect(slots[0]!.free.map(({ providerId }) => providerId)).toEqual(['ana', 'leo']);
    expect(new Set(slots.map(({ startsAt }) => startsAt.slice(0, 10)))).toEqual(new Set(['2026-03-25']));
    const week = valueOf(await ask('availableSlots', { ...query, days: null }));
    expect(new Set(week.map(({ startsAt }) => startsAt.slice(0, 10))).size).toBe(7);
  });

  test('begin when they can be booked: not in the past, up to the horizon', async () => {
    const { ask, operations } = setUp();
    const [first] = valueOf(await ask('availableSlots', { ...query, from: '2026-03-20', days: 31 }));
    expect(first!.startsAt).toBe('2026-03-24T08:00:00.000Z');
    operations.length = 0;
    expect(valueOf(await ask('availableSlots', { ...query, from: '2026-05-24' }))).toEqual([]);
    expect(valueOf(await ask('availableSlots', { ...query, from: '2026-03-01' }))).toEqual([]);
    expect(operations).toEqual(['catalog.terms', 'catalog.terms']); // no calendar is read for them
    expect(valueOf(await ask('availableSlots', { ...query, from: '2026-05-22' }))).not.toEqual([]);
  });

  test('are of who is active, and offers it', async () => {
    const { ask, world } = setUp();
    world.catalog.providers.set(`${tenantId}#ana`, { ...provider('ana'), active: false });
    const slots = valueOf(await ask('availableSlots', query));
    expect(slots[0]!.free.map(({ providerId }) => providerId)).toEqual(['leo']);
    expect(failureOf(await ask('availableSlots', { ...query, providerId: 'ana' }))).toMatchObject({
      errorType: 'NotFound',
      message: 'There is no provider "ana". Take an id of the query "providers".',
    });
    world.catalog.offers.delete(`${tenantId}#cut#leo`);
    expect(valueOf(await ask('availableSlots', query))).toEqual([]);
    expect(failureOf(await ask('availableSlots', { ...query, providerId: 'leo' }))).toMatchObject({
      errorType: 'NotBookable',
      message: 'Provider leo does not offer Service cut. The query "providers" with the serviceId "cut" says who does.',
    });
  });

  test.each([
    [{ days: 32 }, 'ValidationError', 'days is not from 1 to 31: it is 32.'],
    [{ days: 0 }, 'ValidationError', 'days is not from 1 to 31: it is 0.'],
    [{ from: '2026-02-30' }, 'ValidationError', 'from is not a date as 2026-03-29: it is "2026-02-30".'],
    [{ serviceId: 'nails' }, 'NotFound', 'There is no service "nails". Take an id of the query "services".'],
    [{ serviceId: '#' }, 'NotFound', 'There is no service "#". Take an id of the query "services".'],
    [{ providerId: '' }, 'NotFound', 'There is no provider "". Take an id of the query "providers".'],
    [{ tenantId: 'nobody' }, 'NotFound', 'There is no business "nobody".'],
  ])('%j: %s', async (more, errorType, message) => {
    const { ask } = setUp();
    const failure = failureOf(await ask('availableSlots', { ...query, ...more }));
    expect(failure.errorType).toBe(errorType);
    expect(failure.message).toContain(message);
  });

  test('are none of a suspended business', async () => {
    const { ask, functions } = setUp();
    await functions.tenants.suspend(tenantId);
    expect(failureOf(await ask('availableSlots', query)).errorType).toBe('Suspended');
  });

  test('more than one answer takes are refused whole, with what to ask for', async () => {
    const { ask, world } = setUp();
    const day = { open: [{ from: '00:00', to: '24:00' }], breaks: [] };
    world.catalog.tenants.set(tenantId, {
      ...world.catalog.tenants.get(tenantId)!,
      rules: { stepMinutes: 5, leadMinutes: 0, horizonDays: 60 },
    });
    for (let index = 0; index < 20; index += 1) {
      const id = `provider-${index}`;
      world.catalog.providers.set(`${tenantId}#${id}`, provider(id));
      world.catalog.offers.add(`${tenantId}#cut#${id}`);
      world.availability.hours.set(`${tenantId}#${id}`, new Map([1, 2, 3, 4, 5, 6, 7].map((one) => [one, day])));
    }
    const failure = failureOf(await ask('availableSlots', { ...query, days: 31 }));
    expect(failure.errorType).toBe('ValidationError');
    const fit = Number(/^days is 31: .* Ask for (\d+) at a time, or for one provider\.$/.exec(failure.message)?.[1]);
    const most = await ask('availableSlots', { ...query, days: fit });
    expect(Buffer.byteLength(JSON.stringify(valueOf(most)))).toBeLessThanOrEqual(1_000_000);
    expect((await ask('availableSlots', { ...query, days: fit + 1 })).ok).toBe(false);
    expect((await ask('availableSlots', { ...query, providerId: 'provider-0', days: 31 })).ok).toBe(false);
    expect((await ask('availableSlots', { ...query, providerId: 'provider-0', days: 20 })).ok).toBe(true);
  });
});

describe('working hours', () => {
  const hours = { open: [{ from: '10:00', to: '12:00' }] };
  const whose = { tenantId, providerId: 'ana' };

  test('of all weekdays, and of single days from today on', async () => {
    const { ask, world } = setUp();
    await world.availability.putException(tenantId, 'ana', '2026-03-23', WORKDAY);
    const set = valueOf(await ask('setException', { ...whose, date: '2026-12-24', hours: { open: [], breaks: null } }));
    expect(set.exceptions).toEqual([{ date: '2026-12-24', open: [], breaks: [] }]);
    const sunday = valueOf(await ask('setWorkingHours', { ...whose, weekday: 7, hours }));
    expect(sunday.weekdays.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(sunday.weekdays[6]).toEqual({ weekday: 7, open: hours.open, breaks: [] });
    expect(sunday.weekdays[0]).toEqual({ weekday: 1, ...WORKDAY });
    expect(valueOf(await ask('workingHours', whose))).toEqual({
      ...sunday,
      providerId: 'ana',
      timeZone: 'Europe/Madrid',
    });
    expect(valueOf(await ask('setException', { ...whose, date: '2026-12-24' })).exceptions).toEqual([]);
  });

  test('decide what can be booked', async () => {
    const { ask } = setUp();
    await ask('setException', { ...whose, date: '2026-03-25', hours });
    const query = { ...whose, serviceId: 'cut', from: '2026-03-25', days: 1 };
    const starts = valueOf(await ask('availableSlots', query)).map(({ free }) => free[0]!.localTime.slice(11));
    expect(starts).toEqual(['10:00', '10:15', '10:30', '10:45', '11:00', '11:15', '11:30']);
  });

  test('one who never said any is closed all week', async () => {
    const { ask, world } = setUp();
    world.catalog.providers.set(`${tenantId}#new`, provider('new'));
    const found = valueOf(await ask('workingHours', { tenantId, providerId: 'new' }));
    expect(found.weekdays).toHaveLength(7);
    expect(found.weekdays.every(({ open }) => open.length === 0)).toBe(true);
  });

  test.each([
    [{ weekday: 0 }, 'weekday is not from 1 (Monday) to 7: it is 0.'],
    [{ weekday: 1.5 }, 'weekday is not from 1 (Monday) to 7: it is 1.5.'],
    [{ hours: { open: [{ from: '10:00', to: '09:00' }] } }, 'hours.open.0.to is not after from: it is "09:00".'],
    [
      { hours: { open: [{ from: '10:02', to: '12:00' }] } },
      'hours.open.0.from is not a time of day in steps of 5 minutes, as 09:05: it is "10:02".',
    ],
  ])('%j is refused', async (more, message) => {
    const { ask, world } = setUp();
    const failure = failureOf(await ask('setWorkingHours', { ...whose, weekday: 1, hours, ...more }));
    expect(failure).toEqual({ ok: false, errorType: 'ValidationError', message });
    expect(world.availability.hours.get(`${tenantId}#ana`)?.get(1)).toEqual(WORKDAY);
  });

  test.each(['2026-03-23', '2028-03-25', '2026-02-30', 'today'])('no exception is said for %s', async (date) => {
    const { ask } = setUp();
    expect(failureOf(await ask('setException', { ...whose, date, hours })).message).toBe(
      `date is not from today, 2026-03-24, to 2028-03-24: it is "${date}".`,
    );
  });

  test('of nobody, and of a suspended business', async () => {
    const { ask, functions } = setUp();
    expect(failureOf(await ask('workingHours', { tenantId, providerId: 'SERVICE#cut#ana' })).errorType).toBe(
      'NotFound',
    );
    expect(failureOf(await ask('setWorkingHours', { tenantId, providerId: 'x', weekday: 1, hours })).errorType).toBe(
      'NotFound',
    );
    await functions.tenants.suspend(tenantId);
    expect(failureOf(await ask('setException', { ...whose, date: '2026-12-24' })).errorType).toBe('Suspended');
    expect((await ask('workingHours', whose)).ok).toBe(true);
  });
});
