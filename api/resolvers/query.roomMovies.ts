import type { Context } from '@aws-appsync/utils';
import { failValidation } from '../shared/errors';
import type { RoomMovieItem } from '../shared/items';
import type { PageStash } from '../shared/stash';

type Args = { roomId: string; from: number | null; limit: number | null };

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;

/** Pipeline: get-room-cache, query-room-movies, start-fill, find-room. */
export function request(ctx: Context<Args, PageStash>): Record<string, never> {
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

/** The page. A room whose cache a lagging replica has not seen yet shows an empty page to wait on. */
export function response(ctx: Context<Args, PageStash, { result: RoomMovieItem[] }>) {
  const items = ctx.prev.result;
  const cache = ctx.stash.cache;
  const loaded = cache ? cache.loaded : 0;
  const status = cache ? cache.status : 'PENDING';
  const next = ctx.stash.page.from + items.length;
  return {
    items: items.map((item) => ({ ...item, id: item.movieId })),
    nextFrom: status === 'EXHAUSTED' && next >= loaded ? null : next,
    loaded,
    status,
  };
}
