import type { Context } from '@aws-appsync/utils';
import type { RoomItem } from '../shared/items';
import { toRoom } from '../shared/room';

type Ctx = Context<unknown, Record<string, never>, { result: RoomItem }>;

/** Pipeline: join-room. */
export function request(): Record<string, never> {
  return {};
}

/** The room that the code opens. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
