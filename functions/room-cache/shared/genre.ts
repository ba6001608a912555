import * as z from 'zod/mini';
import type { Genre } from '../../../api/room-cache/schema.types';

/** A genre as TMDB lists it. */
export const genreSchema = z.object({ id: z.int(), name: z.string() } satisfies Record<keyof Genre, unknown>);
export const genresSchema = z.array(genreSchema);
