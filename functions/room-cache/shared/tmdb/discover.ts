import * as z from 'zod/mini';
import { UpstreamError } from '../../../shared/errors';
import type { LeftOut } from '../../../../model/room-cache/items/attributes';
import { shown } from '../../../shared/text';
import type { CallOptions, DiscoverPage, DiscoverQuery, Film, Filter } from '../film-catalogue';
import type { TmdbClient } from './client';

/** TMDB refuses a page beyond, however many it says there are. */
const lastPage = 500;

/** One request to TMDB's discover. */
export async function discover(
  tmdb: Pick<TmdbClient, 'get'>,
  query: DiscoverQuery,
  call: CallOptions,
): Promise<DiscoverPage> {
  const { filter, genres, page } = query;
  const path = filter.mediaType === 'MOVIE' ? '/discover/movie' : '/discover/tv';
  const answer = await tmdb.get(
    path,
    {
      include_adult: 'false',
      ...(genres === undefined ? {} : { with_genres: genres }),
      with_original_language: filter.languages.join('|'),
      'vote_count.gte': String(filter.minVoteCount),
      sort_by: 'popularity.desc',
      page: String(page),
    },
    pageSchema,
    call,
  );
  if (!answer) {
    throw new UpstreamError(`GET ${path}`, 'The film catalogue does not know its own list of films. Try again later.', {
      cause: new Error('status 404: TMDB_URL names something that is not version 3 of the TMDB API'),
    });
  }
  return {
    films: answer.results.flatMap((title) => toFilm(title, filter) ?? []),
    totalPages: Math.min(answer.total_pages, lastPage),
  };
}

/** A series has a name and a first air date where a film has a title and a release date. */
const titleSchema = z.object({
  id: z.int(),
  title: z.optional(z.string()),
  name: z.optional(z.string()),
  overview: z.nullish(z.string()),
  adult: z.optional(z.boolean()),
  original_language: z.string(),
  genre_ids: z.array(z.int()),
  vote_count: z.number(),
  vote_average: z.nullish(z.number()),
  poster_path: z.nullish(z.string()),
  release_date: z.nullish(z.string()),
  first_air_date: z.nullish(z.string()),
});

/** One broken title does not spoil a page; a page where nothing is as documented is no page. */
const pageSchema = z.object({
  results: z.pipe(
    z.array(z.unknown()),
    z.transform((titles: unknown[], context) => {
      const readable = titles.flatMap((title) => titleSchema.safeParse(title).data ?? []);
      if (titles.length > 0 && readable.length === 0) {
        context.issues.push({ code: 'custom', message: 'no title is as documented', input: titles });
      }
      return readable;
    }),
  ),
  total_pages: z.int().check(z.nonnegative()),
});

/** TMDB was asked for all this already; its filters are not taken on trust, because members would see the difference. */
function toFilm(title: z.infer<typeof titleSchema>, filter: Filter): Required<Film> | undefined {
  const name = shown(title.title ?? title.name);
  const overview = shown(title.overview);
  const allowed =
    title.adult !== true &&
    name !== '' &&
    overview !== '' &&
    filter.languages.includes(title.original_language) &&
    title.vote_count >= filter.minVoteCount;
  if (!allowed) return undefined;

  const releaseDate = title.release_date ?? title.first_air_date;
  return {
    id: String(title.id),
    title: name,
    overview,
    ...(title.poster_path ? { posterPath: title.poster_path } : ({} as LeftOut<'posterPath'>)),
    ...(releaseDate ? { releaseDate } : ({} as LeftOut<'releaseDate'>)),
    ...(typeof title.vote_average === 'number' ? { voteAverage: title.vote_average } : ({} as LeftOut<'voteAverage'>)),
    genreIds: title.genre_ids,
  };
}
