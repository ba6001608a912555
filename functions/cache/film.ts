import type { FilmDetails } from '../shared/items/room-movie';

/** A film or a series as rooms keep it. */
export interface Film extends FilmDetails {
  /** TMDB's number, as text: GraphQL's ID. */
  readonly id: string;
}
