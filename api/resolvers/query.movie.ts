import type { Context } from '@aws-appsync/utils';

type Ctx = Context<unknown, Record<string, never>, { result: unknown }>;

/** Pipeline: get-movie. */
export function request(): Record<string, never> {
  return {};
}

/** The details, or null. */
export function response(ctx: Ctx): unknown {
  return ctx.prev.result;
}
