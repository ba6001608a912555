import { createHash, randomUUID } from 'node:crypto';
import type { Conversations } from '../../../../functions/booking/agent/conversations';
import type { ApiKeys } from '../../../../functions/booking/shared/api-keys';
import type { Availability } from '../../../../functions/booking/shared/availability';
import type { Catalog } from '../../../../functions/booking/shared/catalog';
import type { Tenants } from '../../../../functions/booking/shared/tenants';
import type { ApiKey } from '../../../../model/booking/items/api-key';
import type { Tenant } from '../../../../model/booking/items/tenant';
import { createRuntime, type VirtualRuntime } from '../../support/machine';
import { provider as aProvider, service as aService, tenant as aTenant, WORKDAY } from './world';

type Public<Class> = { [Key in keyof Class]: Class[Key] };
export interface Stores {
  readonly catalog: Public<Catalog>;
  readonly availability: Public<Availability>;
  readonly tenants: Public<Tenants>;
  readonly apiKeys: Public<ApiKeys>;
  readonly conversations: Public<Conversations>;
}

/** Seconds. */
export const CONVERSATION_TTL = 3_600;

/** What the functions rely on beside the protocol, access pattern by access pattern. Run against the fakes and against the real thing. */
export function describeStores(open: (runtime: VirtualRuntime) => Stores): void {
  let runtime: VirtualRuntime;
  let stores: Stores;
  let tenantId: string;
  beforeEach(() => {
    runtime = createRuntime();
    stores = open(runtime);
    tenantId = randomUUID();
  });
  const seconds = () => Math.floor(runtime.time / 1000);

  describe('tenants', () => {
    const tenant = (more: Partial<Tenant> = {}): Tenant => ({ ...aTenant, tenantId, slug: tenantId, ...more });

    test('one is made, found by id and slug, and made again as the same', async () => {
      expect(await stores.tenants.get(tenantId)).toBeUndefined();
      expect(await stores.tenants.ofSlug(tenantId)).toBeUndefined();
      expect(await stores.tenants.create(tenant())).toBe('CREATED');
      expect(await stores.tenants.create(tenant({ name: 'Other' }))).toBe('CREATED');
      expect(await stores.tenants.get(tenantId)).toEqual(tenant());
      expect(await stores.tenants.ofSlug(tenantId)).toEqual(tenant());
      expect(await stores.catalog.tenant(tenantId)).toEqual(tenant());
    });

    test('no two have one slug, nor one id', async () => {
      const slug = randomUUID();
      await stores.tenants.create(tenant());
      expect(await stores.tenants.create(tenant({ tenantId: randomUUID() }))).toBe('SLUG_TAKEN');
      expect(await stores.tenants.create(tenant({ slug }))).toBe('ID_TAKEN');
      expect(await stores.tenants.create(tenant({ ownerId: 'other' }))).toBe('ID_TAKEN');
      const other = tenant({ tenantId: randomUUID(), slug });
      expect(await stores.tenants.create(other)).toBe('CREATED'); // a slug that was refused is not lost
      expect(await stores.tenants.get(tenantId)).toEqual(tenant());
      expect(await stores.tenants.ofSlug(slug)).toEqual(other);
    });

    test('of fifty who want one slug at once, one gets it', async () => {
      const all = Array.from({ length: 50 }, () => tenant({ tenantId: randomUUID() }));
      const outcomes = await Promise.all(all.map((one) => stores.tenants.create(one)));
      expect(outcomes.filter((one) => one === 'CREATED')).toHaveLength(1);
      expect(await stores.tenants.ofSlug(tenantId)).toEqual(all[outcomes.indexOf('CREATED')]);
    });

    test('one is suspended and resumed', async () => {
      expect(await stores.tenants.suspend(tenantId)).toBe(false);
      expect(await stores.tenants.get(tenantId)).toBeUndefined();
      await stores.tenants.create(tenant());
      expect(await stores.tenants.suspend(tenantId)).toBe(true);
      expect(await stores.tenants.get(tenantId)).toEqual(tenant({ status: 'SUSPENDED' }));
      expect(await stores.tenants.resume(tenantId)).toBe(true);
      expect(await stores.tenants.get(tenantId)).toEqual(tenant());
    });
  });

  test('one that is erased is gone with its slug, once and again; a slug of another one stays', async () => {
    const { tenants } = stores;
    const other = `${tenantId}-2`; // it begins as the first one
    for (const one of [tenantId, other]) await tenants.create({ ...aTenant, tenantId: one, slug: one });
    for (const slug of [tenantId, tenantId, other, undefined]) await tenants.erase(tenantId, slug);
    expect([await tenants.get(tenantId), await tenants.ofSlug(tenantId)]).toEqual([undefined, undefined]);
    expect(await tenants.ofSlug(other)).toEqual({ ...aTenant, tenantId: other, slug: other });
  });

  describe('keys', () => {
    const key = (more: Partial<ApiKey> = {}): ApiKey => ({
      ...{ keyHash: createHash('sha256').update(randomUUID()).digest('hex'), tenantId, name: 'the page' },
      ...{ status: 'ACTIVE', origins: ['https://example.com'], requestsPerMinute: 3 },
      createdAt: '2026-01-01T00:00:00.000Z',
      ...more,
    });

    test('are found by their hash, and listed by tenant, the latest first', async () => {
      const [one, other] = [key(), key({ createdAt: '2026-01-02T00:00:00.000Z' })];
      for (const each of [one, other, key({ tenantId: randomUUID() })]) await stores.apiKeys.create(each);
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(one);
      expect(await stores.apiKeys.ofTenant(tenantId)).toEqual([other, one]);
      await expect(stores.apiKeys.create(one)).rejects.toThrow('The conditional request failed');
    });

    test('one that has ended is not there', async () => {
      const one = key({ ttl: seconds() + 10 });
      await stores.apiKeys.create(one);
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(one);
      runtime.time += 10_000;
      expect(await stores.apiKeys.get(one.keyHash)).toBeUndefined();
      expect(await stores.apiKeys.ofTenant(tenantId)).toEqual([]);
      expect(await stores.apiKeys.revoke(tenantId, one.keyHash)).toBeUndefined();
      expect(await stores.apiKeys.rotate(one, seconds() + 100, key())).toBeUndefined();
    });

    test('one is rotated: the other goes on until then, and not longer than it was to', async () => {
      const [one, next, last] = [key(), key(), key()];
      await stores.apiKeys.create(one);
      expect(await stores.apiKeys.rotate(one, seconds() + 100, next)).toBe(seconds() + 100);
      const ending = { ...one, ttl: seconds() + 100 };
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(ending);
      expect(await stores.apiKeys.get(next.keyHash)).toEqual(next);
      expect(await stores.apiKeys.rotate(ending, seconds() + 500, last)).toBe(seconds() + 100);
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(ending);
    });

    test("one is revoked for good, by its tenant, and another's is not", async () => {
      const [one, next] = [key(), key()];
      await stores.apiKeys.create(one);
      expect(await stores.apiKeys.revoke(randomUUID(), one.keyHash)).toBeUndefined();
      expect(await stores.apiKeys.rotate({ ...one, tenantId: randomUUID() }, seconds() + 100, key())).toBeUndefined();
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(one);
      const revoked = { ...one, status: 'REVOKED', revokedAt: new Date(runtime.time).toISOString() };
      for (let times = 0; times < 2; times += 1) {
        expect(await stores.apiKeys.revoke(tenantId, one.keyHash)).toEqual(revoked);
        runtime.time += 1_000;
      }
      expect(await stores.apiKeys.rotate(one, seconds() + 100, next)).toBeUndefined();
      expect(await stores.apiKeys.get(one.keyHash)).toEqual(revoked);
      expect((await stores.apiKeys.get(next.keyHash))?.status).toBe('REVOKED'); // nobody was told of it
    });

    test('uses are counted by minute, and each one of fifty at once', async () => {
      const { keyHash } = key();
      const counts = await Promise.all(Array.from({ length: 50 }, () => stores.apiKeys.use(keyHash)));
      expect([...counts].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      runtime.time += 60_000;
      expect(await stores.apiKeys.use(keyHash)).toBe(1);
      expect(await stores.apiKeys.ofTenant(tenantId)).toEqual([]);
    });
  });

  describe('the catalog', () => {
    const service = (id: string, more = {}) => ({ ...aService(id, 30), tenantId, ...more });
    const provider = (id: string, more = {}) => ({ ...aProvider(id), tenantId, ...more });

    test('a service is made once, changed where there is one, and listed by name and category', async () => {
      expect(await stores.catalog.putService(service('a', { name: 'Z' }), false)).toBe(false);
      expect(await stores.catalog.listServices(tenantId)).toEqual([]);
      expect(await stores.catalog.putService(service('a', { name: 'Z' }), true)).toBe(true);
      expect(await stores.catalog.putService(service('a'), true)).toBe(false);
      const changed = service('a', { name: 'Y', category: 'nails' });
      expect(await stores.catalog.putService(changed, false)).toBe(true);
      await stores.catalog.putService(service('b', { name: 'B' }), true);
      await stores.catalog.putService({ ...service('c'), tenantId: randomUUID() }, true);
      expect((await stores.catalog.listServices(tenantId)).map(({ name }) => name)).toEqual(['B', 'Y']);
      expect(await stores.catalog.listServices(tenantId, 'nails')).toEqual([changed]);
      expect(await stores.catalog.service(tenantId, 'a')).toEqual(changed);
    });

    test('a provider is made with what they offer, and changed with all of it', async () => {
      expect(await stores.catalog.putProvider(provider('ana'), ['cut', 'dye'], false)).toBe(false);
      expect(await stores.catalog.isOffered(tenantId, 'cut', 'ana')).toBe(false);
      expect(await stores.catalog.putProvider(provider('ana'), ['cut', 'dye'], true)).toBe(true);
      expect(await stores.catalog.putProvider(provider('ana'), ['wash'], true)).toBe(false);
      await stores.catalog.putProvider(provider('Leo'), ['cut'], true); // capitals come before the offers, small letters after them
      expect(await stores.catalog.putProvider(provider('ana', { active: false }), ['dye', 'wash'], false)).toBe(true);
      expect(await stores.catalog.listStaff(tenantId)).toEqual([
        { provider: provider('Leo'), serviceIds: ['cut'] },
        { provider: provider('ana', { active: false }), serviceIds: ['dye', 'wash'] },
      ]);
      expect(await stores.catalog.listOffering(tenantId, 'cut')).toEqual([provider('Leo')]);
      expect(await stores.catalog.listOffering(tenantId, 'c')).toEqual([]);
      expect(await stores.catalog.isOffered(tenantId, 'cut', 'ana')).toBe(false);
      expect(await stores.catalog.isOffered(tenantId, 'wash', 'ana')).toBe(true);
    });

    test('more providers than one request reads offer a service', async () => {
      const ids = Array.from({ length: 105 }, (_, index) => `p${String(index).padStart(3, '0')}`);
      await Promise.all(ids.map((id) => stores.catalog.putProvider(provider(id), ['cut'], true)));
      const found = await stores.catalog.listOffering(tenantId, 'cut');
      expect(found.map(({ providerId }) => providerId)).toEqual(ids);
    });

    test('all that a time is judged by', async () => {
      const nothing = { tenant: undefined, service: undefined, provider: undefined, isOffered: false };
      expect(await stores.catalog.terms(tenantId, 'cut', 'ana')).toEqual(nothing);
      const tenant = { ...aTenant, tenantId, slug: tenantId };
      await stores.tenants.create(tenant);
      await stores.catalog.putService(service('cut'), true);
      await stores.catalog.putService(service('dye'), true);
      await stores.catalog.putProvider(provider('ana'), ['cut'], true);
      const all = { tenant, service: service('cut'), provider: provider('ana'), isOffered: true };
      expect(await stores.catalog.terms(tenantId, 'cut', 'ana')).toEqual(all);
      expect(await stores.catalog.terms(tenantId, 'dye', 'ana')).toEqual({
        ...all,
        ...{ service: service('dye'), isOffered: false },
      });
      expect(await stores.catalog.terms(tenantId, 'cut')).toEqual({ ...all, provider: undefined, isOffered: false });
    });

    test('the hours of all weekdays', async () => {
      expect(await stores.availability.weekdays(tenantId, 'ana')).toEqual(new Map());
      await stores.availability.putHours(tenantId, 'ana', 3, WORKDAY);
      await stores.availability.putException(tenantId, 'ana', '2026-06-01', WORKDAY);
      expect(await stores.availability.weekdays(tenantId, 'ana')).toEqual(new Map([[3, WORKDAY]]));
    });
  });

  describe('conversations', () => {
    const key = () => ({ tenantId, conversationId: 'one' });

    test('are written on what was read, and on nothing else', async () => {
      const { conversations } = stores;
      expect(await conversations.load(key())).toBeUndefined();
      expect(await conversations.save(key(), 1, { revision: 2, state: { a: 1 } })).toBe(false);
      const wins = await Promise.all(
        Array.from({ length: 10 }, (_, a) => conversations.save(key(), 0, { revision: 1, state: { a } })),
      );
      expect(wins.filter(Boolean)).toHaveLength(1);
      expect(await conversations.load(key())).toEqual({ revision: 1, state: { a: wins.indexOf(true) } });
      expect(await conversations.save(key(), 1, { revision: 4, state: { b: [{ c: null }] } })).toBe(true);
      expect(await conversations.save(key(), 1, { revision: 2, state: {} })).toBe(false);
      expect(await conversations.load(key())).toEqual({ revision: 4, state: { b: [{ c: null }] } });
      expect(await conversations.load({ ...key(), tenantId: randomUUID() })).toBeUndefined();
    });

    test('end some time after what was said last, and begin anew', async () => {
      const { conversations } = stores;
      await conversations.save(key(), 0, { revision: 1, state: {} });
      runtime.time += (CONVERSATION_TTL - 1) * 1_000;
      expect(await conversations.save(key(), 1, { revision: 2, state: {} })).toBe(true);
      runtime.time += (CONVERSATION_TTL - 1) * 1_000;
      expect((await conversations.load(key()))?.revision).toBe(2);
      runtime.time += 1_000;
      expect(await conversations.load(key())).toBeUndefined();
      expect(await conversations.save(key(), 0, { revision: 1, state: { again: true } })).toBe(true);
      expect(await conversations.load(key())).toEqual({ revision: 1, state: { again: true } });
    });
  });
}
