import type { CacheStatus } from '../schema.types';
import type { Answer, ResolverContext } from '../shared/context';
import { failValidation } from '../../shared/errors';
import { openRoomOf } from '../shared/open-room';
import { isLost } from '../shared/room-cache';

type Ctx = ResolverContext<'query.roomMovies'>;

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;

/** Pipeline: get-room-cache, query-room-movies, start-fill, find-room. */
export function request(ctx: Ctx): Record<string, never> {
  const from = ctx.args.from ?? 0;
  const limit = ctx.args.limit ?? DEFAULT_LIMIT;
  if (from < 0) {
    failValidation(`from is ${from}; allowed is 0 or more. Use nextFrom of the page before.`);
  }
  if (limit < 1 || limit > MAX_LIMIT) {
    failValidation(`limit is ${limit}; allowed are 1 to ${MAX_LIMIT}.`);
  }
  ctx.stash.page = { from, limit };
  return {};
}

/** The page. An open room without a cache shows an empty one: to wait on while the room is new, and FAILED afterwards. */
export function response(ctx: Ctx): Required<Answer<'query.roomMovies'>> {
  const items = ctx.prev.result;
  const loaded = ctx.stash.cache ? ctx.stash.cache.loaded : 0;
  const status = statusOf(ctx);
  const next = ctx.stash.page.from + items.length;
  return {
    items: items.map((item) => ({ ...item, id: item.movieId })),
    nextFrom: status === 'EXHAUSTED' && next >= loaded ? null : next,
    loaded,
    status,
  };
}

function statusOf(ctx: Ctx): CacheStatus {
  if (!ctx.stash.cache) {
    return isLost(ctx.stash, openRoomOf(ctx)) ? 'FAILED' : 'PENDING';
  }
  return ctx.stash.isBroken ? 'FAILED' : ctx.stash.cache.status;
}
