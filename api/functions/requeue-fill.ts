import { type Context, type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import { failInternally } from '../shared/errors';
import type { RoomCacheItem } from '../shared/items';
import { isStuck } from '../shared/room-cache';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, undefined, undefined, RoomCacheItem | null>;

/** Turns FAILED into PENDING. In any other state nothing is written, but a filler that died is replaced. */
export function request(ctx: Ctx): DynamoDBUpdateItemRequest {
  const cache = ctx.stash.cache;
  if (!cache) {
    runtime.earlyReturn(null);
  }
  if (isStuck(cache)) {
    ctx.stash.fill = { roomId: cache.roomId, after: cache.loaded };
  }
  if (cache.status !== 'FAILED') {
    runtime.earlyReturn(cache);
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
      expressionValues: util.dynamodb.toMapValues({ ':failed': 'FAILED' }),
    },
  };
}

/**
 * The state after the change; a filler is due. When the condition did not hold, somebody else was faster: `ctx.result` is
 * then what the table holds now (AppSync developer guide, "Handling a condition check failure").
 */
export function response(ctx: Ctx): RoomCacheItem | null {
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') {
    failInternally('The loading could not be started again.');
  }
  if (!ctx.result) {
    delete ctx.stash.cache;
    return null;
  }
  if (!ctx.error) {
    ctx.stash.fill = { roomId: ctx.result.roomId, after: ctx.result.loaded };
  }
  return ctx.result;
}
