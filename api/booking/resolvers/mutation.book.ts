import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.book'>;

export function request(ctx: Ctx): Record<string, never> {
  const { input } = ctx.args;
  return ask(ctx, 'mutation.book', { action: 'book', input });
}

export function response(ctx: Ctx): FieldResult<'mutation.book'> {
  return ctx.prev.result;
}
