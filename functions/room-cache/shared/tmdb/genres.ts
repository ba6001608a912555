import * as z from 'zod/mini';
import type { Genre, MediaType } from '../../../../api/room-cache/schema.types';
import { UpstreamError } from '../../../shared/errors';
import type { CallOptions } from '../film-catalogue';
import { genresSchema } from '../genre';
import type { TmdbClient } from './client';

/** TMDB's genres of a media type. */
export async function genres(tmdb: Pick<TmdbClient, 'get'>, mediaType: MediaType, call: CallOptions): Promise<Genre[]> {
  const path = mediaType === 'MOVIE' ? '/genre/movie/list' : '/genre/tv/list';
  const answer = await tmdb.get(path, {}, z.object({ genres: genresSchema }), call);
  if (!answer) throw new UpstreamError(`GET ${path}`, 'The film catalogue has no list of genres. Try again later.');
  return answer.genres;
}
