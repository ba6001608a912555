import type { LambdaRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';

type Ctx = StepContext<'clean-cache', ResultOf<'clean-cache', 'clean'>>;

/** Has the cache function remove the room's films. Waits for it: closing removes them at once. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke<'clean-cache'>(ctx, { action: 'clean', roomId: ctx.args.id });
}

/** Passes on the closed room. */
export function response(ctx: Ctx): Answer<'clean-cache'> {
  valueOf(ctx, 'The room is closed, but its films could not be removed.');
  return ctx.prev.result;
}
