import * as z from 'zod/mini';

/** A genre as TMDB lists it. */
export const genreSchema = z.object({ id: z.int(), name: z.string() });
export const genresSchema = z.array(genreSchema);
export type Genre = z.infer<typeof genreSchema>;
