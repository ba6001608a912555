import { type DynamoDBGetItemRequest, runtime } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { getRoom, liveRoomOf, type RoomResult } from '../shared/get-room';

type Ctx = StepContext<'find-room', RoomResult>;

/** Asks why a room has no cache; passes on what it was given when it has one. Consistent: "no such room" has to be true. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  if (ctx.stash.cache) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return getRoom(ctx.args);
}

/** Puts the room into the stash, unless there is none or it has expired; passes on what it was given. */
export function response(ctx: Ctx): Answer<'find-room'> {
  ctx.stash.room = liveRoomOf(ctx);
  return ctx.prev.result;
}
