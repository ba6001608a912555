import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.services'>;

export function request(ctx: Ctx): Record<string, never> {
  const { category } = ctx.args;
  return ask(ctx, 'query.services', { action: 'services', category });
}

export function response(ctx: Ctx): FieldResult<'query.services'> {
  return ctx.prev.result;
}
