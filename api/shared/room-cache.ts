import { util } from '@aws-appsync/utils';
import { expiresAt } from './expiry';
import type { RoomCacheItem } from './items';

/** How long the event of createRoom or refillRoom may take to reach a filler before a reader sends another one: 5 s. */
const PENDING_PATIENCE_MS = 5_000;

/** A room's cache as the schema shows it. */
export function toRoomCache(item: RoomCacheItem) {
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
export function isStuck(cache: RoomCacheItem): boolean {
  const now = util.time.nowEpochMilliSeconds();
  if (cache.status === 'LOADING') {
    return (cache.leaseUntil ?? 0) < now;
  }
  return cache.status === 'PENDING' && cache.updatedAt + PENDING_PATIENCE_MS < now;
}
