import type { Context } from '@aws-appsync/utils';
import type { Stash } from '../shared/stash';

type Ctx = Context<{ mediaType: string }, Stash, { result: unknown }>;

/** Pipeline: get-genres. */
export function request(ctx: Ctx): Record<string, never> {
  ctx.stash.genresOf = ctx.args.mediaType;
  return {};
}

/** The genres. */
export function response(ctx: Ctx): unknown {
  return ctx.prev.result;
}
