import { type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { readMatch } from '../../../model/room-cache/items/votes';
import type { Answer, StepContext } from '../shared/context';
import { failInternally } from '../../shared/errors';
import { liveOf } from '../shared/expiry';
import { foundRoomOf } from '../shared/open-room';

type Ctx = StepContext<'query-matches', { items: Attributes[] }>;

/** Reads the room's matches, 300 at most. Consistent: who is told of one finds it. */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const { id } = foundRoomOf(ctx);
  return {
    operation: 'Query',
    query: {
      expression: 'roomId = :roomId',
      expressionValues: util.dynamodb.toMapValues({ ':roomId': id }),
    },
    consistentRead: true,
    limit: 1000,
  };
}

/** The matches, in the order of the films' ids. */
export function response(ctx: Ctx): Answer<'query-matches'> {
  if (ctx.error) {
    failInternally("The room's matches could not be read.");
  }
  return ctx.result.items.flatMap((item) => liveOf(readMatch(item), 'room-matches', ctx.args.roomId) ?? []);
}
