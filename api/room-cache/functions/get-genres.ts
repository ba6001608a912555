import { type LambdaRequest, runtime } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';

type Ctx = StepContext<'get-genres', ResultOf<'get-genres', 'genres'>>;

/** Has the movie function read the genres of `genresOf` through the cache; without it there is nothing to read. */
export function request(ctx: Ctx): LambdaRequest {
  if (!ctx.stash.genresOf) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return invoke<'get-genres'>(ctx, { action: 'genres', mediaType: ctx.stash.genresOf });
}

/** The genres. */
export function response(ctx: Ctx): Answer<'get-genres'> {
  return valueOf(ctx, 'The genres could not be read.');
}
