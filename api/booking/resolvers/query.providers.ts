import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.providers'>;

export function request(ctx: Ctx): Record<string, never> {
  const { serviceId } = ctx.args;
  return ask(ctx, 'query.providers', { action: 'providers', serviceId });
}

export function response(ctx: Ctx): FieldResult<'query.providers'> {
  return ctx.prev.result;
}
