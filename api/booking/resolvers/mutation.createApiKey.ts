import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.createApiKey'>;

export function request(ctx: Ctx): Record<string, never> {
  const { input } = ctx.args;
  return ask(ctx, 'mutation.createApiKey', { action: 'createApiKey', input });
}

export function response(ctx: Ctx): FieldResult<'mutation.createApiKey'> {
  return ctx.prev.result;
}
