import type { Answer, ResolverContext } from '../shared/context';

type Ctx = ResolverContext<'query.genres'>;

/** Pipeline: get-genres. */
export function request(ctx: Ctx): Record<string, never> {
  ctx.stash.genresOf = ctx.args.mediaType;
  return {};
}

/** The genres. */
export function response(ctx: Ctx): Answer<'query.genres'> {
  return ctx.prev.result;
}
