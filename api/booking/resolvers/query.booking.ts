import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.booking'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id } = ctx.args;
  return ask(ctx, 'query.booking', { action: 'booking', id });
}

export function response(ctx: Ctx): FieldResult<'query.booking'> {
  return ctx.prev.result;
}
