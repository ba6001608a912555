import { type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import { readPublished } from '../../../model/room-cache/items/room-movie';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { logSetAside } from '../../shared/log';
import { isSettled, isStuck } from '../shared/room-cache';

type Ctx = StepContext<'query-room-movies', { items: Attributes[] }>;

/**
 * Reads the published items of the page, eventually consistent. What lies behind `loaded` is still being written and is
 * not asked for. Also decides whether the next batch is due, because a page that reads nothing still has to ask for it.
 */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const roomId = ctx.args.roomId;
  const { from, limit } = ctx.stash.page;
  const cache = ctx.stash.cache;
  if (!cache) {
    runtime.earlyReturn([] satisfies Answer<'query-room-movies'>);
  }
  if (isNextBatchDue(cache, from + limit - 1)) {
    ctx.stash.fill = { roomId, after: cache.loaded };
  }
  const last = Math.min(from + limit, cache.loaded) - 1;
  if (last < from) {
    runtime.earlyReturn([] satisfies Answer<'query-room-movies'>);
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
 * a replica that lags shows such a state for a moment, and it is not what the room's other members see. Where that cannot
 * be a replica any more, or an item cannot be read, films are lost: the page says so, and the cache function looks.
 */
export function response(ctx: Ctx): Answer<'query-room-movies'> {
  if (ctx.error) {
    failInternally("The room's films could not be read.");
  }
  const { from, limit } = ctx.stash.page;
  const cache = ctx.stash.cache;
  if (!cache) {
    return [];
  }
  const { movies, problem } = readPublished(ctx.result.items, from, cache.fences, util.time.nowEpochSeconds());
  const missing = from + movies.length;
  if (problem !== undefined) {
    logSetAside('room-movie-cache', `${ctx.args.roomId} ${missing}`, problem);
  }
  if (problem !== undefined || (missing < Math.min(from + limit, cache.loaded) && isSettled(cache))) {
    ctx.stash.isBroken = true;
    ctx.stash.fill = { roomId: ctx.args.roomId, after: cache.loaded, ifLost: 'FAILED' };
  }
  return movies;
}

function isNextBatchDue(cache: RoomCache, lastIndex: number): boolean {
  return lastIndex >= cache.prefetchFrom && (cache.status === 'READY' || isStuck(cache));
}
