import { type DynamoDBPutItemRequest, util } from '@aws-appsync/utils';
import { voteKey } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { requireMember } from '../shared/members';
import { movieOf } from '../shared/movie';

type Ctx = StepContext<'put-vote'>;

/** Writes what a member says, in place of what they said before. */
export function request(ctx: Ctx): DynamoDBPutItemRequest {
  const { liked, memberId } = ctx.args;
  const { roomId, movieId, sequenceIndex, ttl } = movieOf(ctx.stash);
  requireMember(ctx, roomId, memberId);
  const votedAt = util.time.nowISO8601();
  ctx.stash.votedAt = votedAt;
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(voteKey(roomId, memberId, movieId)),
    attributeValues: util.dynamodb.toMapValues({ userId: memberId, movieId, sequenceIndex, liked, votedAt, ttl }),
  };
}

/** Passes on what it was given. */
export function response(ctx: Ctx): Answer<'put-vote'> {
  if (ctx.error) {
    failInternally('The vote could not be written.');
  }
  return ctx.prev.result;
}
