import { hashOf, isKey } from '../../../functions/booking/shared/key';
import { failureOf, Functions, valueOf } from './support/functions';
import { tenantId } from './support/world';

function setUp() {
  const functions = new Functions();
  return { functions, ...functions.open() };
}
const service = { name: 'Cut', category: 'hair', durationMinutes: 30 };

test('a business is shown without what only it has to know', async () => {
  const { ask } = setUp();
  expect(valueOf(await ask('business', { tenantId }))).toEqual({
    ...{ id: tenantId, name: 'Peluquería Ana', timeZone: 'Europe/Madrid', language: 'es' },
  });
  expect(failureOf(await ask('business', { tenantId: 'nobody' }))).toEqual({
    ok: false,
    errorType: 'NotFound',
    message: 'There is no business "nobody". Sign in again, or ask whoever runs this service.',
  });
});

describe('services', () => {
  test('are made, changed, listed by name and category; widgets see what is active', async () => {
    const { ask, functions } = setUp();
    const made = valueOf(await ask('saveService', { tenantId, input: { ...service, name: ' Árbol ', price: null } }));
    expect(made).toEqual({
      ...{ id: 'id-1', name: 'Árbol', category: 'hair', durationMinutes: 30, active: true },
      ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
    });
    const price = { amount: 1_500, currency: 'EUR' };
    const input = { ...service, id: made.id, active: false, bufferAfterMinutes: 10, price, category: 'nails' };
    const changed = { ...made, ...input };
    expect(valueOf(await ask('saveService', { tenantId, input }))).toEqual(changed);
    expect(functions.world.catalog.services.get(`${tenantId}#id-1`)).toMatchObject({ tenantId, serviceId: 'id-1' });
    const ids = async (more: object) => valueOf(await ask('services', { tenantId, ...more })).map(({ id }) => id);
    expect(await ids({})).toEqual(['id-1', 'cut', 'dye']);
    expect(await ids({ isWidget: true })).toEqual(['cut', 'dye']);
    expect(await ids({ category: 'nails' })).toEqual(['id-1']);
    expect(await ids({ category: 'nails', isWidget: true })).toEqual([]);
    expect(await ids({ category: '' })).toEqual([]);
    expect(await ids({ category: null })).toHaveLength(3);
  });

  test.each([
    [{ name: ' ' }, 'input.name is not 1 to 200 characters: it is " ".'],
    [{ durationMinutes: 7 }, 'input.durationMinutes is not a multiple of 5 from 5 to 600: it is 7.'],
    [{ bufferBeforeMinutes: 595 }, 'input.durationMinutes with its buffers is not up to 600: it is 30.'],
    [{ price: { amount: 1, currency: 'euro' } }, 'input.price.currency is not three letters, as EUR: it is "euro".'],
    [{ category: undefined }, 'input.category is not 1 to 100 characters: it is missing.'],
    [{ description: 'x'.repeat(2_001) }, 'input.description is not 1 to 2000 characters: it is "xxx'],
  ])('%j is refused', async (more, message) => {
    const { ask, functions } = setUp();
    const failure = failureOf(await ask('saveService', { tenantId, input: { ...service, ...more } }));
    expect(failure.errorType).toBe('ValidationError');
    expect(failure.message).toContain(message);
    expect(functions.world.catalog.services.size).toBe(2);
  });

  test.each(['other', 'SERVICE#cut#ana', ''])('there is none "%s" to be changed', async (id) => {
    const { ask } = setUp();
    expect(failureOf(await ask('saveService', { tenantId, input: { ...service, id } }))).toMatchObject({
      errorType: 'NotFound',
      message: `There is no service "${id}". Take an id of the query "services".`,
    });
  });
});

describe('providers', () => {
  test('are made with what they offer, and changed; the time zone is the business’s if none is said', async () => {
    const { ask } = setUp();
    const input = { name: 'Ada', serviceIds: ['dye', 'dye'] };
    const made = valueOf(await ask('saveProvider', { tenantId, input }));
    expect(made).toEqual({ id: 'id-1', name: 'Ada', timeZone: 'Europe/Madrid', active: true });
    const names = async (more: object) =>
      valueOf(await ask('providers', { tenantId, ...more })).map(({ name }) => name);
    expect(await names({})).toEqual(['Ada', 'Provider ana', 'Provider leo']);
    expect(await names({ serviceId: 'cut' })).toEqual(['Provider ana', 'Provider leo']);
    const changed = { id: made.id, name: 'Ada', timeZone: 'Atlantic/Canary', serviceIds: ['cut'], active: false };
    expect(valueOf(await ask('saveProvider', { tenantId, input: changed }))).toMatchObject({ active: false });
    expect(await names({ serviceId: 'cut' })).toEqual(['Ada', 'Provider ana', 'Provider leo']);
    expect(await names({ serviceId: 'cut', isWidget: true })).toEqual(['Provider ana', 'Provider leo']);
    expect(await names({ serviceId: 'dye' })).toEqual(['Provider ana', 'Provider leo']);
    expect(await names({ serviceId: 'what is # this' })).toEqual([]);
  });

  test('offer what there is', async () => {
    const { ask, functions } = setUp();
    const input = { name: 'Ada', serviceIds: ['cut', 'nails'] };
    expect(failureOf(await ask('saveProvider', { tenantId, input })).message).toContain('There is no service "nails".');
    const zone = { ...input, serviceIds: [], timeZone: 'Mars' };
    expect(failureOf(await ask('saveProvider', { tenantId, input: zone })).message).toBe(
      'input.timeZone is not the name of a time zone, as Europe/Madrid: it is "Mars".',
    );
    expect(functions.world.catalog.providers.size).toBe(2);
    const nobody = { ...input, id: 'nobody', serviceIds: [] };
    expect(failureOf(await ask('saveProvider', { tenantId, input: nobody })).errorType).toBe('NotFound');
  });
});

describe('keys', () => {
  test('one is shown once, lets in, and is listed without itself', async () => {
    const { ask, authorize, functions } = setUp();
    const { key, apiKey } = valueOf(await ask('createApiKey', { tenantId, input: { name: 'the page' } }));
    expect(isKey(key)).toBe(true);
    expect(apiKey).toEqual({
      ...{ id: hashOf(key), name: 'the page', status: 'ACTIVE', origins: [], requestsPerMinute: 60 },
      createdAt: new Date(functions.runtime.time).toISOString(),
    });
    expect(await authorize(key)).toMatchObject({ resolverContext: { tenantId, apiKeyId: apiKey.id } });
    const listed = await ask('apiKeys', { tenantId });
    expect(valueOf(listed)).toEqual([apiKey]);
    expect(JSON.stringify(listed)).not.toContain(key);
    expect(JSON.stringify([...functions.apiKeys.keys.values()])).not.toContain(key);
    expect(functions.observability.log.lines.join()).not.toContain(key);
  });

  test.each([
    [{ name: '' }, 'input.name is not 1 to 100 characters: it is "".'],
    [
      { origins: ['https://example.com/widget'] },
      'input.origins.0 is not an origin as https://example.com: scheme and host, nothing behind: it is "https://example.com/widget".',
    ],
    [{ origins: ['HTTPS://EXAMPLE.COM'] }, 'input.origins.0 is not an origin'],
    [{ origins: ['file:///tmp'] }, 'input.origins.0 is not an origin'],
    [{ requestsPerMinute: 0 }, 'input.requestsPerMinute is not a whole number from 1 to 6000: it is 0.'],
  ])('%j is refused', async (more, message) => {
    const { ask, functions } = setUp();
    const failure = failureOf(await ask('createApiKey', { tenantId, input: { name: 'the page', ...more } }));
    expect(failure.message).toContain(message);
    expect(functions.apiKeys.keys.size).toBe(0);
  });

  test('a key in another’s stead has what that one had; both work until it ends', async () => {
    const { ask, authorize, functions } = setUp();
    const origins = ['https://example.com'];
    const input = { name: 'the page', origins, requestsPerMinute: 5 };
    const old = valueOf(await ask('createApiKey', { tenantId, input }));
    functions.runtime.time += 1_000;
    const next = valueOf(await ask('rotateApiKey', { tenantId, id: old.apiKey.id, overlapHours: null }));
    expect(next.apiKey).toMatchObject({ name: 'the page', origins, requestsPerMinute: 5, status: 'ACTIVE' });
    expect(next.apiKey).not.toHaveProperty('endsAt');
    expect(next.key).not.toBe(old.key);
    const end = new Date(functions.runtime.time + 24 * 3_600_000).toISOString();
    expect(next.replaced).toEqual({ ...old.apiKey, endsAt: end });
    expect(valueOf(await ask('apiKeys', { tenantId }))).toEqual([next.apiKey, next.replaced]);
    for (const { key } of [old, next]) expect(await authorize(key)).toMatchObject({ isAuthorized: true });
    functions.runtime.time += 24 * 3_600_000;
    expect(await authorize(old.key)).toMatchObject({ isAuthorized: false });
    expect(await authorize(next.key)).toMatchObject({ isAuthorized: true });
    expect(failureOf(await ask('rotateApiKey', { tenantId, id: old.apiKey.id })).errorType).toBe('NotFound');
  });

  test('an overlap of none ends it at once; one that is too long is refused', async () => {
    const { ask, authorize } = setUp();
    const { key, apiKey } = valueOf(await ask('createApiKey', { tenantId, input: { name: 'the page' } }));
    expect(failureOf(await ask('rotateApiKey', { tenantId, id: apiKey.id, overlapHours: 169 })).message).toBe(
      'overlapHours is not from 0 to 168: it is 169.',
    );
    const { replaced } = valueOf(await ask('rotateApiKey', { tenantId, id: apiKey.id, overlapHours: 0 }));
    expect(replaced).toEqual({ ...apiKey, endsAt: apiKey.createdAt });
    expect(await authorize(key)).toMatchObject({ isAuthorized: false });
  });

  test('one is revoked, once and again, also while the business is suspended; then it has no successor', async () => {
    const { ask, authorize, functions } = setUp();
    const { key, apiKey } = valueOf(await ask('createApiKey', { tenantId, input: { name: 'the page' } }));
    await functions.tenants.suspend(tenantId);
    const revoked = { ...apiKey, status: 'REVOKED', endsAt: new Date(functions.runtime.time).toISOString() };
    for (let times = 0; times < 2; times += 1) {
      expect(valueOf(await ask('revokeApiKey', { tenantId, id: apiKey.id }))).toEqual(revoked);
      functions.runtime.time += 1_000;
    }
    await functions.tenants.resume(tenantId);
    expect(await authorize(key)).toMatchObject({ isAuthorized: false });
    expect(failureOf(await ask('rotateApiKey', { tenantId, id: apiKey.id })).message).toBe(
      'The key "the page" was revoked or has ended. Make a new one with createApiKey.',
    );
    expect(failureOf(await ask('revokeApiKey', { tenantId, id: 'what' })).message).toContain('There is no key "what".');
  });
});

test('a suspended business changes nothing, and still reads', async () => {
  const { ask, functions } = setUp();
  await functions.tenants.suspend(tenantId);
  for (const answer of [
    await ask('saveService', { tenantId, input: service }),
    await ask('saveProvider', { tenantId, input: { name: 'Ada', serviceIds: [] } }),
    await ask('createApiKey', { tenantId, input: { name: 'the page' } }),
  ]) {
    expect(failureOf(answer)).toMatchObject({
      errorType: 'Suspended',
      message: 'Peluquería Ana is suspended: nothing can be booked or changed. Ask whoever runs this service.',
    });
  }
  expect(valueOf(await ask('services', { tenantId }))).toHaveLength(2);
});
