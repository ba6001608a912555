import { type Context, type LambdaRequest, runtime } from '@aws-appsync/utils';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import type { Stash } from '../shared/stash';

type Ctx = Context<unknown, Stash, { result: unknown }, undefined, Outcome<unknown> | undefined>;

/** Has the movie function read the genres of `genresOf` through the cache; without it there is nothing to read. */
export function request(ctx: Ctx): LambdaRequest {
  if (!ctx.stash.genresOf) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return invoke(ctx, { action: 'genres', mediaType: ctx.stash.genresOf });
}

/** The genres. */
export function response(ctx: Ctx): unknown {
  return valueOf(ctx, 'The genres could not be read.');
}
