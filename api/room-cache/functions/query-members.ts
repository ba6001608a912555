import { type DynamoDBQueryRequest, runtime, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { MOST_MEMBERS, readMember } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { liveOf } from '../shared/expiry';
import { foundRoomOf } from '../shared/open-room';

type Ctx = StepContext<'query-members', { items: Attributes[] }>;

/** Reads the room's members, unless they are in the stash. Consistent: who has joined a moment ago votes, and counts. */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  if (ctx.stash.members) {
    runtime.earlyReturn(ctx.stash.members satisfies Answer<'query-members'>);
  }
  if (!ctx.stash.cache) {
    foundRoomOf(ctx);
  }
  return {
    operation: 'Query',
    query: {
      expression: 'roomId = :roomId',
      expressionValues: util.dynamodb.toMapValues({ ':roomId': ctx.args.roomId }),
    },
    consistentRead: true,
    limit: MOST_MEMBERS * 2, // of two who join at once, both may be in
  };
}

/** The members, in the order of their ids; also in the stash. */
export function response(ctx: Ctx): Answer<'query-members'> {
  if (ctx.error) {
    failInternally("The room's members could not be read.");
  }
  const members = ctx.result.items.flatMap((item) => liveOf(readMember(item), 'room-members', ctx.args.roomId) ?? []);
  ctx.stash.members = members;
  return members;
}
