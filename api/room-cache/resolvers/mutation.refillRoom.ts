import { util } from '@aws-appsync/utils';
import type { Answer, ResolverContext } from '../shared/context';
import { openRoomOf } from '../shared/open-room';
import { toRoomCache } from '../shared/room-cache';

type Ctx = ResolverContext<'mutation.refillRoom'>;

/** Pipeline: get-room-cache, find-room, requeue-fill, start-fill, find-room. */
export function request(): Record<string, never> {
  return {};
}

/** The state of the cache. */
export function response(ctx: Ctx): Answer<'mutation.refillRoom'> {
  const cache = ctx.stash.cache;
  if (!cache) {
    openRoomOf(ctx);
    util.error(
      'The room was opened a moment ago and its cache is not there yet. Try again in a second.',
      'InternalError',
    );
  }
  return toRoomCache(cache);
}
