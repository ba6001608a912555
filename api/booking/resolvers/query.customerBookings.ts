import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.customerBookings'>;

export function request(ctx: Ctx): Record<string, never> {
  const { email, phone, from } = ctx.args;
  return ask(ctx, 'query.customerBookings', { action: 'customerBookings', email, phone, from });
}

export function response(ctx: Ctx): FieldResult<'query.customerBookings'> {
  return ctx.prev.result;
}
