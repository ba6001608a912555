import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.availableSlots'>;

export function request(ctx: Ctx): Record<string, never> {
  const { serviceId, providerId, from, days } = ctx.args;
  return ask(ctx, 'query.availableSlots', { action: 'availableSlots', serviceId, providerId, from, days });
}

export function response(ctx: Ctx): FieldResult<'query.availableSlots'> {
  return ctx.prev.result;
}
