import * as z from 'zod/mini';
import type { MovieDetails } from '../../../api/room-cache/schema.types';
import { genreSchema } from '../shared/genre';
import { mediaTypeSchema } from '../shared/media-type';
import { shown } from '../../shared/text';
import type { GenresRequest } from './genres';
import type { MoviePorts } from './ports';
import { readThrough } from './read-through';

/** What the API shows of a film or a series; absent is what TMDB does not know. */
export const detailsSchema = z.object({
  id: z.string(),
  mediaType: mediaTypeSchema,
  title: z.string(),
  originalTitle: z.optional(z.string()),
  overview: z.string(),
  tagline: z.optional(z.string()),
  posterPath: z.optional(z.string()),
  backdropPath: z.optional(z.string()),
  releaseDate: z.optional(z.string()),
  /** Minutes; of one episode for a series. */
  runtime: z.optional(z.int()),
  voteAverage: z.optional(z.number()),
  voteCount: z.optional(z.int()),
  genres: z.array(genreSchema),
} satisfies Record<keyof MovieDetails, unknown>);

export interface DetailsRequest extends GenresRequest {
  readonly id: string;
}

/** TMDB's ids are positive whole numbers. */
export function isTmdbId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id);
}

/** @returns null when TMDB does not know the id, which is also remembered */
export async function getDetails(ports: MoviePorts, request: DetailsRequest): Promise<MovieDetails | null> {
  const { id, mediaType } = request;
  const details = await readThrough<MovieDetails>(ports, {
    cacheKey: `details:${mediaType}:${id}`,
    schema: detailsSchema,
    freshSeconds: request.freshSeconds,
    fetch: async () => {
      const path = mediaType === 'MOVIE' ? `/movie/${id}` : `/tv/${id}`;
      const title = await ports.tmdb.get(path, {}, titleSchema, request);
      return title && toDetails(title, request);
    },
  });
  return details ?? null;
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

function toDetails(title: z.infer<typeof titleSchema>, { id, mediaType }: DetailsRequest): Required<MovieDetails> {
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
