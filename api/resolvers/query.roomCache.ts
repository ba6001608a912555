import type { Context } from '@aws-appsync/utils';
import type { RoomCache } from '../../functions/shared/items/room-cache';
import { isLost, lostCache, toRoomCache } from '../shared/room-cache';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ roomId: string }, Stash, { result: RoomCache | null }>;

/** Pipeline: get-room-cache, find-room. */
export function request(): Record<string, never> {
  return {};
}

/** The state of the cache; FAILED when an open room has lost it; null when there is no open room. */
export function response(ctx: Ctx) {
  const room = ctx.stash.room;
  if (ctx.prev.result) {
    return toRoomCache(ctx.prev.result);
  }
  return room && room.status === 'ACTIVE' && isLost(ctx.stash, room) ? toRoomCache(lostCache(room)) : null;
}
