import { util } from '@aws-appsync/utils';
import { LONGEST_LEASE_MS } from '../../../model/room-cache/items/attributes';
import type { Room } from '../../../model/room-cache/items/room';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import type { RoomCache as ShownRoomCache } from '../schema.types';
import { expiresAt } from './expiry';
import type { Stash } from './stash';

/** How long the event of createRoom or refillRoom may take to reach a filler before a reader sends another one: 5 s. */
const PENDING_PATIENCE_MS = 5_000;
/**
 * How old a room, or a change of its cache, must be so that what is missing is lost, and not behind a replica that lags, which
 * takes seconds: 10 s.
 */
const REPLICA_PATIENCE_MS = 10_000;

/** Why a room whose cache is gone, or of another shape, has FAILED. */
const LOST = "The list of this room's films is lost or cannot be read. Load it again.";

/** A room's cache as the schema shows it. */
export function toRoomCache(item: RoomCache): Required<ShownRoomCache> {
  return {
    roomId: item.roomId,
    status: item.status,
    loaded: item.loaded,
    batches: item.batches,
    reason: item.reason,
    expiresAt: expiresAt(item),
  };
}

/** Whether nobody is on the way to load what comes next: the filler died, or the event that should start it was lost. */
export function isStuck(cache: RoomCache): boolean {
  const now = util.time.nowEpochMilliSeconds();
  if (cache.status === 'LOADING') {
    const leaseUntil = cache.leaseUntil ?? 0;
    return leaseUntil < now || leaseUntil > now + LONGEST_LEASE_MS;
  }
  // A time that is far to come was written by nobody here; clocks that differ make it a near one.
  const isRecent = cache.updatedAt + PENDING_PATIENCE_MS >= now && cache.updatedAt <= now + LONGEST_LEASE_MS;
  return cache.status === 'PENDING' && !isRecent;
}

/** Whether what the table of films shows is what was published, and not what a replica that lags has of it. */
export function isSettled(cache: RoomCache): boolean {
  return cache.updatedAt + REPLICA_PATIENCE_MS < util.time.nowEpochMilliSeconds();
}

/** Whether an open room has lost its cache: then it says FAILED, and refillRoom begins anew. Otherwise it is too new to tell. */
export function isLost(stash: Stash, room: Room): boolean {
  const patient = util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() - REPLICA_PATIENCE_MS);
  return stash.unusable !== undefined || room.createdAt < patient;
}

/** What an open room that has lost its cache shows in its place. */
export function lostCache(room: Room): RoomCache {
  const { id, mediaType, genreIds, ttl } = room;
  return {
    ...{ roomId: id, mediaType, genreIds, ttl, status: 'FAILED', reason: LOST },
    ...{ loaded: 0, batches: 0, prefetchFrom: 0, fence: 0, updatedAt: 0 },
  };
}
