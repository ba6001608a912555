import type { Context } from '@aws-appsync/utils';
import type { RoomItem } from '../shared/items';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: RoomItem }>;

/** Pipeline: create-room, start-fill. */
export function request(): Record<string, never> {
  return {};
}

/** The room; its first batch is being loaded. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
