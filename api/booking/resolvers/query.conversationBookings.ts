import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.conversationBookings'>;

export function request(ctx: Ctx): Record<string, never> {
  const { conversationId } = ctx.args;
  return ask(ctx, 'query.conversationBookings', { action: 'conversationBookings', conversationId });
}

export function response(ctx: Ctx): FieldResult<'query.conversationBookings'> {
  return ctx.prev.result;
}
