import { readPublished } from '../../../model/room-cache/items/room-movie';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import type { KeptFilms } from '../shared/room-cache-metadata';
import { epochSeconds } from '../../shared/time';
import type { CachePorts } from './ports';

/** Why a room has FAILED that lost films. */
const LOST = "Some of this room's films are lost or cannot be read. Load them again.";

/** How a look at what a room has published ended. */
export type LookOutcome =
  | { readonly outcome: 'LOST'; readonly kept: number; readonly of: number }
  /** Nothing is lost, the room is gone, or its state has changed meanwhile. */
  | { readonly outcome: 'NOT_NEEDED' };

/**
 * Looks whether the films that a room has published are still there and can be read. If not, the room keeps those before the
 * first one that is lost, and gets `status`: FAILED waits for a member's `refillRoom`, PENDING for the next fill.
 */
export async function look(
  { metadata, movies, runtime, log }: Pick<CachePorts, 'metadata' | 'movies' | 'runtime' | 'log'>,
  roomId: string,
  status: 'FAILED' | 'PENDING',
): Promise<LookOutcome> {
  const seen = await metadata.get(roomId);
  if (!seen) return { outcome: 'NOT_NEEDED' };
  const kept = await keptFilms(seen, { movies, runtime });
  if (kept.loaded === seen.loaded) return { outcome: 'NOT_NEEDED' };
  const isMine = await metadata.takeBack(seen, kept, status, status === 'FAILED' ? LOST : undefined);
  if (!isMine) return { outcome: 'NOT_NEEDED' };
  log.error('Films that were published are lost', { roomId, kept: kept.loaded, of: seen.loaded, status });
  return { outcome: 'LOST', kept: kept.loaded, of: seen.loaded };
}

/**
 * The films before the first one that is lost. Where others of its batch are still there behind it, its whole batch is taken back:
 * they bear the fence of that batch, and a replica that lags must not show them once others stand in their place.
 */
async function keptFilms(
  seen: RoomCache,
  { movies, runtime }: Pick<CachePorts, 'movies' | 'runtime'>,
): Promise<KeptFilms> {
  const items = await movies.published(seen.roomId, seen.loaded);
  const { movies: whole } = readPublished(items, 0, seen.fences, epochSeconds(runtime.now()));
  const last = whole.at(-1);
  if (!last) return { loaded: 0, batches: 0 };
  const { batchNumber } = last;
  const isCut = items.slice(whole.length).some((item) => item.batchNumber === batchNumber);
  if (!isCut) return { loaded: whole.length, batches: Math.min(batchNumber + 1, seen.batches) };
  return { loaded: whole.findIndex((movie) => movie.batchNumber === batchNumber), batches: batchNumber };
}
