import type { LambdaRequest } from '@aws-appsync/utils';
import { answerOf, invoke } from '../shared/ask';
import type { AskContext } from '../shared/context';

export function request(ctx: AskContext): LambdaRequest {
  return invoke(ctx);
}

export function response(ctx: AskContext): unknown {
  return answerOf(ctx, 'The bookings could not be reached.');
}
