import type { LambdaRequest } from '@aws-appsync/utils';
import type { Answer, StepContext } from '../shared/context';
import { invoke, type ResultOf, valueOf } from '../shared/lambda';
import { signedInAs } from '../shared/signed-in';

type Ctx = StepContext<'join-room', ResultOf<'join-room', 'join'>>;

/** Has the room function look up the invite code. */
export function request(ctx: Ctx): LambdaRequest {
  const { inviteCode, member } = ctx.args;
  return invoke<'join-room'>(ctx, { action: 'join', inviteCode, member, by: signedInAs(ctx) });
}

/** The room that the code opens. */
export function response(ctx: Ctx): Answer<'join-room'> {
  return valueOf(ctx, 'The room could not be joined.');
}
