import { type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import type { Room } from '../../../model/room-cache/items/room';
import { readRoomCache } from '../../../model/room-cache/items/room-cache';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { openRoomOf } from '../shared/open-room';
import { isLost, isStuck } from '../shared/room-cache';

type Ctx = StepContext<'requeue-fill', Attributes | null>;

/**
 * Turns FAILED into PENDING, and begins anew where an open room has lost its cache. In any other state nothing is written,
 * but a filler that died is replaced, and films that are lost are looked for. The state stands in the stash.
 */
export function request(ctx: Ctx): DynamoDBUpdateItemRequest {
  const cache = ctx.stash.cache;
  if (!cache) {
    const room = openRoomOf(ctx);
    if (!isLost(ctx.stash, room)) {
      runtime.earlyReturn({} satisfies Answer<'requeue-fill'>);
    }
    return beginAnew(room, ctx.stash.unusable);
  }
  if (isStuck(cache)) {
    ctx.stash.fill = { roomId: cache.roomId, after: cache.loaded };
  }
  if (cache.status === 'READY' || cache.status === 'EXHAUSTED') {
    ctx.stash.fill = { roomId: cache.roomId, after: cache.loaded, ifLost: 'PENDING' };
  }
  if (cache.status !== 'FAILED') {
    runtime.earlyReturn({} satisfies Answer<'requeue-fill'>);
  }
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ roomId: cache.roomId }),
    update: {
      expression: 'SET #status = :pending, updatedAt = :now REMOVE reason',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':pending': 'PENDING', ':now': util.time.nowEpochMilliSeconds() }),
    },
    condition: {
      expression: '#status = :failed',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':failed': ctx.stash.writtenStatus }),
    },
  };
}

/**
 * Puts the state after the change into the stash; a filler is due. When the condition did not hold, somebody else was faster:
 * `ctx.result` is then what the table holds now (AppSync developer guide, "Handling a condition check failure").
 */
export function response(ctx: Ctx): Answer<'requeue-fill'> {
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') {
    failInternally('The loading could not be started again.');
  }
  const cache = ctx.result ? readRoomCache(ctx.result).value : undefined;
  if (!cache) {
    delete ctx.stash.cache;
    return {};
  }
  ctx.stash.cache = cache;
  if (!ctx.error) {
    ctx.stash.fill = { roomId: cache.roomId, after: cache.loaded };
  }
  return {};
}

/**
 * A cache with nothing in it, for what another system wrote, or for what is gone. Its leases count on from now: films of a
 * lease from before may still be there, and must look older than those that come.
 *
 * @param unusable what is there; it is replaced unless somebody else has done so since
 */
function beginAnew(room: Room, unusable: { fence: unknown } | undefined): DynamoDBUpdateItemRequest {
  const now = util.time.nowEpochMilliSeconds();
  const { id, mediaType, genreIds, ttl } = room;
  const set = [
    'mediaType = :mediaType, genreIds = :genreIds, #status = :pending, updatedAt = :now, #ttl = :ttl',
    'loaded = :zero, batches = :zero, prefetchFrom = :zero, fence = :now',
  ].join(', ');
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ roomId: id }),
    update: {
      expression: `SET ${set} REMOVE fences, leaseUntil, leaseOwner, catalogueVersion, repinned, reason`,
      expressionNames: { '#status': 'status', '#ttl': 'ttl' },
      expressionValues: util.dynamodb.toMapValues({
        ...{ ':mediaType': mediaType, ':genreIds': genreIds, ':pending': 'PENDING' },
        ...{ ':zero': 0, ':now': now, ':ttl': ttl },
      }),
    },
    condition: isStill(unusable),
  };
}

function isStill(unusable: { fence: unknown } | undefined) {
  if (!unusable) {
    return { expression: 'attribute_not_exists(roomId)' };
  }
  if (typeof unusable.fence === 'number') {
    return { expression: 'fence = :read', expressionValues: util.dynamodb.toMapValues({ ':read': unusable.fence }) };
  }
  return {
    expression: 'NOT attribute_type(fence, :number)',
    expressionValues: util.dynamodb.toMapValues({ ':number': 'N' }),
  };
}
