import type { Answer, ResolverContext } from '../shared/context';
import { memberIdOf } from '../shared/members';
import { movieOf } from '../shared/movie';
import { toVote } from '../shared/votes';

type Ctx = ResolverContext<'mutation.vote'>;

/** Pipeline: get-room-cache, find-room, get-voted-movie, query-members, put-vote, count-like, put-match. */
export function request(ctx: Ctx): Record<string, never> {
  memberIdOf(ctx);
  return {};
}

/** The vote, and the match that it has come to. */
export function response(ctx: Ctx): Answer<'mutation.vote'> {
  const { roomId, memberId, sequenceIndex, liked } = ctx.args;
  const { movieId } = movieOf(ctx.stash);
  const votedAt = ctx.stash.votedAt ?? '';
  return toVote({ roomId, userId: memberId, sequenceIndex, movieId, liked, votedAt }, ctx.prev.result);
}
