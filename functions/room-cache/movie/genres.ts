import type { Genre, MediaType } from '../../../api/room-cache/schema.types';
import { genresSchema } from '../shared/genre';
import type { MoviePorts } from './ports';
import { readThrough } from './read-through';

export interface GenresRequest {
  readonly mediaType: MediaType;
  readonly freshSeconds: number;
  /** Milliseconds. */
  readonly timeLeft: () => number;
}

/** The genres that a room of this media type can have, in TMDB's order. */
export async function getGenres(ports: MoviePorts, request: GenresRequest): Promise<Genre[]> {
  const genres = await readThrough(ports, {
    cacheKey: `genres:${request.mediaType}`,
    schema: genresSchema,
    freshSeconds: request.freshSeconds,
    fetch: () => ports.catalogue.genres(request.mediaType, request),
  });
  return genres ?? [];
}
