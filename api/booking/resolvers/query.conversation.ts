import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.conversation'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id } = ctx.args;
  return ask(ctx, 'query.conversation', { action: 'conversation', id });
}

export function response(ctx: Ctx): FieldResult<'query.conversation'> {
  return ctx.prev.result;
}
