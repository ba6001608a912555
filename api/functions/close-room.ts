import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import { roomIdOf } from '../shared/room-id';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, undefined, undefined, Outcome<Room> | undefined>;

/** Has the room function close the room. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke(ctx, { action: 'close', id: roomIdOf(ctx.args) });
}

/** The closed room; its films are still there. */
export function response(ctx: Ctx): Room {
  return valueOf(ctx, 'The room could not be closed.');
}
