import type { DiscoverQuery } from '../../../functions/room-cache/shared/film-catalogue';
import { discover } from '../../../functions/room-cache/shared/tmdb/discover';
import { UpstreamError } from '../../../functions/shared/errors';
import { TmdbClient } from '../../../functions/room-cache/shared/tmdb/client';
import { createLog, createMetrics, createRuntime } from '../support/machine';

const title = {
  id: 603,
  title: 'The Matrix',
  overview: 'A hacker learns what is real.',
  adult: false,
  original_language: 'en',
  genre_ids: [28, 878],
  vote_count: 26_000,
  vote_average: 8.2,
  poster_path: '/matrix.jpg',
  release_date: '1999-03-30',
  popularity: 90,
};
const query: DiscoverQuery = {
  filter: { mediaType: 'MOVIE', genreIds: [28, 35], languages: ['en', 'fr'], minVoteCount: 100 },
  genres: '28|35',
  page: 3,
};

async function ask(body: unknown, asked: DiscoverQuery = query) {
  const runtime = createRuntime();
  const urls: URL[] = [];
  const tmdb = new TmdbClient({
    url: 'https://tmdb.example/3',
    key: { get: () => Promise.resolve('token'), replace: () => Promise.resolve('token') },
    runtime,
    log: createLog(),
    metrics: createMetrics(),
    fetch: (url) => {
      urls.push(new URL(url));
      return Promise.resolve(body instanceof Response ? body.clone() : Response.json(body));
    },
  });
  const page = await discover(tmdb, asked, { timeLeft: () => 60_000 });
  return { ...page, urls };
}
const pageOf = (...results: unknown[]) => ({ page: 1, results, total_pages: 9, total_results: 170 });

describe('discover', () => {
  test('asks TMDB for what a room may show', async () => {
    const { urls } = await ask(pageOf(title));
    expect(urls[0]?.pathname).toBe('/3/discover/movie');
    expect(Object.fromEntries(urls[0]?.searchParams ?? [])).toEqual({
      include_adult: 'false',
      with_genres: '28|35',
      with_original_language: 'en|fr',
      'vote_count.gte': '100',
      sort_by: 'popularity.desc',
      page: '3',
    });
  });

  test('asks for any genre by not naming one', async () => {
    const { urls } = await ask(pageOf(title), { ...query, genres: undefined });
    expect(urls[0]?.searchParams.has('with_genres')).toBe(false);
  });

  test('keeps of a film what a room shows', async () => {
    const { films, totalPages } = await ask(pageOf(title));
    expect(films).toEqual([
      {
        id: '603',
        title: 'The Matrix',
        overview: 'A hacker learns what is real.',
        posterPath: '/matrix.jpg',
        releaseDate: '1999-03-30',
        voteAverage: 8.2,
        genreIds: [28, 878],
      },
    ]);
    expect(totalPages).toBe(9);
  });

  test('leaves out what a film does not have, instead of writing null', async () => {
    const bare = { ...title, poster_path: null, release_date: '', vote_average: null };
    const { films } = await ask(pageOf(bare));
    expect(Object.keys(films[0] ?? {})).toEqual(['id', 'title', 'overview', 'genreIds']);
  });

  test('reads a series, which has a name and a first air date', async () => {
    const series = { ...title, title: undefined, release_date: undefined, name: 'Dark', first_air_date: '2017-12-01' };
    const { films, urls } = await ask(pageOf(series), { ...query, filter: { ...query.filter, mediaType: 'TV' } });
    expect(urls[0]?.pathname).toBe('/3/discover/tv');
    expect(films[0]).toMatchObject({ title: 'Dark', releaseDate: '2017-12-01' });
  });

  test.each([
    ['an adult title', { adult: true }],
    ['no overview', { overview: '' }],
    ['an overview of spaces', { overview: '  \n' }],
    ['no overview at all', { overview: null }],
    ['an overview that nobody sees', { overview: '\u{200B}' }],
    ['no title', { title: ' ' }],
    ['a title that nobody sees', { title: '\u{2800}\u{FEFF}' }],
    ['another language', { original_language: 'de' }],
    ['too few votes', { vote_count: 99 }],
  ])('leaves out %s, though TMDB was told', async (_name, change) => {
    const { films } = await ask(pageOf({ ...title, ...change }, { ...title, id: 604 }));
    expect(films.map(({ id }) => id)).toEqual(['604']);
  });

  test.each([
    ['no genres', { genre_ids: null }],
    ['a title that is a number', { title: 7 }],
    ['an id that is a word', { id: 'six' }],
  ])('leaves out a title of another shape: %s', async (_name, change) => {
    const { films } = await ask(pageOf({ ...title, ...change }, { ...title, id: 604 }));
    expect(films.map(({ id }) => id)).toEqual(['604']);
  });

  test.each([
    ['a page of nothing but other shapes', pageOf({ id: 'six' }, null, 'film')],
    ['a page without results', { page: 1, total_pages: 9 }],
    ['a page whose number of pages is missing', { results: [title] }],
    ['a list', [title]],
    ['null', null],
  ])('does not take %s for an answer', async (_name, body) => {
    await expect(ask(body)).rejects.toThrow(
      'The film catalogue answered with something that this app does not understand.',
    );
  });

  test('takes an empty page for what it is', async () => {
    expect(await ask({ page: 1, results: [], total_pages: 0, total_results: 0 })).toMatchObject({
      films: [],
      totalPages: 0,
    });
  });

  test("never asks beyond TMDB's last page", async () => {
    const { totalPages } = await ask({ ...pageOf(title), total_pages: 48_213 });
    expect(totalPages).toBe(500);
  });

  test('a 404 means that the address is wrong', async () => {
    const error = (await ask(new Response('', { status: 404 })).catch((caught: unknown) => caught)) as UpstreamError;
    expect(error).toBeInstanceOf(UpstreamError);
    expect(String(error.cause)).toContain('TMDB_URL');
  });
});
