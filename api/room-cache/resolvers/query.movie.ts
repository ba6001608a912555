import type { Answer, ResolverContext } from '../shared/context';

type Ctx = ResolverContext<'query.movie'>;

/** Pipeline: get-movie. */
export function request(): Record<string, never> {
  return {};
}

/** The details, or null. */
export function response(ctx: Ctx): Answer<'query.movie'> {
  return ctx.prev.result;
}
