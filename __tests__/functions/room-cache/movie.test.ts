import { createHandler } from '../../../functions/room-cache/movie/handler';
import type { MoviePorts } from '../../../functions/room-cache/movie/ports';
import { details as detailsOf } from '../../../functions/room-cache/shared/tmdb/details';
import { genres as genresOf } from '../../../functions/room-cache/shared/tmdb/genres';
import { UpstreamError } from '../../../functions/shared/errors';
import { createQuietObservability, lambdaContext } from '../support/lambda';
import { createRuntime } from '../support/machine';
import { MemoryValues } from './support/memory-tables';

const matrix = {
  id: 603,
  title: 'The Matrix',
  original_title: 'The Matrix',
  overview: 'A hacker learns what is real.',
  tagline: 'Free your mind.',
  poster_path: '/matrix.jpg',
  backdrop_path: null,
  release_date: '1999-03-30',
  runtime: 136,
  vote_average: 8.2,
  vote_count: 26_000,
  genres: [{ id: 28, name: 'Action', extra: true }],
  budget: 63_000_000,
};
const details = {
  id: '603',
  mediaType: 'MOVIE',
  title: 'The Matrix',
  originalTitle: 'The Matrix',
  overview: 'A hacker learns what is real.',
  tagline: 'Free your mind.',
  posterPath: '/matrix.jpg',
  releaseDate: '1999-03-30',
  runtime: 136,
  voteAverage: 8.2,
  voteCount: 26_000,
  genres: [{ id: 28, name: 'Action' }],
};
const trouble = new UpstreamError('GET /movie/603', 'The film catalogue is asked too much at the moment.');
const day = 24 * 3600;

function setUp(answers: Record<string, unknown>) {
  const runtime = createRuntime();
  const observability = createQuietObservability();
  const values = new MemoryValues(runtime.now);
  const asked: { path: string; timeLeft: number }[] = [];
  const tmdb = {
    answers,
    get: (
      path: string,
      _parameters: object,
      schema: { parse(value: unknown): unknown },
      call: { timeLeft: () => number },
    ) => {
      asked.push({ path, timeLeft: call.timeLeft() });
      const answer = tmdb.answers[path];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer && schema.parse(answer));
    },
  };
  const { log, metrics } = observability;
  const catalogue: MoviePorts['catalogue'] = {
    details: (title, call) => detailsOf(tmdb as never, title, call),
    genres: (mediaType, call) => genresOf(tmdb as never, mediaType, call),
  };
  const ports = { values, catalogue, runtime, log, metrics };
  const handler = createHandler({ ports, filterTtlSeconds: day, observability });
  const get = (id: string, mediaType = 'MOVIE') => handler({ action: 'details', id, mediaType }, lambdaContext(20_000));
  const genres = (mediaType: string) => handler({ action: 'genres', mediaType }, lambdaContext(20_000));
  return { get, genres, asked, tmdb, runtime, values, metrics, log };
}

describe('details', () => {
  test('are what TMDB knows, in the words of the API, absent where TMDB has nothing', async () => {
    const { get } = setUp({ '/movie/603': matrix });
    expect(await get('603')).toStrictEqual({ ok: true, value: details });
  });

  test('of a series come from its own fields', async () => {
    const series = {
      id: 70523,
      name: 'Dark',
      original_name: 'Dark',
      overview: '',
      first_air_date: '2017-12-01',
      episode_run_time: [53, 60],
      genres: [],
    };
    const { get } = setUp({ '/tv/70523': series });
    expect(await get('70523', 'TV')).toStrictEqual({
      ok: true,
      value: {
        id: '70523',
        mediaType: 'TV',
        title: 'Dark',
        originalTitle: 'Dark',
        overview: '',
        releaseDate: '2017-12-01',
        runtime: 53,
        genres: [],
      },
    });
  });

  test('that nobody sees are unknown', async () => {
    const blank = '\u{200B}';
    const { get } = setUp({
      '/movie/1': { id: 1, title: 'A', original_title: blank, tagline: blank, overview: blank, genres: [] },
    });
    expect(await get('1')).toStrictEqual({
      ok: true,
      value: { id: '1', mediaType: 'MOVIE', title: 'A', overview: '', genres: [] },
    });
  });

  test('a running time of 0, or of no episode, is unknown', async () => {
    const { get } = setUp({
      '/movie/1': { id: 1, title: 'A', genres: [], runtime: 0 },
      '/tv/2': { id: 2, name: 'B', genres: [], episode_run_time: [] },
    });
    for (const result of [await get('1'), await get('2', 'TV')]) expect(result).not.toHaveProperty('value.runtime');
  });

  test('are asked for once, until they are no longer fresh', async () => {
    const { get, asked, runtime, tmdb, metrics } = setUp({ '/movie/603': matrix });
    await get('603');
    runtime.time += (day - 1) * 1_000;
    tmdb.answers['/movie/603'] = { ...matrix, title: 'Matrix' };
    expect(await get('603')).toEqual({ ok: true, value: details });
    expect(asked).toHaveLength(1);
    runtime.time += 1_000;
    expect(await get('603')).toEqual({ ok: true, value: { ...details, title: 'Matrix' } });
    expect(asked).toHaveLength(2);
    expect(metrics.total('CacheHit')).toBe(1);
    expect(metrics.total('CacheMiss')).toBe(2);
  });

  test('of a film and a series with one number are two things', async () => {
    const { get, asked } = setUp({ '/movie/603': matrix, '/tv/603': { id: 603, name: 'Show', genres: [] } });
    await get('603');
    expect(await get('603', 'TV')).toMatchObject({ value: { title: 'Show', mediaType: 'TV' } });
    expect(asked.map(({ path }) => path)).toEqual(['/movie/603', '/tv/603']);
  });

  test('that TMDB does not know are null, which is remembered, too', async () => {
    const { get, asked } = setUp({});
    expect(await get('604')).toEqual({ ok: true, value: null });
    expect(await get('604')).toEqual({ ok: true, value: null });
    expect(asked).toHaveLength(1);
  });

  test('that are kept serve while TMDB fails, until they expire', async () => {
    const { get, runtime, tmdb, log } = setUp({ '/movie/603': matrix });
    await get('603');
    tmdb.answers['/movie/603'] = trouble;
    runtime.time += day * 1_000;
    expect(await get('603')).toEqual({ ok: true, value: details });
    expect(log.lines.join()).toContain('an older answer is used');
    runtime.time += day * 1_000;
    expect(await get('603')).toEqual({ ok: false, errorType: 'UpstreamUnavailable', message: trouble.reason });
  });

  test('of an id that is none are refused before anybody is asked', async () => {
    const { get, asked } = setUp({});
    for (const id of ['', 'abc', '0', '-3', '1.5', '12345678901', '603/../account']) {
      expect(await get(id)).toEqual({
        ok: false,
        errorType: 'ValidationError',
        message: `id is "${id}": allowed are 1 to 10 digits. Use RoomMovie.id.`,
      });
    }
    expect(asked).toEqual([]);
  });

  test('are given up in time to answer', async () => {
    const { get, asked } = setUp({ '/movie/603': matrix });
    await get('603');
    expect(asked[0]?.timeLeft).toBe(20_000 - 1_500);
  });

  test('a failing table is no failure of TMDB: it is thrown', async () => {
    const { get, values } = setUp({ '/movie/603': matrix });
    values.get = () => Promise.reject(new Error('DynamoDB is away'));
    await expect(get('603')).rejects.toThrow('DynamoDB is away');
  });
});

describe('genres', () => {
  const list = {
    genres: [
      { id: 28, name: 'Action' },
      { id: 35, name: 'Comedy' },
    ],
  };

  test('are asked for once per media type', async () => {
    const { genres, asked } = setUp({ '/genre/movie/list': list, '/genre/tv/list': { genres: [] } });
    expect(await genres('MOVIE')).toEqual({ ok: true, value: list.genres });
    expect(await genres('MOVIE')).toEqual({ ok: true, value: list.genres });
    expect(await genres('TV')).toEqual({ ok: true, value: [] });
    expect(asked.map(({ path }) => path)).toEqual(['/genre/movie/list', '/genre/tv/list']);
  });

  test('that TMDB does not have are not remembered', async () => {
    const { genres, tmdb } = setUp({});
    expect(await genres('MOVIE')).toMatchObject({ ok: false, errorType: 'UpstreamUnavailable' });
    tmdb.answers['/genre/movie/list'] = list;
    expect(await genres('MOVIE')).toEqual({ ok: true, value: list.genres });
  });
});
