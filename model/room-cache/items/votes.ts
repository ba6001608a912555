import type {
  Match as ShownMatch,
  Member as ShownMember,
  MemberRole,
  Vote as ShownVote,
} from '../../../api/room-cache/schema.types';
import type { Attributes, Reading } from '../../item';
import { countOf, expiryOf, idOf, isAbsent, textOf, timeOf, wordOf, WRONG_TTL, type LeftOut } from './attributes';
import { ofPerson, type OfPerson } from './signed-in';

/** Who is in a room. */
export interface Member extends Omit<ShownMember, 'id'>, OfPerson {
  readonly roomId: string;
  readonly userId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** What a member says of a film. */
export interface VoteItem extends Omit<ShownVote, 'match' | 'matched' | 'memberId'> {
  readonly userId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** A film that everybody in a room likes. */
export interface Match extends ShownMatch {
  readonly roomId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

const ROLES = ['HOST', 'MEMBER'] as const satisfies readonly MemberRole[];

/** The most members of a room whose likes are counted. */
export const MOST_MEMBERS = 50;

/** Of what a member says of a film. A film's id is a number and has no `#`: the last one parts the two. */
export function voteKey(roomId: string, userId: string, movieId: string) {
  return { roomId, 'userId#movieId': `${votesOf(userId)}${movieId}` };
}

/** What the keys of all votes of a member begin with. */
export function votesOf(userId: string): string {
  return `${userId}#`;
}

/** Of who likes a film: the place of a member without a name, which nobody has. */
export function likesKey(roomId: string, movieId: string) {
  return voteKey(roomId, '', movieId);
}

/** A member of the table of members. */
export function readMember(item: Attributes): Reading<Member> {
  const roomId = idOf(item.roomId);
  const userId = idOf(item.userId);
  const role = isAbsent(item.role) ? 'MEMBER' : wordOf(item.role, ROLES);
  const ttl = expiryOf(item.ttl);
  if (roomId === undefined || userId === undefined) {
    return { problem: 'roomId or userId is no text' };
  }
  if (!role) {
    return { problem: `role is not ${ROLES.join(' or ')}` };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  return {
    value: {
      ...{ roomId, userId, role, ttl, name: textOf(item.name) ?? userId, joinedAt: timeOf(item.joinedAt) },
      ...ofPerson(item),
    },
  };
}

/** A vote of the table of votes. */
export function readVote(item: Attributes): Reading<VoteItem> {
  const roomId = idOf(item.roomId);
  const userId = idOf(item.userId);
  const movieId = idOf(item.movieId);
  const sequenceIndex = countOf(item.sequenceIndex);
  const ttl = expiryOf(item.ttl);
  if (roomId === undefined || userId === undefined || movieId === undefined) {
    return { problem: 'roomId, userId or movieId is no text' };
  }
  if (sequenceIndex === undefined || typeof item.liked !== 'boolean') {
    return { problem: 'sequenceIndex is no whole number, or liked no truth value' };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  return {
    value: { roomId, userId, movieId, sequenceIndex, ttl, liked: item.liked, votedAt: timeOf(item.votedAt) },
  };
}

/** Whether an item of the table of votes says who likes a film, and not what one member says. */
export function isLikes(item: Attributes): boolean {
  return (textOf(item['userId#movieId']) ?? '').startsWith(votesOf(''));
}

/** Who likes a film. */
export function readLikes(item: Attributes): Reading<{ readonly likedBy: string[] }> {
  const likedBy = item.likedBy ?? [];
  if (typeof likedBy !== 'object' || !JSON.stringify(likedBy).startsWith('[')) {
    return { problem: 'likedBy is no set of texts' };
  }
  return { value: { likedBy: (likedBy as unknown[]).flatMap((one) => (typeof one === 'string' ? [one] : [])) } };
}

/** Whether everybody in the room likes a film: one alone agrees with nobody. */
export function isLikedByAll(members: Member[], likedBy: readonly string[]): boolean {
  return members.length > 1 && members.every(({ userId }) => likedBy.indexOf(userId) >= 0);
}

/** A match of the table of matches. */
export function readMatch(item: Attributes): Reading<Match> {
  const roomId = idOf(item.roomId);
  const movieId = idOf(item.movieId);
  const sequenceIndex = countOf(item.sequenceIndex);
  const title = textOf(item.title);
  const ttl = expiryOf(item.ttl);
  if (roomId === undefined || movieId === undefined) {
    return { problem: 'roomId or movieId is no text' };
  }
  if (sequenceIndex === undefined || title === undefined) {
    return { problem: 'sequenceIndex is no whole number, or title no text' };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  const posterPath = textOf(item.posterPath);
  return {
    value: {
      ...{ roomId, movieId, sequenceIndex, title, ttl, matchedAt: timeOf(item.matchedAt) },
      ...(posterPath === undefined ? ({} as LeftOut<'posterPath'>) : { posterPath }),
    },
  };
}
