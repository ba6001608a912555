import * as z from 'zod/mini';

/** A film or a series as rooms keep it. */
export const filmSchema = z.object({
  /** TMDB's number, as text: GraphQL's ID. */
  id: z.string(),
  title: z.string(),
  overview: z.string(),
  /** Path below TMDB's image host: `/abc.jpg`. */
  posterPath: z.optional(z.string()),
  /** `1999-03-30`, as TMDB writes it. */
  releaseDate: z.optional(z.string()),
  /** 0 to 10. */
  voteAverage: z.optional(z.number()),
  genreIds: z.array(z.int()),
});
export type Film = z.infer<typeof filmSchema>;
