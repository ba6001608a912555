import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.bookings'>;

export function request(ctx: Ctx): Record<string, never> {
  const { providerId, date } = ctx.args;
  return ask(ctx, 'query.bookings', { action: 'bookings', providerId, date });
}

export function response(ctx: Ctx): FieldResult<'query.bookings'> {
  return ctx.prev.result;
}
