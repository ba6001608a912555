import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../../functions/booking/shared/key';
import type { AuthorizerEvent } from '../../../functions/booking/authorizer/handler';
import type { Verdict } from '../../../functions/booking/authorizer/authorize';
import type { LambdaHandler } from '../../../functions/shared/lambda';
import type { Result, Success } from '../../../functions/shared/result';
import { addDays, clockAt } from '../../../functions/booking/shared/time';
import { localCredentials, localRegion } from '../../../local/dynamodb';
import { lambdaContext } from '../support/lambda';
import { startTables } from './support/dynamodb-tables';
import { tenant, WORKDAY } from './support/world';

/**
 * The entries as Lambda loads them: told by environment variables only, with the SDK, Powertools and the real clock. DynamoDB is
 * dynalite, found by AWS_ENDPOINT_URL_DYNAMODB.
 */
const tenantId = tenant.tenantId;
const visitor = { name: 'Genoveva Ruiz', phone: '600111222' };

let output = '';
let tables: Awaited<ReturnType<typeof startTables>>;
let handlers: Record<'agent' | 'availability' | 'bookings' | 'catalog', LambdaHandler>;
let authorizer: (event: AuthorizerEvent, context: { awsRequestId: string }) => Promise<Verdict>;
const load = async <T = LambdaHandler>(name: string) =>
  ((await import(`../../../functions/booking/${name}/index`)) as { handler: T }).handler;
const environment = { ...process.env };

beforeAll(async () => {
  tables = await startTables('dynalite');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    ...{ ENVIRONMENT: 'dev', LOG_LEVEL: 'INFO' },
    ...{ TENANTS_TABLE: 'tenants', API_KEYS_TABLE: 'apiKeys', SERVICES_TABLE: 'services' },
    ...{ PROVIDERS_TABLE: 'providers', AVAILABILITY_TABLE: 'availability', BOOKINGS_TABLE: 'bookings' },
    ...{ CONVERSATIONS_TABLE: 'conversations', CONVERSATION_TTL_SECONDS: '604800', AUTHORIZER_TTL_SECONDS: '60' },
  });
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => (output += String(text)) !== '');
  }
  handlers = {
    agent: await load('agent'),
    availability: await load('availability'),
    bookings: await load('bookings'),
    catalog: await load('catalog'),
  };
  authorizer = await load('authorizer');
  expect(await tables.open({ now: Date.now }).tenants.create(tenant)).toBe('CREATED');
});

afterAll(async () => {
  jest.restoreAllMocks();
  process.env = environment;
  await tables.close();
});

async function ask<T>(name: keyof typeof handlers, payload: object): Promise<T> {
  const result = (await handlers[name]({ tenantId, correlationId: 'c-1', ...payload }, lambdaContext())) as Result<T>;
  expect(result).toMatchObject({ ok: true });
  return (result as Success<T>).value;
}

let key = '';

test('a business opens, gives its page a key, and a visitor chats until there is a booking', async () => {
  const cut = { name: 'Corte', category: 'hair', durationMinutes: 30 };
  const { id: serviceId } = await ask<{ id: string }>('catalog', { action: 'saveService', input: cut });
  const ana = { name: 'Ana', serviceIds: [serviceId] };
  const { id: providerId } = await ask<{ id: string }>('catalog', { action: 'saveProvider', input: ana });
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    await ask('availability', { action: 'setWorkingHours', providerId, weekday, hours: WORKDAY });
  }
  const input = { name: 'the page', origins: ['https://example.com'] };
  key = (await ask<{ key: string }>('catalog', { action: 'createApiKey', input })).key;

  const event = { authorizationToken: key, requestHeaders: { origin: 'https://example.com' } };
  const verdict = await authorizer(event, { awsRequestId: 'l-1' });
  expect(verdict).toMatchObject({ isAuthorized: true, resolverContext: { tenantId, apiKeyId: hashOf(key) } });
  const { apiKeyId } = verdict.resolverContext!;

  let reply: { conversationId?: string; revision?: number; step?: string; booking?: { id: string } } = {};
  for (const text of ['hola, un corte pasado mañana a las 10', visitor.name, visitor.phone, 'sí']) {
    const message = { conversationId: reply.conversationId, seen: reply.revision, text };
    reply = await ask('agent', { action: 'sendChatMessage', apiKeyId, isWidget: true, input: message });
  }
  expect(reply).toMatchObject({ step: 'BOOKED', booking: { status: 'CONFIRMED', customer: visitor } });

  const today = clockAt(tenant.timeZone, Date.now()).date;
  const day = await ask('bookings', { action: 'bookings', providerId, date: addDays(today, 2) });
  expect(day).toEqual([reply.booking]);
  const slots = await ask<{ startsAt: string }[]>('availability', {
    ...{ action: 'availableSlots', serviceId, from: addDays(today, 2), days: 1 },
  });
  expect(slots.length).toBeGreaterThan(5);
  expect(await ask('agent', { action: 'conversation', apiKeyId, id: reply.conversationId })).toMatchObject({
    booking: reply.booking,
  });
  expect(await ask('bookings', { action: 'cancelBooking', apiKeyId, id: reply.booking!.id })).toMatchObject({
    status: 'CANCELLED',
  });
});

test('once it has gone for good, the tables have nothing of it but what TTL removes', async () => {
  const erase = (dryRun?: boolean) => ask('catalog', { action: 'eraseTenant', ...(dryRun === false && { dryRun }) });
  const there = {
    counts: { booking: 1, day: 8, key: 1, offer: 1, provider: 1, service: 1, slug: 1, tenant: 1 },
    next: null,
  };
  await ask('catalog', { action: 'suspendTenant' });
  expect(await erase()).toEqual(there);
  expect(await erase(false)).toEqual(there);
  const left = await tables.all();
  expect(left.filter(({ item }) => typeof item.ttl !== 'number')).toEqual([]);
  expect(new Set(left.map(({ table }) => table))).toEqual(new Set(['apiKeys', 'conversations'])); // of a key, how often it was used
  expect(await erase(false)).toEqual({ counts: {}, next: null });
});

test('what they write is JSON, line by line, and no key nor visitor is in it', () => {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed).toContainEqual(
    expect.objectContaining({
      service: 'trinity-booking-agent',
      message: 'sendChatMessage done',
      correlation_id: 'c-1',
      tenantId,
    }),
  );
  expect(parsed).toContainEqual(expect.objectContaining({ Function: 'booking-agent', BookingMade: 1 }));
  expect(parsed).toContainEqual(expect.objectContaining({ Function: 'booking-bookings', BookingCancelled: 1 }));
  const page = readFileSync(join(__dirname, '../../../docs/booking.md'), 'utf8');
  const [, message, conversation, by] = /filter message = "([^"]+)"\n.*count_distinct\((\w+)\).* by (\w+)\n/.exec(
    page,
  )!;
  const asked = parsed.filter((line) => line['message'] === message);
  expect(asked.map((line) => [line[by!], typeof line[conversation!]])).toEqual(
    Array.from({ length: 4 }, () => [tenantId, 'string']),
  );
  expect(output).not.toContain(key);
  expect(output).not.toMatch(/genoveva|600111222|un corte/i);
});

test('a function that is told nothing does not start, and says what it lacks', async () => {
  jest.resetModules();
  delete process.env.CONVERSATIONS_TABLE;
  await expect(load('agent')).rejects.toThrow('CONVERSATIONS_TABLE is missing');
});
