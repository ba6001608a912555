import { loadFilms, startTmdb, type Film, type LocalTmdb, type TmdbOptions } from '../../../../local/room-cache/tmdb';

interface List {
  page: number;
  total_pages: number;
  total_results: number;
  results: { id: number; title?: string; name?: string; genre_ids: number[]; vote_count: number; overview: string }[];
}

const open: LocalTmdb[] = [];

async function start(options?: TmdbOptions): Promise<LocalTmdb> {
  const tmdb = await startTmdb(options);
  open.push(tmdb);
  return tmdb;
}

afterEach(() => Promise.all(open.splice(0).map((tmdb) => tmdb.close())));

async function get<T = List>(tmdb: LocalTmdb, path: string, init?: RequestInit): Promise<{ status: number; body: T }> {
  const separator = path.includes('?') ? '&' : '?';
  const response = await fetch(init ? tmdb.url + path : `${tmdb.url}${path}${separator}api_key=k`, init);
  return { status: response.status, body: (await response.json()) as T };
}

const film = (id: number, more: Partial<Film> = {}): Film => ({
  id,
  mediaType: 'MOVIE',
  title: `Film ${id}`,
  overview: 'A film.',
  releaseDate: '2000-01-01',
  genreIds: [28],
  originalLanguage: 'en',
  popularity: 100 - id,
  voteAverage: 7,
  voteCount: 500,
  adult: false,
  posterPath: null,
  runtime: null,
  ...more,
});

describe('the catalogue', () => {
  const find = (title: string): Film | undefined =>
    loadFilms().find((candidate) => candidate.mediaType === 'MOVIE' && candidate.title === title);

  it('holds every film with a title, each under the id of its row', () => {
    const movies = loadFilms().filter(({ mediaType }) => mediaType === 'MOVIE');
    expect(movies).toHaveLength(3200);
    expect(new Set(movies.map(({ id }) => id)).size).toBe(3200);
    expect(movies[0]).toMatchObject({ id: 1, title: 'The Land Girls', releaseDate: '1998-06-12', voteCount: 1071 });
  });

  it('takes numeric titles', () => {
    expect(find('300')).toMatchObject({ releaseDate: '2007-03-09', genreIds: [28, 36], runtime: 117 });
    expect(find('1776')).toBeDefined();
  });

  it('puts two-digit years into the century that they belong to', () => {
    expect(find('Gone with the Wind')?.releaseDate).toBe('1939-12-15');
    expect(find('Inception')?.releaseDate).toBe('2010-07-16');
    expect(loadFilms().every(({ releaseDate }) => /^(19[1-9]\d|200\d|201[01])-[01]\d-[0-3]\d$/.test(releaseDate))).toBe(
      true,
    );
  });

  it('repairs letters that were read in the wrong encoding, and no others', () => {
    expect(find('Léon')).toBeDefined();
    expect(find("I Love You … Don't Touch Me!")).toBeDefined();
    expect(find('Alien³')).toBeDefined();
  });

  it('gives a film two genres where the data give two', () => {
    expect(find('Avatar')?.genreIds).toEqual([28, 878]);
    expect(find('Notting Hill')?.genreIds).toEqual([10749, 35]);
  });

  it('says in the overview what the data say', () => {
    expect(find('300')?.overview).toBe(
      'A film of 2007 (historical fiction, action), directed by Zack Snyder, based on a comic. ' +
        'Released by Warner Bros. Runs 117 minutes, rated R.',
    );
    expect(find('The Land Girls')?.overview).toBe('A film of 1998. Released by Gramercy. Rated R.');
  });

  it('offers the films that are based on television as series, in television genres', () => {
    const series = loadFilms().filter(({ mediaType }) => mediaType === 'TV');
    expect(series).toHaveLength(106);
    expect(series.find(({ title }) => title === 'The A-Team')?.genreIds).toEqual([10759]);
  });
});

describe('discover', () => {
  it('pages through 20 at a time, the most popular first', async () => {
    const tmdb = await start();
    const first = (await get(tmdb, '/discover/movie?page=1')).body;
    const second = (await get(tmdb, '/discover/movie?page=2')).body;
    expect(first).toMatchObject({ page: 1, total_results: 3200, total_pages: 160 });
    expect(first.results).toHaveLength(20);
    const votes = [...first.results, ...second.results].map(({ vote_count }) => vote_count);
    expect(votes).toEqual([...votes].sort((a, b) => b - a));
    expect(new Set([...first.results, ...second.results].map(({ id }) => id)).size).toBe(40);
  });

  it('has films for two genres together, fewer than for either', async () => {
    const tmdb = await start();
    const both = (await get(tmdb, '/discover/movie?with_genres=28,878')).body;
    const either = (await get(tmdb, '/discover/movie?with_genres=28|878')).body;
    expect(both.results.every(({ genre_ids }) => genre_ids.includes(28) && genre_ids.includes(878))).toBe(true);
    expect(both.total_results).toBeGreaterThan(60);
    expect(either.total_results).toBeGreaterThan(both.total_results);
  });

  it('filters by votes, language and adult titles', async () => {
    const films = [
      film(1),
      film(2, { voteCount: 99 }),
      film(3, { originalLanguage: 'fr' }),
      film(4, { originalLanguage: 'de' }),
      film(5, { adult: true }),
    ];
    const tmdb = await start({ films });
    const ids = async (query: string): Promise<number[]> =>
      (await get(tmdb, `/discover/movie?${query}`)).body.results.map(({ id }) => id);
    expect(await ids('vote_count.gte=100')).toEqual([1, 3, 4]);
    expect(await ids('with_original_language=en|fr')).toEqual([1, 2, 3]);
    expect(await ids('include_adult=true')).toEqual([1, 2, 3, 4, 5]);
  });

  it('names a series as TMDB does', async () => {
    const tmdb = await start({ films: [film(1, { mediaType: 'TV' })] });
    const { results } = (await get(tmdb, '/discover/tv')).body;
    expect(results).toEqual([expect.objectContaining({ id: 1, name: 'Film 1', first_air_date: '2000-01-01' })]);
    expect(results[0]).not.toHaveProperty('title');
  });

  it('answers an empty catalogue and a page beyond the end with no results', async () => {
    const tmdb = await start({ films: [] });
    expect((await get(tmdb, '/discover/movie?page=3')).body).toEqual({
      page: 3,
      results: [],
      total_pages: 1,
      total_results: 0,
    });
  });

  it.each(['0', '501', 'x', '-1', '1.5'])('refuses page %s as TMDB does', async (page) => {
    const { status, body } = await get<unknown>(await start({ films: [] }), `/discover/movie?page=${page}`);
    expect(status).toBe(400);
    expect(body).toEqual({
      success: false,
      status_code: 22,
      status_message: 'Invalid page: Pages start at 1 and max at 500. They are expected to be an integer.',
    });
  });

  it('refuses a parameter that it would have to ignore', async () => {
    const { status, body } = await get<{ status_message: string }>(
      await start(),
      '/discover/movie?with_cast=5&sort_by=x.asc',
    );
    expect(status).toBe(422);
    expect(body.status_message).toContain('does not know with_cast, sort_by=x.asc');
  });
});

describe('details and genres', () => {
  it('gives a movie with the names of its genres', async () => {
    const { body } = await get<object>(await start({ films: [film(603, { genreIds: [28, 878] })] }), '/movie/603');
    expect(body).toMatchObject({
      id: 603,
      title: 'Film 603',
      genres: [
        { id: 28, name: 'Action' },
        { id: 878, name: 'Science Fiction' },
      ],
    });
  });

  it('keeps movies and series apart', async () => {
    const tmdb = await start({ films: [film(1, { mediaType: 'TV' })] });
    expect((await get(tmdb, '/tv/1')).status).toBe(200);
    expect(await get(tmdb, '/movie/1')).toEqual({
      status: 404,
      body: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
    });
  });

  it('lists the genres', async () => {
    const tmdb = await start();
    const movie = (await get<{ genres: object[] }>(tmdb, '/genre/movie/list')).body.genres;
    const tv = (await get<{ genres: object[] }>(tmdb, '/genre/tv/list')).body.genres;
    expect([movie.length, tv.length]).toEqual([19, 16]);
    expect(tv).toContainEqual({ id: 10765, name: 'Sci-Fi & Fantasy' });
  });

  it('knows no other path', async () => {
    expect((await get(await start(), '/search/movie')).status).toBe(404);
  });
});

describe('keys', () => {
  const path = '/genre/movie/list';

  it.each([
    ['no key', path, {}],
    ['a wrong key', `${path}?api_key=other`, {}],
    ['a wrong token', path, { authorization: 'Bearer other' }],
  ])('refuses %s', async (_, address, headers) => {
    const { status, body } = await get<unknown>(await start({ apiKey: 'right' }), address, { headers });
    expect(status).toBe(401);
    expect(body).toMatchObject({ success: false, status_code: 7 });
  });

  it('takes the key in the query and the token in the header', async () => {
    const tmdb = await start({ apiKey: 'right' });
    expect((await get(tmdb, `${path}?api_key=right`, {})).status).toBe(200);
    expect((await get(tmdb, path, { headers: { authorization: 'Bearer right' } })).status).toBe(200);
  });
});

describe('faults', () => {
  it('answers with the status and Retry-After that it is told, for the requests that it is told', async () => {
    const tmdb = await start({
      films: [film(1)],
      fault: ({ n }) => (n === 2 ? { status: 429, retryAfter: 7 } : undefined),
    });
    expect((await get(tmdb, '/movie/1')).status).toBe(200);
    const response = await fetch(`${tmdb.url}/movie/1?api_key=k`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toMatchObject({ status_code: 25 });
    expect((await get(tmdb, '/movie/1')).status).toBe(200);
  });

  it('cuts JSON short', async () => {
    const tmdb = await start({ films: [film(1)], fault: () => ({ truncate: true }) });
    const text = await (await fetch(`${tmdb.url}/movie/1?api_key=k`)).text();
    expect(text.startsWith('{"adult"')).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('says anything', async () => {
    const tmdb = await start({ fault: ({ path, query }) => ({ body: `"${path} ${query.get('page')}"` }) });
    expect((await get(tmdb, '/discover/movie?page=4')).body).toBe('/3/discover/movie 4');
  });

  it('hangs until the caller gives up, and closes all the same', async () => {
    const tmdb = await start({ fault: () => ({ hang: true }) });
    await expect(fetch(`${tmdb.url}/movie/1?api_key=k`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      'timeout',
    );
  });
});

it('records each request with its times, and answers after the latency that it is told', async () => {
  const tmdb = await start({ films: [film(1)], latencyMs: 30 });
  await Promise.all([get(tmdb, '/movie/1'), get(tmdb, '/discover/movie?page=2')]);
  expect(tmdb.requests.map(({ path }) => path).sort()).toEqual(['/3/discover/movie', '/3/movie/1']);
  for (const { at, doneAt } of tmdb.requests) expect((doneAt ?? 0) - at).toBeGreaterThanOrEqual(29);
});
