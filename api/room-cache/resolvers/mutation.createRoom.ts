import type { Answer, ResolverContext } from '../shared/context';
import { toRoom } from '../shared/room';
import { requireThemselves } from '../shared/signed-in';

type Ctx = ResolverContext<'mutation.createRoom'>;

/** Pipeline: get-genres, create-room, start-fill. Who has signed in is the host. A room of no genre needs no list of them. */
export function request(ctx: Ctx): Record<string, never> {
  const { hostId, mediaType, genreIds } = ctx.args.input;
  requireThemselves(ctx, hostId);
  if (genreIds.length > 0) {
    ctx.stash.genresOf = mediaType;
  }
  return {};
}

/** The room; its first batch is being loaded. */
export function response(ctx: Ctx): Answer<'mutation.createRoom'> {
  return toRoom(ctx.prev.result);
}
