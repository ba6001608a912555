import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import type { Stash } from '../shared/stash';

type Ctx = Context<
  { input: Record<string, unknown> },
  Stash,
  { result: unknown },
  undefined,
  Outcome<Room> | undefined
>;

/** Has the room function create the room, of the genres that there are. */
export function request(ctx: Ctx): LambdaRequest {
  const task = { action: 'create', input: ctx.args.input };
  return invoke(ctx, ctx.stash.genresOf ? { ...task, genres: ctx.prev.result } : task);
}

/** The room; its first batch is due. */
export function response(ctx: Ctx): Room {
  const room = valueOf(ctx, 'The room could not be created.');
  ctx.stash.fill = { roomId: room.id, after: 0 };
  return room;
}
