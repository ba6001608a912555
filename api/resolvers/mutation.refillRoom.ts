import { type Context, util } from '@aws-appsync/utils';
import { toRoomCache } from '../shared/room-cache';
import type { RoomCacheItem } from '../shared/items';

type Ctx = Context<{ id: string }, Record<string, never>, { result: RoomCacheItem | null }>;

/** Pipeline: get-room-cache, requeue-fill, start-fill, find-room. */
export function request(): Record<string, never> {
  return {};
}

/** The state of the cache. */
export function response(ctx: Ctx) {
  if (!ctx.prev.result) {
    util.error(
      'The room was opened a moment ago and its cache is not there yet. Try again in a second.',
      'InternalError',
    );
  }
  return toRoomCache(ctx.prev.result);
}
