import { type DynamoDBGetItemRequest, util } from '@aws-appsync/utils';
import type { Attributes } from '../../../model/item';
import { readPublished } from '../../../model/room-cache/items/room-movie';
import type { Answer, StepContext } from '../shared/context';
import { failInternally, failValidation } from '../../shared/errors';
import { openRoomOf } from '../shared/open-room';

type Ctx = StepContext<'get-voted-movie', Attributes | null>;

/** Reads the film at a place, as eventually consistent as the page on which its member has seen it. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  const { sequenceIndex } = ctx.args;
  const loaded = ctx.stash.cache ? ctx.stash.cache.loaded : 0;
  if (!ctx.stash.cache) {
    openRoomOf(ctx);
  }
  if (sequenceIndex < 0 || sequenceIndex >= loaded) {
    failValidation(
      `sequenceIndex is ${sequenceIndex}; ${loaded} films of the room are loaded, and the first one is 0.`,
    );
  }
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ roomId: ctx.args.roomId, sequenceIndex }) };
}

/** The film; a member votes for what everybody sees there, and for nothing else. */
export function response(ctx: Ctx): Answer<'get-voted-movie'> {
  if (ctx.error) {
    failInternally('The film could not be read.');
  }
  const { sequenceIndex } = ctx.args;
  const fences = ctx.stash.cache ? ctx.stash.cache.fences : undefined;
  const found = ctx.result ? [ctx.result] : [];
  const { movies } = readPublished(found, sequenceIndex, fences, util.time.nowEpochSeconds());
  const movie = movies[0];
  if (!movie) {
    failInternally(`The film ${sequenceIndex} of the room could not be read.`);
  }
  ctx.stash.movie = movie;
  return movie;
}
