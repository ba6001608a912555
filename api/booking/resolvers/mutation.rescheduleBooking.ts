import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';
import { tellConversation } from '../shared/tell';

type Ctx = FieldContext<'mutation.rescheduleBooking'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id, input } = ctx.args;
  return ask(ctx, 'mutation.rescheduleBooking', { action: 'rescheduleBooking', id, input });
}

export function response(ctx: Ctx): FieldResult<'mutation.rescheduleBooking'> {
  tellConversation(ctx);
  return ctx.prev.result;
}
