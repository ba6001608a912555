import type { Filter } from '../../../functions/room-cache/shared/film-catalogue';
import { discover } from '../../../functions/room-cache/shared/tmdb/discover';
import { UpstreamError } from '../../../functions/shared/errors';
import { systemRuntime } from '../../../functions/shared/runtime';
import { TmdbClient } from '../../../functions/room-cache/shared/tmdb/client';
import { startTmdb, type LocalTmdb, type TmdbOptions } from '../../../local/room-cache/tmdb';
import { createLog, createMetrics } from '../support/machine';

const apiKey = '0123456789abcdef0123456789abcdef';
const filter: Filter = { mediaType: 'MOVIE', genreIds: [28], languages: ['en'], minVoteCount: 0 };
const films: NonNullable<TmdbOptions['films']> = Array.from({ length: 45 }, (_, index) => ({
  id: index + 1,
  mediaType: 'MOVIE',
  title: `Film ${index + 1}`,
  overview: 'Something happens.',
  posterPath: null,
  releaseDate: '2001-02-03',
  adult: false,
  originalLanguage: 'en',
  genreIds: [28],
  popularity: 100 - index,
  voteAverage: 7,
  voteCount: 1_000,
  runtime: null,
}));

let tmdb: LocalTmdb | undefined;
afterEach(() => tmdb?.close());

/** The client with native fetch, against a server that speaks TMDB's protocol. Pauses between attempts take no time. */
async function ask(options: TmdbOptions = {}, page = 1, requestTimeout = 10_000) {
  const server = await startTmdb({ apiKey, films, ...options });
  tmdb = server;
  const pauses: number[] = [];
  const sleep = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const log = createLog();
  const client = new TmdbClient({
    url: server.url,
    key: { get: () => Promise.resolve(apiKey), replace: () => Promise.resolve(apiKey) },
    fetch,
    runtime: { ...systemRuntime, sleep },
    log,
    metrics: createMetrics(),
    requestTimeout,
  });
  const call = { timeLeft: () => 30_000 };
  const answer = discover(client, { filter, genres: '28', page }, call);
  return { answer, server, pauses, log };
}

test('pages are read as TMDB writes them', async () => {
  const { answer, server } = await ask({}, 3);
  const page = await answer;
  expect(page.totalPages).toBe(3);
  expect(page.films.map(({ id }) => id)).toEqual(['41', '42', '43', '44', '45']);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['a server that hangs', { hang: true }, 'The film catalogue did not answer in time. Try again in a moment.'],
  [
    'truncated JSON',
    { truncate: true },
    'The film catalogue answered with something that this app does not understand.',
  ],
  [
    'a page of HTML',
    { body: '<html>' },
    'The film catalogue answered with something that this app does not understand.',
  ],
  ['500', { status: 500 }, 'The film catalogue reported an error of its own (500). Try again in a moment.'],
  ['429', { status: 429, retryAfter: 2 }, 'The film catalogue is asked too much at the moment. Try again in a moment.'],
] as const)('%s: four attempts, then a reason; and the first good answer is taken', async (_name, fault, reason) => {
  const failing = await ask({ fault: () => fault }, 1, 'hang' in fault ? 200 : undefined);
  await expect(failing.answer).rejects.toThrow(reason);
  await expect(failing.answer).rejects.toBeInstanceOf(UpstreamError);
  expect(failing.server.requests).toHaveLength(4);
  if ('retryAfter' in fault) expect(Math.min(...failing.pauses)).toBeGreaterThanOrEqual(2_000);
  expect(failing.log.lines.join()).not.toContain(apiKey);
  await failing.server.close();

  const recovering = await ask(
    { fault: ({ n }) => (n < 2 ? fault : undefined) },
    1,
    'hang' in fault ? 1_500 : undefined,
  );
  expect((await recovering.answer).films).toHaveLength(20);
  expect(recovering.server.requests).toHaveLength(2);
});

test('a key that is refused', async () => {
  const { answer, server } = await ask({ apiKey: 'another' });
  await expect(answer).rejects.toThrow("The film catalogue refused this app's key. Tell the app's operator.");
  expect(server.requests).toHaveLength(1);
});

test('a server that is not there', async () => {
  const { answer, server, log } = await ask({ fault: () => ({ hang: true }) });
  await server.close();
  tmdb = undefined;
  await expect(answer).rejects.toThrow('The film catalogue could not be reached. Try again in a moment.');
  expect(log.lines.join()).toMatch(/ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET/);
});
