import { type Context, type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import { failInternally } from '../shared/errors';
import { isLive } from '../shared/expiry';
import type { RoomItem } from '../shared/items';
import { roomIdOf, roomKey } from '../shared/room-id';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, undefined, undefined, RoomItem | null>;

/** Reads the room. Consistent, so that a member who just created or joined it finds it. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  return {
    operation: 'GetItem',
    key: util.dynamodb.toMapValues(roomKey(roomIdOf(ctx.args))),
    consistentRead: true,
  };
}

/** The room, or null when there is none or it has expired. */
export function response(ctx: Ctx): RoomItem | null {
  if (ctx.error) {
    failInternally('The room could not be read.');
  }
  return ctx.result && isLive(ctx.result) ? ctx.result : null;
}
