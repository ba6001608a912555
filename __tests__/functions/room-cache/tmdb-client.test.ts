import * as z from 'zod/mini';
import { UpstreamError } from '../../../functions/shared/errors';
import { TmdbClient } from '../../../functions/room-cache/shared/tmdb/client';
import { createLog, createMetrics, createRuntime } from '../support/machine';

const version3Key = '0123456789abcdef0123456789abcdef';
const version4Token = 'eyJhbGciOiJIUzI1NiJ9.secret.token';
const schema = z.object({ id: z.int() });

type Answer = Response | Error | (() => Response | Promise<Response>);

/** A client whose TMDB gives these answers, one after the other; the last one is repeated. */
function setUp(answers: Answer[], key = version3Key) {
  const runtime = createRuntime(() => 1);
  const log = createLog();
  const metrics = createMetrics();
  const requests: { url: string; headers: Headers; at: number }[] = [];
  let current = key;
  const keys = {
    get: () => Promise.resolve(current),
    replace: jest.fn(() => Promise.resolve(current)),
    rotate: (to: string) => (current = to),
  };
  const client = new TmdbClient({
    url: 'https://tmdb.example/3',
    key: keys,
    runtime,
    log,
    metrics,
    requestTimeout: 20,
    fetch: (url, init) => {
      requests.push({ url: url as string, headers: new Headers(init?.headers), at: runtime.time });
      const answer = answers[Math.min(requests.length, answers.length) - 1];
      if (answer instanceof Error) return Promise.reject(answer);
      if (answer instanceof Response) return Promise.resolve(answer.clone());
      return Promise.race([Promise.resolve(answer?.() ?? Response.error()), aborted(init?.signal)]);
    },
  });
  const get = (forMs = 60_000, signal?: AbortSignal) => {
    const end = runtime.time + forMs;
    const timeLeft = () => end - runtime.time;
    return client.get('/movie/603', { language: 'en' }, schema, signal ? { timeLeft, signal } : { timeLeft });
  };
  return { get, requests, runtime, log, metrics, keys };
}

/** As native fetch does it. */
async function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  throw signal?.reason;
}

const ok = () => Response.json({ id: 603, title: 'The Matrix' });
const status = (code: number, headers: Record<string, string> = {}) => new Response('{}', { status: code, headers });
const networkError = Object.assign(new TypeError('fetch failed'), {
  cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
});
const hang = () => new Promise<Response>(() => {});

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UpstreamError);
  return (error as UpstreamError).reason;
}

describe('a request to TMDB', () => {
  test('returns what the schema knows', async () => {
    const { get } = setUp([ok()]);
    expect(await get()).toEqual({ id: 603 });
  });

  test('carries a short key in the query, a long one in the header', async () => {
    const short = setUp([ok()], version3Key);
    await short.get();
    expect(short.requests[0]?.url).toBe(`https://tmdb.example/3/movie/603?language=en&api_key=${version3Key}`);
    expect(short.requests[0]?.headers.has('authorization')).toBe(false);

    const long = setUp([ok()], version4Token);
    await long.get();
    expect(long.requests[0]?.url).toBe('https://tmdb.example/3/movie/603?language=en');
    expect(long.requests[0]?.headers.get('authorization')).toBe(`Bearer ${version4Token}`);
  });

  test('for something that TMDB does not know is answered by undefined, which is no failure', async () => {
    const { get, requests, metrics } = setUp([status(404)]);
    expect(await get()).toBeUndefined();
    expect(requests).toHaveLength(1);
    expect(metrics.total('TmdbFailure')).toBe(0);
  });
});

describe.each([
  ['500', status(500), 'The film catalogue reported an error of its own (500). Try again in a moment.'],
  ['503', status(503), 'The film catalogue reported an error of its own (503). Try again in a moment.'],
  [
    '429 without Retry-After',
    status(429),
    'The film catalogue is asked too much at the moment. Try again in a moment.',
  ],
  ['a broken connection', networkError, 'The film catalogue could not be reached. Try again in a moment.'],
  ['no answer', hang, 'The film catalogue did not answer in time. Try again in a moment.'],
  [
    'truncated JSON',
    new Response('{"id": 60'),
    'The film catalogue answered with something that this app does not understand. Try again in a moment.',
  ],
  [
    'JSON of another shape',
    Response.json({ id: 'six' }),
    'The film catalogue answered with something that this app does not understand. Try again in a moment.',
  ],
] satisfies [string, Answer, string][])('%s', (_name, fault, reason) => {
  test('is tried four times, with growing pauses, and then reported in words for a member', async () => {
    const { get, requests, metrics, runtime } = setUp([fault]);
    expect(await reasonOf(get())).toBe(reason);
    expect(requests).toHaveLength(4);
    expect(metrics.total('TmdbFailure')).toBe(4);
    expect(metrics.values.get('TmdbLatency')).toHaveLength(4);
    expect(runtime.sleeps).toEqual([250, 500, 1_000]); // full jitter: this is the longest it can be
  });

  test('is forgotten when a later attempt succeeds', async () => {
    const { get, requests } = setUp([fault, fault, fault, ok()]);
    expect(await get()).toEqual({ id: 603 });
    expect(requests).toHaveLength(4);
  });

  test('is not tried again when no time would be left', async () => {
    const { get, requests, runtime } = setUp([fault]);
    expect(await reasonOf(get(250))).toBe(reason);
    expect(requests).toHaveLength(1);
    expect(runtime.sleeps).toEqual([]);
  });
});

describe('Retry-After', () => {
  test('in seconds is waited for, with jitter on top', async () => {
    const { get, runtime } = setUp([status(429, { 'retry-after': '7' }), ok()]);
    expect(await get()).toEqual({ id: 603 });
    expect(runtime.sleeps).toEqual([7_250]);
  });

  test('as a date is waited for', async () => {
    const inNineSeconds = new Date(createRuntime().time + 9_000).toUTCString();
    const { get, runtime } = setUp([status(429, { 'retry-after': inNineSeconds }), ok()]);
    await get();
    expect(runtime.sleeps).toEqual([9_250]);
  });

  test.each(['soon', '-5', ''])('of "%s" counts as none', async (value) => {
    const { get, runtime } = setUp([status(429, { 'retry-after': value }), ok()]);
    await get();
    expect(runtime.sleeps).toEqual([250]);
  });

  test('beyond the time left is not waited for at all', async () => {
    const { get, requests, runtime } = setUp([status(429, { 'retry-after': '60' })]);
    expect(await reasonOf(get(20_000))).toContain('asked too much');
    expect(requests).toHaveLength(1);
    expect(runtime.sleeps).toEqual([]);
  });
});

describe('what cannot be helped by asking again', () => {
  test.each([400, 403, 422])('%i is asked once', async (code) => {
    const { get, requests } = setUp([status(code)]);
    await reasonOf(get());
    expect(requests).toHaveLength(1);
  });

  test('little time left, down to parts of a millisecond, is what the request gets', async () => {
    const { get, requests } = setUp([hang]);
    expect(await reasonOf(get(5.75))).toContain('did not answer in time');
    expect(requests).toHaveLength(1);
  });

  test('no time left: nothing is sent', async () => {
    const { get, requests } = setUp([ok()]);
    expect(await reasonOf(get(0))).toContain('did not answer in time');
    expect(requests).toHaveLength(0);
  });

  test('given up from outside', async () => {
    const { get, requests, metrics, log } = setUp([hang]);
    const giveUp = new AbortController();
    const answer = get(60_000, giveUp.signal);
    giveUp.abort();
    await reasonOf(answer);
    expect(requests).toHaveLength(1);
    expect(metrics.total('TmdbFailure')).toBe(0); // it is not TMDB that failed
    expect(log.lines).toEqual([]);
  });
});

describe('a key that TMDB refuses', () => {
  test('is replaced once, at once, by the one that the parameter holds now', async () => {
    const { get, requests, keys, runtime } = setUp([status(401), ok()]);
    const answer = get();
    keys.rotate('ffffffffffffffffffffffffffffffff');
    expect(await answer).toEqual({ id: 603 });
    expect(keys.replace).toHaveBeenCalledWith(version3Key);
    expect(requests[1]?.url).toContain('api_key=ffffffffffffffffffffffffffffffff');
    expect(runtime.sleeps).toEqual([]);
  });

  test('or cannot be read, counts as a failure', async () => {
    const { get, requests, keys, metrics } = setUp([ok()]);
    keys.get = () => Promise.reject(new UpstreamError('ssm:GetParameter', 'No key.'));
    expect(await reasonOf(get())).toBe('No key.');
    expect(metrics.total('TmdbFailure')).toBe(1);
    expect(requests).toEqual([]);
  });

  test('and is still the one, ends it', async () => {
    const { get, requests } = setUp([status(401)]);
    expect(await reasonOf(get())).toBe("The film catalogue refused this app's key. Tell the app's operator.");
    expect(requests).toHaveLength(1);
  });

  test('and whose successor is refused, too, ends it', async () => {
    const { get, requests, keys } = setUp([status(401)]);
    const answer = get();
    keys.rotate(version4Token);
    await reasonOf(answer);
    expect(requests).toHaveLength(2);
  });
});

test.each([version3Key, version4Token])('the key %s is in no log line and no error, whatever happens', async (key) => {
  const leaky = new TypeError(`fetch failed: https://tmdb.example/3?api_key=${key}`, {
    cause: new Error(`Bearer ${key}`),
  });
  for (const fault of [
    status(500),
    status(401),
    status(429),
    leaky,
    hang,
    new Response('{'),
    Response.json({ id: key }),
  ]) {
    const { get, log } = setUp([fault], key);
    const error = (await get().catch((caught: unknown) => caught)) as UpstreamError;
    const visible = [...log.lines, error.message, error.stack, String(error.cause), (error.cause as Error).stack].join(
      '\n',
    );
    expect(log.lines).not.toEqual([]);
    expect(visible).not.toContain(key);
  }
});
