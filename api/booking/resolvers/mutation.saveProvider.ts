import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.saveProvider'>;

export function request(ctx: Ctx): Record<string, never> {
  const { input } = ctx.args;
  return ask(ctx, 'mutation.saveProvider', { action: 'saveProvider', input });
}

export function response(ctx: Ctx): FieldResult<'mutation.saveProvider'> {
  return ctx.prev.result;
}
