import { ask } from '../shared/ask';
import type { FieldContext, FieldResult } from '../shared/context';

type Ctx = FieldContext<'query.workingHours'>;

export function request(ctx: Ctx): Record<string, never> {
  const { providerId } = ctx.args;
  return ask(ctx, 'query.workingHours', { action: 'workingHours', providerId });
}

export function response(ctx: Ctx): FieldResult<'query.workingHours'> {
  return ctx.prev.result;
}
