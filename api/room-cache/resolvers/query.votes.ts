import type { Answer, ResolverContext } from '../shared/context';
import { toVote } from '../shared/votes';

type Ctx = ResolverContext<'query.votes'>;

/** Pipeline: find-room, query-votes, query-matches. */
export function request(): Record<string, never> {
  return {};
}

/** What the member has said. */
export function response(ctx: Ctx): Answer<'query.votes'> {
  const matches = ctx.prev.result;
  return (ctx.stash.votes ?? []).map((vote) =>
    toVote(
      vote,
      matches.find(({ movieId }) => movieId === vote.movieId),
    ),
  );
}
