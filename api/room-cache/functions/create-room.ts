import type { LambdaRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';
import { signedInAs } from '../shared/signed-in';

type Ctx = StepContext<'create-room', ResultOf<'create-room', 'create'>>;

/** Has the room function create the room, of the genres that there are. */
export function request(ctx: Ctx): LambdaRequest {
  const task = { action: 'create', input: ctx.args.input, by: signedInAs(ctx) } as const;
  return invoke<'create-room'>(ctx, ctx.stash.genresOf ? { ...task, genres: ctx.prev.result } : task);
}

/** The room; its first batch is due. */
export function response(ctx: Ctx): Answer<'create-room'> {
  const room = valueOf(ctx, 'The room could not be created.');
  ctx.stash.fill = { roomId: room.id, after: 0 };
  return room;
}
