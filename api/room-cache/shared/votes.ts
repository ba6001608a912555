import type { Match, Member, VoteItem } from '../../../model/room-cache/items/votes';
import type { Match as ShownMatch, Member as ShownMember, Vote } from '../schema.types';

/** A member as the schema shows them. */
export function toMember({ userId, name, role, joinedAt }: Member): Required<ShownMember> {
  return { id: userId, name, role, joinedAt };
}

/** A match as the schema shows it. */
export function toMatch({ movieId, sequenceIndex, title, posterPath, matchedAt }: Match): Required<ShownMatch> {
  return { movieId, sequenceIndex, title, posterPath, matchedAt };
}

/** A vote as the schema shows it. */
export function toVote(vote: Omit<VoteItem, 'ttl'>, match: Match | null | undefined): Required<Vote> {
  const { roomId, userId, sequenceIndex, movieId, liked, votedAt } = vote;
  return {
    ...{ roomId, memberId: userId, sequenceIndex, movieId, liked, votedAt },
    matched: liked && !!match,
    match: liked && match ? toMatch(match) : null,
  };
}
