import { type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { readRoomCache } from '../../../model/room-cache/items/room-cache';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { isLive } from '../shared/expiry';
import { roomIdOf } from '../shared/room-id';

type Ctx = StepContext<'get-room-cache', Attributes | null>;

/** Reads the state of the room's cache, eventually consistent: half a read unit for every page. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ roomId: roomIdOf(ctx.args) }) };
}

/**
 * The state, also in the stash; null when there is none, it has expired, or it cannot be read. What cannot be read is told to
 * the cache function, which counts and logs what it sets aside, as no resolver can.
 */
export function response(ctx: Ctx): Answer<'get-room-cache'> {
  if (ctx.error) {
    failInternally("The state of the room's films could not be read.");
  }
  if (!ctx.result) {
    return null;
  }
  const cache = readRoomCache(ctx.result).value;
  if (cache && isLive(cache)) {
    ctx.stash.cache = cache;
    ctx.stash.writtenStatus = ctx.result.status;
    return cache;
  }
  ctx.stash.unusable = { fence: ctx.result.fence };
  if (!cache) {
    ctx.stash.fill = { roomId: roomIdOf(ctx.args), after: 0 };
  }
  return null;
}
