import { type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { readRoom, type Room } from '../../../model/room-cache/items/room';
import { failInternally } from '../../shared/errors';
import { liveOf } from './expiry';
import { roomKey } from '../../../model/room-cache/items/keys';
import { type RoomArgs, roomIdOf } from './room-id';

/** What DynamoDB answers. */
export type RoomResult = Attributes | null;

/** Reads the room. Consistent, so that a member who just created or joined it finds it. */
export function getRoom(args: RoomArgs): DynamoDBGetItemRequest {
  return {
    operation: 'GetItem',
    key: util.dynamodb.toMapValues(roomKey(roomIdOf(args))),
    consistentRead: true,
  };
}

/** The room, or null when there is none, it has expired, or it cannot be read. */
export function liveRoomOf(ctx: { args: RoomArgs; result: RoomResult; error?: unknown }): Room | null {
  if (ctx.error) {
    failInternally('The room could not be read.');
  }
  if (!ctx.result) {
    return null;
  }
  return liveOf(readRoom(ctx.result), 'rooms', roomKey(roomIdOf(ctx.args)).PK);
}
