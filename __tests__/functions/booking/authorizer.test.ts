import type { ApiKey } from '../../../model/booking/items/api-key';
import { hashOf, isKey, keyOf } from '../../../functions/booking/shared/key';
import { Functions } from './support/functions';
import { tenantId } from './support/world';

function setUp(more: Partial<ApiKey> = {}) {
  const functions = new Functions();
  const operations: string[] = [];
  const { authorize } = functions.open((effect, operation) => {
    operations.push(operation);
    return effect();
  });
  const { token, apiKey } = functions.giveKey(tenantId, more);
  const seconds = () => Math.floor(functions.runtime.time / 1000);
  return { functions, authorize, operations, token, apiKey, seconds, observability: functions.observability };
}

test('a key is bk_ and 32 characters, and known by its hash', () => {
  const key = keyOf(Buffer.alloc(24, 0xff));
  expect(key).toBe(`bk_${'_'.repeat(32)}`);
  expect(isKey(key)).toBe(true);
  expect(hashOf('bk_')).toBe('2dafcac0ed2666cd7956e8654e14e660fdc569b6f610853d5c83fcae4650f443');
});

test('a key lets its tenant in for a minute: two reads', async () => {
  const { authorize, token, apiKey, operations } = setUp();
  expect(await authorize(token)).toEqual({
    isAuthorized: true,
    resolverContext: { tenantId, apiKeyId: apiKey.keyHash },
    ttlOverride: 60,
  });
  expect(operations).toEqual(['apiKeys.get', 'tenants.get']);
});

test.each([
  ['is not text', undefined],
  ['is empty', ''],
  ['is cut off', `bk_${'a'.repeat(31)}`],
  ['has more behind it', `bk_${'a'.repeat(32)}\n`],
  ['is another scheme', `Bearer bk_${'a'.repeat(32)}`],
  ['is long', 'a'.repeat(1_000_000)],
])('what %s is turned away unread', async (_, token) => {
  const { authorize, operations, observability } = setUp();
  expect(await authorize(token as string)).toEqual({ isAuthorized: false, ttlOverride: 60 });
  expect(operations).toEqual([]);
  expect(observability.metrics.total('KeyRefused')).toBe(1);
});

test('a key that nobody was given is turned away: one read', async () => {
  const { authorize, operations } = setUp();
  expect(await authorize(`bk_${'a'.repeat(32)}`)).toEqual({ isAuthorized: false, ttlOverride: 60 });
  expect(operations).toEqual(['apiKeys.get']);
});

test('a revoked key, a suspended tenant, and none at all', async () => {
  const { functions, authorize, token, apiKey } = setUp();
  const refused = { isAuthorized: false, ttlOverride: 60 };
  await functions.tenants.suspend(tenantId);
  expect(await authorize(token)).toEqual(refused);
  await functions.tenants.resume(tenantId);
  expect(await authorize(token)).toMatchObject({ isAuthorized: true });
  await functions.apiKeys.revoke(tenantId, apiKey.keyHash);
  expect(await authorize(token)).toEqual(refused);
  expect(await authorize(functions.giveKey('nobody').token)).toEqual(refused);
});

test('a key that ends is not remembered beyond its end', async () => {
  const { functions, authorize, token, apiKey, seconds } = setUp();
  functions.apiKeys.keys.set(apiKey.keyHash, { ...apiKey, ttl: seconds() + 61 });
  expect(await authorize(token)).toMatchObject({ isAuthorized: true, ttlOverride: 60 });
  functions.runtime.time += 56_000;
  expect(await authorize(token)).toMatchObject({ isAuthorized: true, ttlOverride: 5 });
  functions.runtime.time += 5_000;
  expect(await authorize(token)).toMatchObject({ isAuthorized: false });
});

describe('a key with origins', () => {
  const origins = ['https://example.com', 'http://localhost:3000'];

  test.each([
    ['https://example.com', true],
    ['http://localhost:3000', true],
    ['https://example.com.evil.test', false],
    ['http://example.com', false],
    ['https://example.com/', false],
    ['null', false],
    ['', false],
  ])('from %j: %j', async (origin, isAuthorized) => {
    const { authorize, token } = setUp({ origins });
    // Remembered by the key alone, the answer would be another page's, too.
    expect(await authorize(token, { Origin: origin })).toMatchObject({ isAuthorized, ttlOverride: 0 });
    expect(await authorize(token, { origin })).toMatchObject({ isAuthorized, ttlOverride: 0 });
  });

  test('is let in without an origin, which all but browsers may leave out', async () => {
    const { authorize, token } = setUp({ origins });
    expect(await authorize(token, { host: 'example.com' })).toMatchObject({ isAuthorized: true, ttlOverride: 0 });
  });

  test('and one without is let in from everywhere', async () => {
    const { authorize, token } = setUp();
    expect(await authorize(token, { origin: 'https://anywhere.test' })).toMatchObject({ isAuthorized: true });
  });
});

test('what cannot be read is no refusal: it fails, and is asked again', async () => {
  const functions = new Functions();
  const { token } = functions.giveKey(tenantId);
  const { authorize } = functions.open(() => Promise.reject(new Error('DynamoDB is away')));
  await expect(authorize(token)).rejects.toThrow('DynamoDB is away');
  expect(functions.observability.flushes).toBe(1);
});

test('no token is in the log', async () => {
  const { authorize, token, functions, observability } = setUp({ status: 'REVOKED' });
  const unknown = `bk_${'b'.repeat(32)}`;
  for (const one of [token, unknown, functions.giveKey(tenantId).token, 'my password']) await authorize(one);
  const log = observability.log.lines.join('\n');
  expect(log).toContain('"reason":"revoked"');
  for (const one of [token, unknown, 'my password']) expect(log).not.toContain(one);
});
