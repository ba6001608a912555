import { ask, type Outcome } from '../../widget/booking/chat/api';

const key = `bk_${'k'.repeat(32)}`;
const endpoint = 'https://api.example/graphql';

interface Sent {
  readonly url: string;
  readonly options: RequestInit;
}

async function answered(answer: Response | Error): Promise<{ outcome: Outcome<{ x: number }>; sent: Sent[] }> {
  const sent: Sent[] = [];
  const fetch = ((url: string, options: RequestInit) => {
    sent.push({ url, options });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }) as typeof globalThis.fetch;
  return { outcome: await ask<{ x: number }>({ fetch, endpoint, key }, 'query { x }', { id: 1 }), sent };
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const failed = (errorType: string, status = 200): Response =>
  json({ data: null, errors: [{ errorType, message: 'so it is' }] }, status);

test('the key is in a header, and nowhere else', async () => {
  const { outcome, sent } = await answered(json({ data: { x: 1 } }));
  expect(outcome).toEqual({ kind: 'answered', data: { x: 1 } });
  const [{ url, options }] = sent as [Sent];
  expect(url).toBe(endpoint);
  expect(options).toMatchObject({ method: 'POST', headers: { authorization: key }, credentials: 'omit' });
  expect(options.body).toBe('{"query":"query { x }","variables":{"id":1}}');
  expect(options.signal).toBeInstanceOf(AbortSignal);
});

test.each([
  ['no network', new TypeError('Failed to fetch'), 0],
  ['no answer in time', new DOMException('timed out', 'TimeoutError'), 0],
  ['500', new Response('<h1>Oh</h1>', { status: 500 }), 0],
  ['503 with JSON', failed('Whatever', 503), 0],
  ['408', new Response('', { status: 408 }), 0],
  ['throttling', new Response('', { status: 429 }), 20_000],
  ['too many of the key', failed('RateLimited'), 20_000],
  ['a function that failed', failed('Lambda:Unhandled'), 0],
  ['what the functions could not do', failed('InternalError'), 0],
  ['data beside an error', json({ data: { x: null }, errors: [{ errorType: 'UpstreamUnavailable' }] }), 0],
  ['neither data nor error', json({ data: null }), 0],
])('%s: later', async (_, answer, wait) => {
  expect((await answered(answer)).outcome).toEqual({ kind: 'later', wait });
});

test.each([
  ['401', failed('UnauthorizedException', 401), 'does not let this page in (401)', undefined],
  ['403 of a firewall', new Response('<html>', { status: 403 }), 'no GraphQL API: status 403', undefined],
  ['a page', new Response('<h1>Hello</h1>'), 'no GraphQL API: status 200, and no JSON of one', undefined],
  ['JSON of something else', json({ ok: true }), 'no GraphQL API', undefined],
  ['a JSON text', json('data'), 'no GraphQL API', undefined],
  ['nothing', new Response(''), 'no GraphQL API', undefined],
  [
    'what a schema has not',
    failed('MalformedHttpRequestException', 400),
    '(400 MalformedHttpRequestException): so it is',
    'MalformedHttpRequestException',
  ],
  ['a business that is suspended', failed('Suspended'), '(200 Suspended): so it is', 'Suspended'],
  ['a booking that has begun', failed('AlreadyBegun'), 'so it is', 'AlreadyBegun'],
])('%s: refused', async (_, answer, reason, errorType) => {
  const { outcome } = await answered(answer);
  expect(outcome).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) as string, errorType });
  expect(JSON.stringify(outcome)).not.toContain(key);
});
