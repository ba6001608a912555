import type { Context } from '@aws-appsync/utils';
import type { RoomCacheItem } from '../shared/items';
import { toRoomCache } from '../shared/room-cache';

type Ctx = Context<{ roomId: string }, Record<string, never>, { result: RoomCacheItem | null }>;

/** Pipeline: get-room-cache. */
export function request(): Record<string, never> {
  return {};
}

/** The state of the cache, or null. */
export function response(ctx: Ctx) {
  return ctx.prev.result ? toRoomCache(ctx.prev.result) : null;
}
