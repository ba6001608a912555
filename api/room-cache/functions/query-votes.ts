import { type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { readVote, votesOf } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { liveOf } from '../shared/expiry';
import { memberIdOf } from '../shared/members';
import { foundRoomOf } from '../shared/open-room';

type Ctx = StepContext<'query-votes', { items: Attributes[] }>;

/** Reads what a member has said. A room has 300 films at most, and a vote some 200 bytes. */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const { id } = foundRoomOf(ctx);
  return {
    operation: 'Query',
    query: {
      expression: 'roomId = :roomId AND begins_with(#key, :member)',
      expressionNames: { '#key': 'userId#movieId' },
      expressionValues: util.dynamodb.toMapValues({ ':roomId': id, ':member': votesOf(memberIdOf(ctx)) }),
    },
    consistentRead: true,
    limit: 1000,
  };
}

/** The votes; also in the stash. A member whose id goes on after a `#` has votes of their own, which begin alike. */
export function response(ctx: Ctx): Answer<'query-votes'> {
  if (ctx.error) {
    failInternally("The member's votes could not be read.");
  }
  const votes = ctx.result.items
    .flatMap((item) => liveOf(readVote(item), 'votes', ctx.args.roomId) ?? [])
    .filter(({ userId }) => userId === ctx.args.memberId);
  ctx.stash.votes = votes;
  return votes;
}
