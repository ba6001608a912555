import * as z from 'zod/mini';
import type { Genre, MediaType } from '../../../api/room-cache/schema.types';
import { UpstreamError } from '../../shared/errors';
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
  const path = request.mediaType === 'MOVIE' ? '/genre/movie/list' : '/genre/tv/list';
  const genres = await readThrough(ports, {
    cacheKey: `genres:${request.mediaType}`,
    schema: genresSchema,
    freshSeconds: request.freshSeconds,
    fetch: async () => {
      const answer = await ports.tmdb.get(path, {}, z.object({ genres: genresSchema }), request);
      if (!answer) throw new UpstreamError(`GET ${path}`, 'The film catalogue has no list of genres. Try again later.');
      return answer.genres;
    },
  });
  return genres ?? [];
}
