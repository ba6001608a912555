import * as z from 'zod/mini';

/** TMDB keeps films and series in two catalogues with different paths and field names. */
export const mediaTypeSchema = z.enum(['MOVIE', 'TV']);
export type MediaType = z.infer<typeof mediaTypeSchema>;
