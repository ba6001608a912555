import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import { failInternally } from '../shared/errors';
import { isLive } from '../shared/expiry';
import type { RoomCacheItem, RoomMovieItem } from '../shared/items';
import { isStuck } from '../shared/room-cache';
import type { PageStash } from '../shared/stash';

type Ctx = Context<{ roomId: string }, PageStash, undefined, undefined, { items: RoomMovieItem[] }>;

/**
 * Reads the published items of the page, eventually consistent. What lies behind `loaded` is still being written and is
 * not asked for. Also decides whether the next batch is due, because a page that reads nothing still has to ask for it.
 */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const roomId = ctx.args.roomId;
  const { from, limit } = ctx.stash.page;
  const cache = ctx.stash.cache;
  if (!cache) {
    runtime.earlyReturn([]);
  }
  if (isNextBatchDue(cache, from + limit - 1)) {
    ctx.stash.fill = { roomId, after: cache.loaded };
  }
  const last = Math.min(from + limit, cache.loaded) - 1;
  if (last < from) {
    runtime.earlyReturn([]);
  }
  return {
    operation: 'Query',
    query: {
      expression: 'roomId = :roomId AND sequenceIndex BETWEEN :from AND :last',
      expressionValues: util.dynamodb.toMapValues({ ':roomId': roomId, ':from': from, ':last': last }),
    },
    limit: last - from + 1,
  };
}

/**
 * The items up to the first one that is missing, has expired, or was written by a filler that died before it published:
 * a replica that lags shows such a state for a moment, and it is not what the room's other members see.
 */
export function response(ctx: Ctx): RoomMovieItem[] {
  if (ctx.error) {
    failInternally("The room's films could not be read.");
  }
  const items = ctx.result.items;
  const from = ctx.stash.page.from;
  const fences = ctx.stash.cache ? ctx.stash.cache.fences : undefined;
  const end = items.findIndex(
    (item, position) => item.sequenceIndex !== from + position || !isLive(item) || !isPublished(item, fences),
  );
  return end < 0 ? items : items.slice(0, end);
}

function isPublished(item: RoomMovieItem, fences: number[] | undefined): boolean {
  return !fences || item.fence === fences[item.batchNumber];
}

function isNextBatchDue(cache: RoomCacheItem, lastIndex: number): boolean {
  return lastIndex >= cache.prefetchFrom && (cache.status === 'READY' || isStuck(cache));
}
