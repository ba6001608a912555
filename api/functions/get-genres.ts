import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { invoke, type Outcome, valueOf } from '../shared/lambda';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ mediaType: string }, Stash, undefined, undefined, Outcome<unknown> | undefined>;

/** Has the movie function read the genres through the cache. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke(ctx, { action: 'genres', mediaType: ctx.args.mediaType });
}

/** The genres. */
export function response(ctx: Ctx): unknown {
  return valueOf(ctx, 'The genres could not be read.');
}
