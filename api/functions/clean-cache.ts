import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ id: string }, Stash, { result: unknown }, undefined, Outcome<unknown> | undefined>;

/** Has the cache function remove the room's films. Waits for it: closing removes them at once. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke(ctx, { action: 'clean', roomId: ctx.args.id });
}

/** Passes on the closed room. */
export function response(ctx: Ctx): unknown {
  valueOf(ctx, 'The room is closed, but its films could not be removed.');
  return ctx.prev.result;
}
