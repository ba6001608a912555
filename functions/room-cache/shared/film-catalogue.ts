import type { Genre, MediaType, MovieDetails, RoomMovie } from '../../../api/room-cache/schema.types';

/** What the functions ask of a catalogue of films and series; TMDB is one. Each throws UpstreamError when it does not answer. */
export interface FilmCatalogue {
  /** One page of the titles that fit, the most popular first. */
  discover(query: DiscoverQuery, call: CallOptions): Promise<DiscoverPage>;
  /** @returns undefined when it does not know the id */
  details(title: Title, call: CallOptions): Promise<MovieDetails | undefined>;
  /** All of a media type, in the catalogue's order. */
  genres(mediaType: MediaType, call: CallOptions): Promise<Genre[]>;
}

/** A film or a series as rooms keep it. */
export type Film = Omit<RoomMovie, 'sequenceIndex'>;

export interface Title {
  /** 1 to 10 digits. */
  readonly id: string;
  readonly mediaType: MediaType;
}

/** What makes two rooms share a catalogue. */
export interface Filter {
  readonly mediaType: MediaType;
  /** None, one or two, ascending. */
  readonly genreIds: readonly number[];
  /** ISO 639-1, ascending. */
  readonly languages: readonly string[];
  readonly minVoteCount: number;
}

export interface DiscoverQuery {
  readonly filter: Filter;
  /** `28,35`: titles with all of them; `28|35`: with any; undefined: with whatever genres. */
  readonly genres: string | undefined;
  /** From 1. */
  readonly page: number;
}

export interface DiscoverPage {
  /** What a room may show of this page, in the catalogue's order. */
  readonly films: readonly Film[];
  /** Pages that can be asked for. */
  readonly totalPages: number;
}

/** Titles that a page of `discover` has, but for the last one: what a room may not show of them is left out. */
export const pageSize = 20;

export interface CallOptions {
  /** Milliseconds until no answer is of use any more: nothing is sent or waited for beyond. Lambda's own word, not a clock's. */
  readonly timeLeft: () => number;
  /** Gives up early, for instance because a sister request has failed for good. */
  readonly signal?: AbortSignal;
}
