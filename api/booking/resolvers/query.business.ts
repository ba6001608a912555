import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.business'>;

export function request(ctx: Ctx): Record<string, never> {
  return ask(ctx, 'query.business', { action: 'business' });
}

export function response(ctx: Ctx): FieldResult<'query.business'> {
  return ctx.prev.result;
}
