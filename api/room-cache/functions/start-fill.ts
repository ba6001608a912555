import { type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { send } from '../shared/lambda';

type Ctx = StepContext<'start-fill', unknown>;

/** Starts a filler by an event when an earlier function put `fill` into the stash; otherwise passes on what it was given. */
export function request(ctx: Ctx): LambdaRequest {
  const fill = ctx.stash.fill;
  if (!fill) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return send<'start-fill'>(ctx, { action: 'fill', ...fill });
}

/** Passes on what it was given, even when the event was refused: the next reader sends it again. */
export function response(ctx: Ctx): Answer<'start-fill'> {
  return ctx.prev.result;
}
