import type {
  CreateRoomInput,
  Genre,
  Match,
  Member,
  MoviePage,
  Room,
  Subscription,
  Vote,
} from '../../../api/room-cache/schema.types';
import { RealTime } from '../../../browser/real-time';
import type { WayIn } from './way-in';

/** Where the API is. */
export interface Place {
  /** URL to which GraphQL is posted. */
  readonly endpoint: string;
  /** URL of AppSync's real-time endpoint: `wss://…`. */
  readonly realTime: string;
}

const ROOM = 'id name inviteCode status';
const MATCH = 'movieId sequenceIndex title matchedAt';
const VOTE = `roomId memberId sequenceIndex movieId liked votedAt matched match { ${MATCH} posterPath }`;

export type ShownRoom = Pick<Room, 'id' | 'name' | 'inviteCode' | 'status'>;
export type ShownMatch = Pick<Match, 'movieId' | 'sequenceIndex' | 'title' | 'matchedAt'>;

/** The room cache's API, as far as the page uses it. @throws ApiError */
export class RoomApi {
  private readonly realTime: RealTime;

  constructor(
    { endpoint, realTime }: Place,
    private readonly way: WayIn,
  ) {
    const { host } = new URL(endpoint);
    this.realTime = new RealTime(realTime, async () => ({ host, ...(await way.authorization()) }));
  }

  async genres(): Promise<Genre[]> {
    return (await this.way.ask<{ genres: Genre[] }>('{ genres(mediaType: MOVIE) { id name } }')).genres;
  }

  async createRoom(input: CreateRoomInput): Promise<ShownRoom> {
    const query = `mutation ($input: CreateRoomInput!) { createRoom(input: $input) { ${ROOM} } }`;
    return (await this.way.ask<{ createRoom: ShownRoom }>(query, { input })).createRoom;
  }

  async joinRoom(inviteCode: string, member: { readonly id: string; readonly name: string }): Promise<ShownRoom> {
    const query = `mutation ($inviteCode: String!, $member: MemberInput!) {
      joinRoom(inviteCode: $inviteCode, member: $member) { ${ROOM} }
    }`;
    return (await this.way.ask<{ joinRoom: ShownRoom }>(query, { inviteCode, member })).joinRoom;
  }

  /** What a member comes back to: null when the room is gone. */
  async state(
    roomId: string,
    memberId: string,
  ): Promise<{ room: ShownRoom; votes: Pick<Vote, 'sequenceIndex'>[] } | null> {
    const query = `query ($roomId: ID!, $memberId: ID!) {
      room(id: $roomId) { ${ROOM} }
      votes(roomId: $roomId, memberId: $memberId) { sequenceIndex }
    }`;
    return this.way.ask(query, { roomId, memberId });
  }

  /** Who is there, and what they agree on. */
  async company(
    roomId: string,
  ): Promise<{ roomMembers: Pick<Member, 'id' | 'name' | 'joinedAt'>[]; roomMatches: ShownMatch[] }> {
    const query = `query ($roomId: ID!) {
      roomMembers(roomId: $roomId) { id name joinedAt }
      roomMatches(roomId: $roomId) { ${MATCH} }
    }`;
    return this.way.ask(query, { roomId });
  }

  async movies(roomId: string, from: number): Promise<MoviePage> {
    const query = `query ($roomId: ID!, $from: Int!) {
      roomMovies(roomId: $roomId, from: $from) {
        items { sequenceIndex id title overview releaseDate voteAverage genreIds } nextFrom loaded status
      }
    }`;
    return (await this.way.ask<{ roomMovies: MoviePage }>(query, { roomId, from })).roomMovies;
  }

  async refill(roomId: string): Promise<void> {
    await this.way.ask('mutation ($roomId: ID!) { refillRoom(id: $roomId) { status } }', { roomId });
  }

  /** All that the others are told of it is asked for here: AppSync tells subscribers what the mutation has selected. */
  async vote(said: Pick<Vote, 'roomId' | 'memberId' | 'sequenceIndex' | 'liked'>): Promise<Vote> {
    const query = `mutation ($roomId: ID!, $memberId: ID!, $sequenceIndex: Int!, $liked: Boolean!) {
      vote(roomId: $roomId, memberId: $memberId, sequenceIndex: $sequenceIndex, liked: $liked) { ${VOTE} }
    }`;
    return (await this.way.ask<{ vote: Vote }>(query, said)).vote;
  }

  /**
   * Tells of each match of a room.
   *
   * @param onOpen called when it begins to tell, and again after each break: what came about meanwhile has to be asked for
   * @returns what ends it
   */
  onMatch(roomId: string, onOpen: () => void, onMatch: (match: ShownMatch) => void): () => void {
    const query = `subscription ($roomId: ID!) { onMatch(roomId: $roomId) { roomId matched match { ${MATCH} } } }`;
    return this.realTime.subscribe<Subscription>(query, { roomId }, onOpen, (data) => {
      if (data.onMatch?.match) onMatch(data.onMatch.match);
    });
  }
}
