import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.revokeApiKey'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id } = ctx.args;
  return ask(ctx, 'mutation.revokeApiKey', { action: 'revokeApiKey', id });
}

export function response(ctx: Ctx): FieldResult<'mutation.revokeApiKey'> {
  return ctx.prev.result;
}
