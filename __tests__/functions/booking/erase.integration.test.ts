import { startTables } from './support/dynamodb-tables';
import { Functions, valueOf } from './support/functions';
import { customer, provider, service, tenant, WORKDAY } from './support/world';

const { tenantId } = tenant;
const all = { tenantId, dryRun: false };
let tables: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  tables = await startTables('dynalite');
});
afterAll(() => tables.close());

test('killed at any request to DynamoDB, and asked again, it leaves nothing of a business', async () => {
  const functions = new Functions();
  const stores = tables.open(functions.runtime);
  const { ask } = functions.open((effect) => effect(), stores);
  let isWhole = false;
  for (let requests = 0; !isWhole; requests += 1) {
    await stores.tenants.create(tenant);
    await stores.catalog.putService(service('cut', 30), true);
    await stores.catalog.putProvider(provider('ana'), ['cut'], true);
    await stores.availability.putHours(tenantId, 'ana', 3, WORKDAY);
    const input = { requestId: 'request-of-somebody', serviceId: 'cut', providerId: 'ana', customer };
    valueOf(await ask('book', { tenantId, input: { ...input, startsAt: '2026-03-25T09:00:00.000Z' } }));
    valueOf(await ask('createApiKey', { tenantId, input: { name: 'the page' } }));
    valueOf(await ask('suspendTenant', { tenantId }));

    tables.dieAfter(requests);
    isWhole = await ask('eraseTenant', all).then(
      () => true,
      () => false,
    );
    tables.dieAfter(Infinity);
    valueOf(await ask('eraseTenant', all));
    expect({ requests, left: await tables.all() }).toEqual({ requests, left: [] });
    if (isWhole) expect(requests).toBeGreaterThan(12);
  }
});
