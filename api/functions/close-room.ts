import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { RoomItem } from '../shared/items';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import { roomIdOf } from '../shared/room-id';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, undefined, undefined, Outcome<RoomItem> | undefined>;

/** Has the room function close the room. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke(ctx, { action: 'close', id: roomIdOf(ctx.args) });
}

/** The closed room; its films are still there. */
export function response(ctx: Ctx): RoomItem {
  return valueOf(ctx, 'The room could not be closed.');
}
