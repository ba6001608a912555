import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'mutation.sendChatMessage'>;

export function request(ctx: Ctx): Record<string, never> {
  const { input } = ctx.args;
  return ask(ctx, 'mutation.sendChatMessage', { action: 'sendChatMessage', input });
}

export function response(ctx: Ctx): FieldResult<'mutation.sendChatMessage'> {
  return ctx.prev.result;
}
