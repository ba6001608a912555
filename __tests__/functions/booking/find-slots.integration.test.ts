import { randomUUID } from 'node:crypto';
import { findSlots } from '../../../functions/booking/shared/find-slots';
import { createRuntime } from '../support/machine';
import { tablesOn } from './support/dynamodb-tables';
import { valueOf } from './support/functions';
import { NOW, provider, service, tenant, WORKDAY } from './support/world';

const tables = tablesOn('dynalite');
const week = { serviceId: 'cut', from: '2026-03-25', days: 7 };

async function open(count: number) {
  const runtime = createRuntime();
  runtime.time = NOW;
  const stores = tables.open(runtime);
  const tenantId = randomUUID();
  await stores.tenants.create({ ...tenant, tenantId, slug: tenantId });
  await stores.catalog.putService({ ...service('cut', 30), tenantId }, true);
  for (let index = 0; index < count; index += 1) {
    const id = `provider-${String(index).padStart(2, '0')}`;
    await stores.catalog.putProvider({ ...provider(id), tenantId }, ['cut'], true);
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await stores.availability.putHours(tenantId, id, weekday, WORKDAY);
  }
  const before = tables.requests().length;
  const operations = () =>
    tables
      .requests()
      .slice(before)
      .map(({ operation }) => operation.replace('Command', ''));
  return { ports: { ...stores, runtime }, tenantId, operations };
}

test("a provider's week: three requests", async () => {
  const { ports, tenantId, operations } = await open(1);
  const { slots } = valueOf(await findSlots(ports, { ...week, tenantId, providerId: 'provider-00' }));
  expect(slots.length).toBeGreaterThan(100);
  expect(operations()).toEqual(['BatchGetItem', 'Query', 'Query']);
});

test('a week of whoever is free, of 20 who offer it: three requests, and two of each, all of these side by side', async () => {
  const { ports, tenantId, operations } = await open(20);
  let [underWay, most] = [0, 0];
  const availability = {
    calendar: async (...args: Parameters<typeof ports.availability.calendar>) => {
      most = Math.max(most, (underWay += 1));
      try {
        return await ports.availability.calendar(...args);
      } finally {
        underWay -= 1;
      }
    },
  };
  const { slots } = valueOf(await findSlots({ ...ports, availability }, { ...week, tenantId }));
  expect(slots[0]!.free).toHaveLength(20);
  expect(most).toBe(20);
  expect(operations()).toEqual(['BatchGetItem', 'Query', 'BatchGetItem', ...Array<string>(40).fill('Query')]);
});
