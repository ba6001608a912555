import type { LambdaRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';
import { roomIdOf } from '../shared/room-id';
import { signedInAs } from '../shared/signed-in';

type Ctx = StepContext<'close-room', ResultOf<'close-room', 'close'>>;

/** Has the room function close the room, for whoever may. */
export function request(ctx: Ctx): LambdaRequest {
  return invoke<'close-room'>(ctx, { action: 'close', id: roomIdOf(ctx.args), by: signedInAs(ctx) });
}

/** The closed room; its films are still there. */
export function response(ctx: Ctx): Answer<'close-room'> {
  return valueOf(ctx, 'The room could not be closed.');
}
