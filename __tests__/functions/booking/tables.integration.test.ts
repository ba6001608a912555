import { randomUUID } from 'node:crypto';
import { createRuntime } from '../support/machine';
import { tablesOn } from './support/dynamodb-tables';
import { describeStores } from './support/stores-suite';
import { describeTables } from './support/tables-suite';
import { tenant } from './support/world';

describe('the booking tables on dynalite', () => {
  const { open, put } = tablesOn('dynalite');
  describeTables(open);
  describeStores(open);

  test('a slug whose tenant was not made is its own, and nobody else’s', async () => {
    const { tenants } = open(createRuntime());
    const [tenantId, slug] = [randomUUID(), randomUUID()];
    await put('tenants', { tenantId: `SLUG#${slug}`, claimedBy: tenantId });
    expect(await tenants.ofSlug(slug)).toBeUndefined();
    expect(await tenants.create({ ...tenant, tenantId: randomUUID(), slug })).toBe('SLUG_TAKEN');
    expect(await tenants.create({ ...tenant, tenantId, slug })).toBe('CREATED');
    expect(await tenants.ofSlug(slug)).toMatchObject({ tenantId });
  });
});
