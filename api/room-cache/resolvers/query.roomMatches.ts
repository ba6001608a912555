import type { Answer, ResolverContext } from '../shared/context';
import { toMatch } from '../shared/votes';

type Ctx = ResolverContext<'query.roomMatches'>;

/** Pipeline: find-room, query-matches. */
export function request(): Record<string, never> {
  return {};
}

/** The matches. */
export function response(ctx: Ctx): Answer<'query.roomMatches'> {
  return ctx.prev.result.map((match) => toMatch(match));
}
