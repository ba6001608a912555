import * as z from 'zod/mini';
import type { MovieDetails } from '../../../../api/room-cache/schema.types';
import { shown } from '../../../shared/text';
import type { CallOptions, Title } from '../film-catalogue';
import { genreSchema } from '../genre';
import type { TmdbClient } from './client';

/** All that TMDB knows of one title, in the words of the API. @returns undefined when it does not know the id */
export async function details(
  tmdb: Pick<TmdbClient, 'get'>,
  title: Title,
  call: CallOptions,
): Promise<MovieDetails | undefined> {
  const path = title.mediaType === 'MOVIE' ? `/movie/${title.id}` : `/tv/${title.id}`;
  const answer = await tmdb.get(path, {}, titleSchema, call);
  return answer && toDetails(answer, title);
}

const text = z.nullish(z.string());
/** A series has a name, a first air date and a running time per episode where a film has a title, a release date and one. */
const titleSchema = z
  .object({
    id: z.int(),
    title: z.optional(z.string()),
    name: z.optional(z.string()),
    original_title: text,
    original_name: text,
    overview: text,
    tagline: text,
    poster_path: text,
    backdrop_path: text,
    release_date: text,
    first_air_date: text,
    runtime: z.nullish(z.int()),
    episode_run_time: z.nullish(z.array(z.int())),
    vote_average: z.nullish(z.number()),
    vote_count: z.nullish(z.int()),
    genres: z.array(genreSchema),
  })
  .check(z.refine((title) => shown(title.title ?? title.name) !== '', 'neither title nor name'));

function toDetails(title: z.infer<typeof titleSchema>, { id, mediaType }: Title): Required<MovieDetails> {
  const optional = {
    originalTitle: shown(title.original_title ?? title.original_name),
    tagline: shown(title.tagline),
    posterPath: title.poster_path,
    backdropPath: title.backdrop_path,
    releaseDate: title.release_date ?? title.first_air_date,
    runtime: title.runtime || title.episode_run_time?.[0] || undefined, // TMDB writes 0 for unknown
    voteAverage: title.vote_average,
    voteCount: title.vote_count,
  };
  const known = Object.entries(optional).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return {
    id,
    mediaType,
    title: shown(title.title ?? title.name),
    overview: shown(title.overview),
    genres: title.genres,
    ...(Object.fromEntries(known) as typeof optional),
  };
}
