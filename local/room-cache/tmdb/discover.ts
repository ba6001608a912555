import type { Film } from './catalogue';
import { genreList, type MediaType } from './genres';

/** TMDB's page size; its last page that can be asked for is 500. */
const pageSize = 20;
const lastPage = 500;

const knownParameters = new Set([
  'api_key',
  'include_adult',
  'language',
  'page',
  'sort_by',
  'vote_count.gte',
  'with_genres',
  'with_original_language',
]);

/** An answer that is an error, in TMDB's words and numbers (developer.themoviedb.org, "Errors"). */
export class TmdbError extends Error {
  constructor(
    readonly httpStatus: number,
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** @param films the most popular first */
export function discover(films: readonly Film[], mediaType: MediaType, query: URLSearchParams): object {
  refuseUnknown(query);
  const page = readPage(query.get('page'));
  const genres = readGenres(query.get('with_genres'));
  const languages = query.get('with_original_language')?.split('|');
  const minVotes = Number(query.get('vote_count.gte') ?? 0);
  const adult = query.get('include_adult') === 'true';
  const found = films.filter(
    (film) =>
      film.mediaType === mediaType &&
      (adult || !film.adult) &&
      film.voteCount >= minVotes &&
      (languages === undefined || languages.includes(film.originalLanguage)) &&
      genres(film.genreIds),
  );
  return {
    page,
    results: found
      .slice((page - 1) * pageSize, page * pageSize)
      .map((film) => ({ ...facts(film), genre_ids: film.genreIds })),
    total_pages: Math.max(1, Math.ceil(found.length / pageSize)),
    total_results: found.length,
  };
}

export function details(films: readonly Film[], mediaType: MediaType, id: string): object {
  const film = films.find((candidate) => candidate.mediaType === mediaType && String(candidate.id) === id);
  if (film === undefined) throw new TmdbError(404, 34, 'The resource you requested could not be found.');
  const genres = genreList[mediaType].filter((genre) => film.genreIds.includes(genre.id));
  return mediaType === 'MOVIE'
    ? { ...facts(film), genres, runtime: film.runtime ?? 0, status: 'Released' }
    : { ...facts(film), genres, episode_run_time: film.runtime === null ? [] : [film.runtime], status: 'Ended' };
}

/** What a list and the details have in common. What the catalogue does not hold is absent here and not invented. */
function facts(film: Film): object {
  const common = {
    adult: film.adult,
    backdrop_path: null,
    id: film.id,
    original_language: film.originalLanguage,
    overview: film.overview,
    popularity: film.popularity,
    poster_path: film.posterPath,
    vote_average: film.voteAverage,
    vote_count: film.voteCount,
  };
  return film.mediaType === 'MOVIE'
    ? { ...common, title: film.title, original_title: film.title, release_date: film.releaseDate, video: false }
    : { ...common, name: film.title, original_name: film.title, first_air_date: film.releaseDate, origin_country: [] };
}

/** TMDB ignores what it does not know. Here that would hide a filter that has no effect. */
function refuseUnknown(query: URLSearchParams): void {
  const unknown = [...query.keys()].filter((name) => !knownParameters.has(name));
  const sort = query.get('sort_by');
  if (sort !== null && sort !== 'popularity.desc') unknown.push(`sort_by=${sort}`);
  if (unknown.length > 0) {
    throw new TmdbError(422, 5, `Invalid parameters: the local TMDB does not know ${unknown.join(', ')}.`);
  }
}

function readPage(text: string | null): number {
  if (text === null) return 1;
  const page = /^\d+$/.test(text) ? Number(text) : 0;
  if (page >= 1 && page <= lastPage) return page;
  throw new TmdbError(
    400,
    22,
    `Invalid page: Pages start at 1 and max at ${lastPage}. They are expected to be an integer.`,
  );
}

/** `28,35`: every one of them. `28|35`: any of them. */
function readGenres(text: string | null): (genreIds: readonly number[]) => boolean {
  if (text === null || text === '') return () => true;
  if (text.includes('|')) {
    const any = text.split('|').map(Number);
    return (genreIds) => any.some((id) => genreIds.includes(id));
  }
  const all = text.split(',').map(Number);
  return (genreIds) => all.every((id) => genreIds.includes(id));
}
