import type { RoomMovieItem } from '../../../model/room-cache/items/room-movie';
import { failInternally } from '../../shared/errors';
import type { Stash } from './stash';

/** The film that get-voted-movie has found. */
export function movieOf(stash: Stash): RoomMovieItem {
  const movie = stash.movie;
  if (!movie) {
    failInternally('The film could not be read.');
  }
  return movie;
}
