import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.setWorkingHours'>;

export function request(ctx: Ctx): Record<string, never> {
  const { providerId, weekday, hours } = ctx.args;
  return ask(ctx, 'mutation.setWorkingHours', { action: 'setWorkingHours', providerId, weekday, hours });
}

export function response(ctx: Ctx): FieldResult<'mutation.setWorkingHours'> {
  return ctx.prev.result;
}
