import { type DynamoDBGetItemRequest, type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { isLikedByAll, readMatch } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { isLive } from '../shared/expiry';
import { movieOf } from '../shared/movie';

type Ctx = StepContext<'put-match', Attributes | null>;

/**
 * Writes the match as soon as everybody likes the film; one that is there stays as it is. Where somebody does not like it, there may
 * be a match from before they joined.
 */
export function request(ctx: Ctx): DynamoDBGetItemRequest | DynamoDBUpdateItemRequest {
  if (!ctx.args.liked) {
    runtime.earlyReturn(null satisfies Answer<'put-match'>);
  }
  const { roomId, movieId, sequenceIndex, title, posterPath, ttl } = movieOf(ctx.stash);
  const key = util.dynamodb.toMapValues({ roomId, movieId });
  if (!isLikedByAll(ctx.stash.members ?? [], ctx.prev.result)) {
    return { operation: 'GetItem', key, consistentRead: true };
  }
  const set = [
    'sequenceIndex = if_not_exists(sequenceIndex, :sequenceIndex), title = if_not_exists(title, :title)',
    'matchedAt = if_not_exists(matchedAt, :matchedAt), #ttl = if_not_exists(#ttl, :ttl)',
    ...(posterPath ? ['posterPath = if_not_exists(posterPath, :posterPath)'] : []),
  ].join(', ');
  return {
    operation: 'UpdateItem',
    key,
    update: {
      expression: `SET ${set}`,
      expressionNames: { '#ttl': 'ttl' },
      expressionValues: util.dynamodb.toMapValues({
        ...{ ':sequenceIndex': sequenceIndex, ':title': title, ':ttl': ttl, ':matchedAt': ctx.stash.votedAt },
        ...(posterPath ? { ':posterPath': posterPath } : {}),
      }),
    },
  };
}

/** The match; null while there is none. */
export function response(ctx: Ctx): Answer<'put-match'> {
  if (ctx.error) {
    failInternally('The match could not be written.');
  }
  const match = ctx.result ? readMatch(ctx.result).value : undefined;
  return match && isLive(match) ? match : null;
}
