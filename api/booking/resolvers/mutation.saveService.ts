import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.saveService'>;

export function request(ctx: Ctx): Record<string, never> {
  const { input } = ctx.args;
  return ask(ctx, 'mutation.saveService', { action: 'saveService', input });
}

export function response(ctx: Ctx): FieldResult<'mutation.saveService'> {
  return ctx.prev.result;
}
