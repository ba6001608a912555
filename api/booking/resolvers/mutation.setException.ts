import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.setException'>;

export function request(ctx: Ctx): Record<string, never> {
  const { providerId, date, hours } = ctx.args;
  return ask(ctx, 'mutation.setException', { action: 'setException', providerId, date, hours });
}

export function response(ctx: Ctx): FieldResult<'mutation.setException'> {
  return ctx.prev.result;
}
