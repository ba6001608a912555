import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { getRoom, liveRoomOf, type RoomResult } from '../shared/get-room';

type Ctx = StepContext<'get-room', RoomResult>;

/** Reads the room. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  return getRoom(ctx.args);
}

/** The room, or null when there is none or it has expired. */
export function response(ctx: Ctx): Answer<'get-room'> {
  return liveRoomOf(ctx);
}
