import type { LambdaRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { failValidation } from '../../shared/errors';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';

type Ctx = StepContext<'get-movie', ResultOf<'get-movie', 'details'>>;

/** TMDB's ids are numbers of at most 10 digits. */
const MAX_ID_LENGTH = 10;

/** Has the movie function read the details through the cache. */
export function request(ctx: Ctx): LambdaRequest {
  const { id, mediaType } = ctx.args;
  if (id.length < 1 || id.length > MAX_ID_LENGTH) {
    failValidation(`id is ${id.length} characters long; allowed are 1 to ${MAX_ID_LENGTH} digits. Use RoomMovie.id.`);
  }
  return invoke<'get-movie'>(ctx, { action: 'details', id, mediaType });
}

/** The details, or null when TMDB does not know the id. */
export function response(ctx: Ctx): Answer<'get-movie'> {
  return valueOf(ctx, 'The details could not be read.');
}
