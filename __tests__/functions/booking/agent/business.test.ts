import { Business } from '../../../../functions/booking/agent/business';
import { say } from '../../../../functions/booking/agent/phrases';
import type { DayHours } from '../../../../model/booking/items/hours';
import { NOW, provider, tenant, WORKDAY } from '../support/world';

function setUp() {
  const world = { now: NOW, asked: 0, hours: new Map<number, DayHours>() };
  const business = new Business({
    catalog: {
      listServices: () => Promise.resolve([]),
      listStaff: () => Promise.resolve([{ provider: provider('ana'), serviceIds: [] }]),
    },
    availability: {
      weekdays: () => {
        world.asked += 1;
        return Promise.resolve(world.hours);
      },
    },
    runtime: { now: () => world.now },
  });
  return { world, opens: async () => (await business.facts(tenant)).opens };
}

test('a business that has no hours is open all day until it has some, which are seen at once', async () => {
  const { world, opens } = setUp();
  expect(await opens()).toEqual({ from: '00:00', to: '24:00' });
  world.hours = new Map([[1, WORKDAY]]);
  const { from } = WORKDAY.open[0]!;
  const { to } = WORKDAY.open.at(-1)!;
  expect(await opens()).toEqual({ from, to });
});

test('hours are asked for once in ten minutes', async () => {
  const { world, opens } = setUp();
  world.hours = new Map([[1, WORKDAY]]);
  await opens();
  world.now += 599_999;
  await opens();
  expect(world.asked).toBe(1);
  world.now += 1;
  await opens();
  expect(world.asked).toBe(2);
});

test.each(['es', 'en', 'pt'] as const)(
  'in %s, nobody is promised a person, nor a service where there is none',
  (language) => {
    const [none, person] = say([{ kind: 'askService', services: [] }, { kind: 'handedOver' }], language);
    expect(none).toMatch(/nada|Nothing/);
    expect(none).not.toContain('\n');
    expect(person).toMatch(/directamente|directly|diretamente/);
  },
);
