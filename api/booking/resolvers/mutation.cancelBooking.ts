import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';
import { tellConversation } from '../shared/tell';

type Ctx = FieldContext<'mutation.cancelBooking'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id } = ctx.args;
  return ask(ctx, 'mutation.cancelBooking', { action: 'cancelBooking', id });
}

export function response(ctx: Ctx): FieldResult<'mutation.cancelBooking'> {
  tellConversation(ctx);
  return ctx.prev.result;
}
