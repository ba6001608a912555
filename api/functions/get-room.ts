import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { getRoom, liveRoomOf, type RoomResult } from '../shared/get-room';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, undefined, undefined, RoomResult>;

/** Reads the room. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  return getRoom(ctx.args);
}

/** The room, or null when there is none or it has expired. */
export function response(ctx: Ctx): Room | null {
  return liveRoomOf(ctx);
}
