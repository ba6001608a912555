import { type DynamoDBUpdateItemRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { likesKey, readLikes } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { movieOf } from '../shared/movie';

type Ctx = StepContext<'count-like', Attributes | null>;

/**
 * Puts the member among those who like the film, or takes them out. This one write says who likes it now: of two who are the last
 * to like it at one moment, the later one sees both.
 */
export function request(ctx: Ctx): DynamoDBUpdateItemRequest {
  const { roomId, movieId, ttl } = movieOf(ctx.stash);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(likesKey(roomId, movieId)),
    update: {
      expression: `SET #ttl = :ttl ${ctx.args.liked ? 'ADD' : 'DELETE'} likedBy :member`,
      expressionNames: { '#ttl': 'ttl' },
      expressionValues: {
        ':ttl': util.dynamodb.toDynamoDB(ttl),
        ':member': util.dynamodb.toStringSet([ctx.args.memberId]),
      },
    },
  };
}

/** Who likes the film now. */
export function response(ctx: Ctx): Answer<'count-like'> {
  if (ctx.error) {
    failInternally('The vote could not be counted.');
  }
  const likes = ctx.result ? readLikes(ctx.result).value : undefined;
  return likes ? likes.likedBy : [];
}
