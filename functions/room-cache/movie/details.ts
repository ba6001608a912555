import * as z from 'zod/mini';
import type { MovieDetails } from '../../../api/room-cache/schema.types';
import { genreSchema } from '../shared/genre';
import { mediaTypeSchema } from '../shared/media-type';
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
    fetch: () => ports.catalogue.details({ id, mediaType }, request),
  });
  return details ?? null;
}
