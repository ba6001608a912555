import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { Room } from '../../functions/shared/items/room';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ inviteCode: string }, Stash, undefined, undefined, Outcome<Room> | undefined>;

/** Has the room function look up the invite code. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke(ctx, { action: 'join', inviteCode: ctx.args.inviteCode });
}

/** The room that the code opens. */
export function response(ctx: Ctx): Room {
  return valueOf(ctx, 'The room could not be joined.');
}
