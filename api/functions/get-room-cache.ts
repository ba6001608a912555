import { type Context, type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import { failInternally } from '../shared/errors';
import { isLive } from '../shared/expiry';
import type { RoomCacheItem } from '../shared/items';
import { type RoomArgs, roomIdOf } from '../shared/room-id';
import type { Stash } from '../shared/stash';

type Ctx = Context<RoomArgs, Stash, undefined, undefined, RoomCacheItem | null>;

/** Reads the state of the room's cache, eventually consistent: half a read unit for every page. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ roomId: roomIdOf(ctx.args) }) };
}

/** The state, also in the stash; null when there is none or it has expired. */
export function response(ctx: Ctx): RoomCacheItem | null {
  if (ctx.error) {
    failInternally("The state of the room's films could not be read.");
  }
  if (!ctx.result || !isLive(ctx.result)) {
    return null;
  }
  ctx.stash.cache = ctx.result;
  return ctx.result;
}
