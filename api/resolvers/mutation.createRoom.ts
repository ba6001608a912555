import type { Context } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { toRoom } from '../shared/room';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ input: { mediaType: string; genreIds: number[] } }, Stash, { result: Room }>;

/** Pipeline: get-genres, create-room, start-fill. A room of no genre needs no list of them. */
export function request(ctx: Ctx): Record<string, never> {
  const { mediaType, genreIds } = ctx.args.input;
  if (genreIds.length > 0) {
    ctx.stash.genresOf = mediaType;
  }
  return {};
}

/** The room; its first batch is being loaded. */
export function response(ctx: Ctx) {
  return toRoom(ctx.prev.result);
}
