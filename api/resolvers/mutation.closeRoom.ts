import type { Context } from '@aws-appsync/utils';
import type { RoomItem } from '../shared/items';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: RoomItem }>;

/** Pipeline: close-room, clean-cache. */
export function request(): Record<string, never> {
  return {};
}

/** The closed room. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
