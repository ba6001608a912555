import { type Context, type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { Attributes } from '../../functions/shared/items/attributes';
import type { RoomCache } from '../../functions/shared/items/room-cache';
import { readRoomMovie, type RoomMovieItem } from '../../functions/shared/items/room-movie';
import { failInternally } from '../shared/errors';
import { isLive } from '../shared/expiry';
import { logSetAside } from '../shared/log';
import { isStuck } from '../shared/room-cache';
import type { PageStash } from '../shared/stash';

type Ctx = Context<{ roomId: string }, PageStash, undefined, undefined, { items: Attributes[] }>;

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
 * a replica that lags shows such a state for a moment, and it is not what the room's other members see. The page also ends
 * before a published one that cannot be read; that will not pass, and the page says so.
 */
export function response(ctx: Ctx): RoomMovieItem[] {
  if (ctx.error) {
    failInternally("The room's films could not be read.");
  }
  const from = ctx.stash.page.from;
  const fences = ctx.stash.cache ? ctx.stash.cache.fences : undefined;
  const readings = ctx.result.items.map((item) => readRoomMovie(item));
  const end = readings.findIndex(
    ({ value }, position) =>
      !value || value.sequenceIndex !== from + position || !isLive(value) || !isPublished(value, fences),
  );
  const broken = end < 0 ? undefined : readings[end];
  if (broken && broken.problem !== undefined) {
    logSetAside('room-movie-cache', `${ctx.args.roomId} ${from + end}`, broken.problem);
    ctx.stash.isBroken = true;
  }
  return readings.slice(0, end < 0 ? readings.length : end).flatMap(({ value }) => (value ? [value] : []));
}

function isPublished(item: RoomMovieItem, fences: number[] | undefined): boolean {
  return !fences || item.fence === fences[item.batchNumber];
}

function isNextBatchDue(cache: RoomCache, lastIndex: number): boolean {
  return lastIndex >= cache.prefetchFrom && (cache.status === 'READY' || isStuck(cache));
}
