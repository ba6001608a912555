import type { LambdaHandler } from '../../../functions/shared/lambda';
import { startTmdb, type LocalTmdb } from '../../../local/room-cache/tmdb';
import { localCredentials, localRegion } from '../../../local/dynamodb';
import { startSsm } from '../../../local/ssm';
import { startTables } from './support/dynamodb-tables';
import { lambdaContext } from '../support/lambda';

/**
 * The entries as Lambda loads them: told by environment variables only, with the SDK, fetch, Powertools. DynamoDB is
 * dynalite, TMDB and Parameter Store are servers on this machine, found by AWS_ENDPOINT_URL_*.
 */
const firstKey = '0'.repeat(32);
const secondKey = '1'.repeat(32);

let parameter = firstKey;
let output = '';
let tables: Awaited<ReturnType<typeof startTables>>;
let tmdb: LocalTmdb;
let ssm: Awaited<ReturnType<typeof startSsm>>;
let handlers: Record<'cache' | 'room' | 'movie', LambdaHandler>;
const load = async (name: string) =>
  ((await import(`../../../functions/room-cache/${name}/index`)) as { handler: LambdaHandler }).handler;
const environment = { ...process.env };

beforeAll(async () => {
  tables = await startTables('dynalite');
  tmdb = await startTmdb({ apiKey: firstKey });
  ssm = await startSsm({ account: '000000000000', region: localRegion, valueOf: () => parameter });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    AWS_ENDPOINT_URL_SSM: ssm.endpoint,
    AWS_REGION: localRegion,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    ENVIRONMENT: 'dev',
    LOG_LEVEL: 'INFO',
    ROOMS_TABLE: tables.names.rooms,
    ROOM_MEMBERS_TABLE: tables.names.members,
    ROOM_MOVIE_CACHE_TABLE: tables.names.movies,
    ROOM_CACHE_METADATA_TABLE: tables.names.metadata,
    FILTER_CACHE_TABLE: tables.names.filters,
    TMDB_URL: tmdb.url,
    TMDB_PARAMETER_NAME: '/trinity/test/tmdb',
    BATCH_SIZE: '30',
    MAX_BATCHES: '10',
    PREFETCH_THRESHOLD: '0.8',
    LANGUAGES: 'en',
    MIN_VOTE_COUNT: '1',
    FILTER_TTL_SECONDS: '3600',
    CACHE_TTL_SECONDS: '3600',
    API_KEY_EXPIRES: '2027-11-01T00:00:00Z',
  });
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => (output += String(text)) !== '');
  }
  const load = async (name: string) =>
    ((await import(`../../../functions/room-cache/${name}/index`)) as { handler: LambdaHandler }).handler;
  handlers = { cache: await load('cache'), room: await load('room'), movie: await load('movie') };
});

afterAll(async () => {
  jest.restoreAllMocks();
  process.env = environment;
  await Promise.all([ssm.close(), tables.close(), tmdb.close()]);
});

test('a room from its creation to its end', async () => {
  const input = { name: 'Friday', hostId: 'ana', mediaType: 'MOVIE', genreIds: [28, 35] };
  const created = await handlers.room({ action: 'create', input, correlationId: 'c-1' }, lambdaContext());
  const { id, inviteCode } = (created as unknown as { value: { id: string; inviteCode: string } }).value;
  expect(await handlers.room({ action: 'join', inviteCode: inviteCode.toLowerCase() }, lambdaContext())).toEqual(
    created,
  );

  const fill = (after: number) =>
    handlers.cache({ action: 'fill', roomId: id, after, correlationId: 'c-1' }, lambdaContext());
  expect(await fill(0)).toEqual({ ok: true, value: { outcome: 'PUBLISHED', loaded: 30, status: 'READY' } });
  const asked = tmdb.requests.length;
  expect(asked).toBeLessThanOrEqual(40);
  expect(await fill(30)).toEqual({ ok: true, value: { outcome: 'PUBLISHED', loaded: 60, status: 'READY' } });
  expect(tmdb.requests).toHaveLength(asked);

  expect(await handlers.room({ action: 'close', id }, lambdaContext())).toMatchObject({ value: { status: 'CLOSED' } });
  expect(await handlers.cache({ action: 'clean', roomId: id }, lambdaContext())).toEqual({
    ok: true,
    value: { removed: 60 },
  });
  expect(await fill(60)).toEqual({ ok: true, value: { outcome: 'NOT_NEEDED' } });
});

test('the key is rotated without a new deploy', async () => {
  expect(await handlers.movie({ action: 'genres', mediaType: 'MOVIE' }, lambdaContext())).toMatchObject({ ok: true });
  const { port } = new URL(tmdb.url);
  await tmdb.close();
  tmdb = await startTmdb({ apiKey: secondKey, port: Number(port) });
  parameter = secondKey;
  expect(await handlers.movie({ action: 'genres', mediaType: 'TV' }, lambdaContext())).toMatchObject({ ok: true });
  expect(tmdb.requests).toHaveLength(2); // refused once
});

test('what they write is JSON, line by line, and no key is in it', () => {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(8);
  const parsed = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed).toContainEqual(expect.objectContaining({ message: 'Fill ended', correlation_id: 'c-1', loaded: 30 }));
  expect(parsed.some((line) => '_aws' in line && Array.isArray(line.TmdbLatency))).toBe(true);
  expect(output).not.toContain(firstKey);
  expect(output).not.toContain(secondKey);
});

test('a function that is told nothing does not start, and says what it lacks', async () => {
  jest.resetModules();
  const { TMDB_URL } = process.env;
  delete process.env.TMDB_URL;
  await expect(load('movie')).rejects.toThrow('TMDB_URL is missing');
  process.env.TMDB_URL = TMDB_URL;
});
