import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.apiKeys'>;

export function request(ctx: Ctx): Record<string, never> {
  return ask(ctx, 'query.apiKeys', { action: 'apiKeys' });
}

export function response(ctx: Ctx): FieldResult<'query.apiKeys'> {
  return ctx.prev.result;
}
