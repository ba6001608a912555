import type { RoomMovie } from '../../../api/room-cache/schema.types';
import { isLiveAt, type Attributes, type Reading } from '../../item';
import {
  countOf,
  expiryOf,
  genresOf,
  idOf,
  numberOf,
  textOf,
  wholeOf,
  WRONG_GENRES,
  WRONG_TTL,
  type LeftOut,
} from './attributes';

/** What a film shows, wherever it is kept. */
export type FilmDetails = Omit<RoomMovie, 'id' | 'sequenceIndex'>;

/** A film at its place in a room. */
export interface RoomMovieItem extends Omit<RoomMovie, 'id'> {
  readonly roomId: string;
  readonly batchNumber: number;
  /** The lease under which it was written; 0 when none was. */
  readonly fence: number;
  /** TMDB's number, as text: GraphQL's ID. */
  readonly movieId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** What a film shows; its title must be there. */
export function readFilmDetails(item: Attributes): Reading<Required<FilmDetails>> {
  const title = textOf(item.title);
  const genreIds = genresOf(item.genreIds);
  if (title === undefined) {
    return { problem: 'title is no text' };
  }
  if (!genreIds) {
    return { problem: WRONG_GENRES };
  }
  const posterPath = textOf(item.posterPath);
  const releaseDate = textOf(item.releaseDate);
  const voteAverage = numberOf(item.voteAverage);
  return {
    value: {
      ...{ title, genreIds, overview: textOf(item.overview) ?? '' },
      ...(posterPath === undefined ? ({} as LeftOut<'posterPath'>) : { posterPath }),
      ...(releaseDate === undefined ? ({} as LeftOut<'releaseDate'>) : { releaseDate }),
      ...(voteAverage === undefined ? ({} as LeftOut<'voteAverage'>) : { voteAverage }),
    },
  };
}

/** A film of the table of rooms' films: its place, its id and its title must be there. */
export function readRoomMovie(item: Attributes): Reading<RoomMovieItem> {
  const roomId = idOf(item.roomId);
  const sequenceIndex = countOf(item.sequenceIndex);
  const movieId = idOf(item.movieId);
  const ttl = expiryOf(item.ttl);
  const details = readFilmDetails(item);
  if (roomId === undefined || sequenceIndex === undefined) {
    return { problem: 'roomId and sequenceIndex are not text and a whole number' };
  }
  if (movieId === undefined) {
    return { problem: 'movieId is neither text nor a whole number' };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  if (!details.value) {
    return { problem: details.problem ?? '' };
  }
  return {
    value: {
      ...details.value,
      ...{ roomId, sequenceIndex, movieId, ttl },
      batchNumber: countOf(item.batchNumber) ?? 0,
      fence: wholeOf(item.fence) ?? 0,
    },
  };
}

/** The films that members may see, of what was read from one place on. */
export interface PublishedMovies {
  readonly movies: RoomMovieItem[];
  /** Why the next one cannot be read; absent when it is missing, has expired, or was written by a filler that never published. */
  readonly problem?: string;
}

/**
 * The films of these items up to the first one that members may not see.
 *
 * @param from the place of the first one, if it is there
 * @param fences the room's, by batch number; without them any lease counts
 */
export function readPublished(
  items: Attributes[],
  from: number,
  fences: number[] | undefined,
  nowSeconds: number,
): PublishedMovies {
  const readings = items.map((item) => readRoomMovie(item));
  const end = readings.findIndex(
    ({ value }, position) =>
      !value ||
      value.sequenceIndex !== from + position ||
      !isLiveAt(value, nowSeconds) ||
      (fences !== undefined && value.fence !== fences[value.batchNumber]),
  );
  const movies = readings.slice(0, end < 0 ? readings.length : end).flatMap(({ value }) => (value ? [value] : []));
  const problem = end < 0 ? undefined : readings[end]?.problem;
  return problem === undefined ? { movies } : { movies, problem };
}
