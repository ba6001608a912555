import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ErasedView, ExportedView } from '../../../functions/booking/catalog/parts';
import { omit } from '../../../keys/entries';
import type { Attributes } from '../../../model/item';
import { startTables } from './support/dynamodb-tables';
import { failureOf, Functions, valueOf } from './support/functions';
import { BOTH, call, Town } from './support/two-tenants';
import { customer, provider, service, tenant, WORKDAY } from './support/world';

const { tenantId } = tenant;
let tables: Awaited<ReturnType<typeof startTables>>;
beforeEach(async () => {
  tables = await startTables('dynalite');
});
afterEach(() => tables.close());

const functions = new Functions();
const opened = () => functions.open((effect) => effect(), tables.open(functions.runtime));
type Ask = ReturnType<typeof opened>['ask'];

/** Asked part after part, from the beginning to the end. */
async function exported(ask: Ask, of: string) {
  const parts: { readonly kind: string; readonly item: Attributes }[][] = [];
  let after: string | null = null;
  do {
    const part: ExportedView = valueOf(await ask('exportTenant', { tenantId: of, after }));
    parts.push([...part.items]);
    after = part.next;
  } while (after !== null);
  return parts;
}
async function erased(ask: Ask, of: string, { dryRun = false, conversations = true } = {}) {
  const counts: Record<string, number> = {};
  let [after, parts]: [string | null, number] = [null, 0];
  do {
    const part: ErasedView = valueOf(await ask('eraseTenant', { tenantId: of, dryRun, conversations, after }));
    for (const [kind, count] of Object.entries(part.counts)) counts[kind] = (counts[kind] ?? 0) + count;
    [after, parts] = [part.next, parts + 1];
  } while (after !== null);
  return { counts, parts };
}

/** What the tables hold, by whose it is; how often a key was used is nobody's: TTL removes it. */
const ITS = ['tenantId', 'claimedBy', 'tenantProvider', 'tenantBooking', 'tenantConversation'];
async function held() {
  const all = (await tables.all()).filter(({ item }) => !String(item.keyHash).startsWith('RATE#'));
  const isOf = (of: string, item: Attributes) =>
    ITS.some((name) => item[name] === of || String(item[name]).startsWith(`${of}#`));
  return { all, of: (name: string) => all.filter(({ item }) => isOf(name, item)) };
}
/** Comparable, and short where an item is big. */
const asLines = (items: readonly { readonly item: Attributes }[]) =>
  items
    .map(({ item }) => JSON.stringify(item, sorted))
    .map((text) => (text.length < 1_000 ? text : createHash('sha256').update(text).digest('hex')))
    .sort();
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

test('whatever two businesses have done, all that is held of one is exported, and erased; of the other nothing', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 40, maxLength: 60 }),
      fc.constantFrom(...BOTH),
      async (calls, whose) => {
        await tables.close();
        tables = await startTables('dynalite');
        const now = { time: functions.runtime.time };
        const stores = tables.open({ now: () => now.time });
        const town = new Town(stores, now);
        await town.open(BOTH);
        for (const [index, one] of calls.entries()) {
          const busy = (['book', 'sendChatMessage', undefined] as const)[index % 3];
          await town.ask(busy ? { ...one, action: busy } : one);
        }
        const { ask } = town.functions.open((effect) => effect(), stores);
        const before = await held();
        const other = whose === 'hair' ? 'garage' : 'hair';
        expect(before.of('hair').length + before.of('garage').length).toBe(before.all.length);

        const items = (await exported(ask, whose)).flat();
        expect(asLines(items)).toEqual(asLines(before.of(whose)));
        seen += items.filter(({ kind }) => kind === 'conversation' || kind === 'booking').length;
        const counts = Object.fromEntries(
          [...new Set(items.map(({ kind }) => kind))].map((kind) => [
            kind,
            items.filter((one) => one.kind === kind).length,
          ]),
        );
        expect((await erased(ask, whose, { dryRun: true })).counts).toEqual(counts);
        expect(asLines((await held()).all)).toEqual(asLines(before.all));

        valueOf(await ask('suspendTenant', { tenantId: whose }));
        expect((await erased(ask, whose)).counts).toEqual(counts);
        expect((await held()).of(whose)).toEqual([]);
        expect(asLines((await held()).all)).toEqual(asLines(before.of(other)));
        expect((await erased(ask, whose)).counts).toEqual({});
      },
    ),
    { numRuns: 8 },
  );
  expect(seen).toBeGreaterThan(12);
});

describe('a business', () => {
  async function open() {
    const stores = tables.open(functions.runtime);
    const { ask } = opened();
    await stores.tenants.create(tenant);
    await stores.catalog.putService(service('cut', 30), true);
    await stores.catalog.putProvider(provider('ana'), ['cut'], true);
    await stores.availability.putHours(tenantId, 'ana', 3, WORKDAY);
    const input = { requestId: 'request-of-somebody', serviceId: 'cut', providerId: 'ana', customer };
    valueOf(await ask('book', { tenantId, input: { ...input, startsAt: '2026-03-25T09:00:00.000Z' } }));
    valueOf(await ask('createApiKey', { tenantId, input: { name: 'the page' } }));
    await stores.conversations.save({ tenantId, conversationId: 'c' }, 0, { revision: 1, state: {} });
    return { stores, ask };
  }

  test('killed at any request to DynamoDB, and asked again, it leaves nothing', async () => {
    let isWhole = false;
    for (let requests = 0; !isWhole; requests += 1) {
      const { ask } = await open();
      valueOf(await ask('suspendTenant', { tenantId }));
      tables.dieAfter(requests);
      isWhole = await erased(ask, tenantId).then(
        () => true,
        () => false,
      );
      tables.dieAfter(Infinity);
      await erased(ask, tenantId);
      expect({ requests, left: (await held()).all }).toEqual({ requests, left: [] });
      if (isWhole) expect(requests).toBeGreaterThan(15);
    }
  });

  test('unless it is told otherwise, it is only counted, and conversations are not; one that is not suspended stays', async () => {
    const { ask } = await open();
    const before = (await held()).all;
    const counts = { booking: 1, day: 2, key: 1, offer: 1, provider: 1, service: 1, slug: 1, tenant: 1 };
    for (const dryRun of [undefined, null, true]) {
      expect(valueOf(await ask('eraseTenant', { tenantId, dryRun }))).toEqual({ counts, next: null });
    }
    expect(failureOf(await ask('eraseTenant', { tenantId, dryRun: false })).message).toBe(
      `tenantId is not that of a suspended business. Ask suspendTenant first: it is "${tenantId}".`,
    );
    expect((await held()).all).toEqual(before);
    valueOf(await ask('suspendTenant', { tenantId }));
    expect(valueOf(await ask('eraseTenant', { tenantId, dryRun: false })).counts).toEqual(counts);
    expect((await held()).all.map(({ table }) => table)).toEqual(['conversations']);
  });

  test('what an index does not show yet goes with the day that says it; of another shape, it goes and is exported, too', async () => {
    const { stores, ask } = await open();
    const [booking] = (await held()).all.filter(({ table }) => table === 'bookings');
    await tables.put('bookings', omit(booking!.item, 'tenantProvider')); // in no index
    await tables.put('bookings', {
      tenantBooking: `${tenantId}#odd`,
      tenantProvider: `${tenantId}#ana`,
      startsAt: '?',
    });
    await tables.put('services', { tenantId, serviceId: 'odd', name: new Set(['a', 'b']) });
    const items = (await exported(ask, tenantId)).flat();
    expect(items).toContainEqual({ kind: 'service', item: { tenantId, serviceId: 'odd', name: ['a', 'b'] } });
    expect(items.filter(({ kind }) => kind === 'booking')).toHaveLength(1);
    await stores.tenants.suspend(tenantId);
    await erased(ask, tenantId);
    expect((await held()).all).toEqual([]);
  });

  test('a big one is exported and erased in parts, each of which Lambda can answer with, and none of another one', async () => {
    const { stores, ask } = await open();
    const other = `${tenantId}-2`; // it begins as the first one
    const big = { text: '\u0001'.repeat(15_000) };
    for (const one of [tenantId, other]) {
      for (let index = 0; index < 40; index += 1) {
        const key = { tenantId: one, conversationId: `c-${index}` };
        await stores.conversations.save(key, 0, { revision: 1, state: { text: 'x'.repeat(60_000) } });
        await tables.put('bookings', {
          ...{ tenantBooking: `${one}#b-${index}`, tenantProvider: `${one}#ana`, startsAt: '2026', ...big },
        });
      }
      for (let index = 0; index < 300; index += 1)
        await stores.availability.putException(one, 'ana', `2${index}`, WORKDAY);
      for (let index = 0; index < 15; index += 1) {
        await stores.catalog.putProvider({ ...provider(`p-${index}`), tenantId: one }, ['cut'], true);
      }
    }
    const before = await held();
    const parts = await exported(ask, tenantId);
    expect(parts.length).toBeGreaterThan(4);
    expect(asLines(parts.flat())).toEqual(asLines(before.of(tenantId)));
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(6_000_000);
    await stores.tenants.suspend(tenantId);
    expect((await erased(ask, tenantId)).parts).toBeGreaterThan(4);
    expect(asLines((await held()).all)).toEqual(asLines(before.of(other)));
  });

  test('it is found by its id and by its slug, unless that is ambiguous; and nobody else is', async () => {
    const { stores, ask } = await open();
    const named = { ...tenant, tenantId: 'named', slug: 'its-slug' };
    await stores.tenants.create(named);
    const view = valueOf(await ask('findTenant', { tenant: 'named' }));
    expect(view).toMatchObject({ id: 'named', slug: 'its-slug', name: tenant.name, status: 'ACTIVE' });
    expect(valueOf(await ask('findTenant', { tenant: 'its-slug' }))).toEqual(view);
    await stores.tenants.create({ ...tenant, tenantId: 'other', slug: 'named' });
    expect(failureOf(await ask('findTenant', { tenant: 'named' })).message).toMatch(
      /^tenant is the id of one business and the slug of another\./,
    );
    for (const nobody of ['nobody', '', 'SLUG#x', '#']) {
      expect(failureOf(await ask('findTenant', { tenant: nobody }))).toMatchObject({ errorType: 'NotFound' });
    }
  });

  test("an owner's are listed, the first one first, and nobody else's", async () => {
    const { stores, ask } = await open();
    const owned = (name: string, ownerId: string, day: number) =>
      stores.tenants.create({
        ...{ ...tenant, tenantId: name, slug: name, ownerId, createdAt: `2026-01-0${day}T00:00:00.000Z` },
      });
    await owned('second', 'maria', 2);
    await owned('of-another', 'ana', 1);
    await owned('first', 'maria', 1);
    const listed = valueOf(await ask('tenantsOfOwner', { ownerId: 'maria' }));
    expect(listed.map(({ id, ownerId }) => [id, ownerId])).toEqual([
      ['first', 'maria'],
      ['second', 'maria'],
    ]);
    expect(valueOf(await ask('tenantsOfOwner', { ownerId: 'nobody' }))).toEqual([]);
    expect(failureOf(await ask('tenantsOfOwner', { ownerId: '#' })).message).toBe(
      'ownerId is not 1 to 64 letters, digits, _ or -: it is "#".',
    );
  });

  test('a part that does not follow any is refused', async () => {
    const { ask } = await open();
    for (const after of ['["days of nobody"]', '[]', 'x', '{}', '5']) {
      expect(failureOf(await ask('exportTenant', { tenantId, after })).message).toMatch(
        /^after is no place of this business/,
      );
    }
  });
});
