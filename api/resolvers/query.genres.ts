import type { Context } from '@aws-appsync/utils';

type Ctx = Context<unknown, Record<string, never>, { result: unknown }>;

/** Pipeline: get-genres. */
export function request(): Record<string, never> {
  return {};
}

/** The genres. */
export function response(ctx: Ctx): unknown {
  return ctx.prev.result;
}
