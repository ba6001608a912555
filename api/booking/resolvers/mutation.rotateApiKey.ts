import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.rotateApiKey'>;

export function request(ctx: Ctx): Record<string, never> {
  const { id, overlapHours } = ctx.args;
  return ask(ctx, 'mutation.rotateApiKey', { action: 'rotateApiKey', id, overlapHours });
}

export function response(ctx: Ctx): FieldResult<'mutation.rotateApiKey'> {
  return ctx.prev.result;
}
