import { type Context, type DynamoDBGetItemRequest, runtime, util } from '@aws-appsync/utils';
import { failInternally } from '../shared/errors';
import { isLive } from '../shared/expiry';
import type { RoomItem } from '../shared/items';
import { type RoomArgs, roomIdOf, roomKey } from '../shared/room-id';
import type { Stash } from '../shared/stash';

type Ctx = Context<RoomArgs, Stash, { result: unknown }, undefined, RoomItem | null>;

/** Asks why a room has no cache; passes on what it was given when it has one. Consistent: "no such room" has to be true. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  if (ctx.stash.cache) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return {
    operation: 'GetItem',
    key: util.dynamodb.toMapValues(roomKey(roomIdOf(ctx.args))),
    consistentRead: true,
  };
}

/** Ends the request unless the room is active: then a lagging replica has not seen its cache yet. */
export function response(ctx: Ctx): unknown {
  if (ctx.error) {
    failInternally('The room could not be read.');
  }
  const room = ctx.result;
  const id = roomIdOf(ctx.args);
  if (!room || !isLive(room)) {
    util.error(`There is no room ${id}, or it has expired. Check the id, or open a new room.`, 'RoomNotFound');
  }
  if (room.status === 'CLOSED') {
    util.error(`Room ${id} is closed and its films are gone. Open a new room.`, 'RoomClosed');
  }
  return ctx.prev.result;
}
