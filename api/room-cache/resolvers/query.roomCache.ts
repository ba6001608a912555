import type { Answer, ResolverContext } from '../shared/context';
import { isLost, lostCache, toRoomCache } from '../shared/room-cache';

type Ctx = ResolverContext<'query.roomCache'>;

/** Pipeline: get-room-cache, find-room. */
export function request(): Record<string, never> {
  return {};
}

/** The state of the cache; FAILED when an open room has lost it; null when there is no open room. */
export function response(ctx: Ctx): Answer<'query.roomCache'> {
  const room = ctx.stash.room;
  if (ctx.prev.result) {
    return toRoomCache(ctx.prev.result);
  }
  return room && room.status === 'ACTIVE' && isLost(ctx.stash, room) ? toRoomCache(lostCache(room)) : null;
}
