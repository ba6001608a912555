import { setMaxListeners } from 'node:events';
import { GraphqlFailure, type GraphqlClient, type GraphqlTarget } from '../graphql';
import { pause, waitFor, type Wait } from '../wait';

export interface NewRoom {
  readonly id: string;
  readonly inviteCode: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export interface RoomMovie {
  readonly sequenceIndex: number;
  readonly id: string;
  readonly title: string;
}

export interface MoviePage {
  readonly items: readonly RoomMovie[];
  readonly nextFrom: number | null;
  readonly loaded: number;
  readonly status: 'PENDING' | 'LOADING' | 'READY' | 'EXHAUSTED' | 'FAILED';
}

/** All that a page shows: what the app asks for. */
const PAGE_QUERY = `query ($roomId: ID!, $from: Int!, $limit: Int!) {
  roomMovies(roomId: $roomId, from: $from, limit: $limit) {
    items { sequenceIndex id title overview posterPath releaseDate voteAverage genreIds }
    nextFrom loaded status
  }
}`;

const CLOSE_MUTATION = 'mutation ($id: ID!) { closeRoom(id: $id) { id status } }';

/** What a member of a room can do, by GraphQL. @throws GraphqlFailure */
export class Member {
  constructor(
    private readonly client: GraphqlClient,
    private readonly signal?: AbortSignal,
  ) {
    if (signal) setMaxListeners(0, signal); // many requests at once, each of which listens
  }

  /**
   * Not ended by the signal: a room whose id got lost on the way could not be closed.
   *
   * @param hostName with it, the host is in the room, and may vote
   */
  async createRoom(name: string, hostId: string, hostName?: string): Promise<NewRoom> {
    const { createRoom } = await this.client.send<{ createRoom: NewRoom }>(
      'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id inviteCode expiresAt } }',
      { input: { name, hostId, hostName, mediaType: 'MOVIE', genreIds: [] } },
    );
    return createRoom;
  }

  /** @returns the room's id */
  async join(inviteCode: string, member: { readonly id: string; readonly name: string }): Promise<string> {
    const { joinRoom } = await this.client.send<{ joinRoom: { id: string } }>(
      'mutation ($inviteCode: String!, $member: MemberInput!) { joinRoom(inviteCode: $inviteCode, member: $member) { id } }',
      { inviteCode, member },
      this.signal,
    );
    return joinRoom.id;
  }

  /** Likes a film. @returns whether everybody in the room does */
  async like(roomId: string, memberId: string, sequenceIndex: number): Promise<boolean> {
    const { vote } = await this.client.send<{ vote: { matched: boolean } }>(
      `mutation ($roomId: ID!, $memberId: ID!, $sequenceIndex: Int!) {
        vote(roomId: $roomId, memberId: $memberId, sequenceIndex: $sequenceIndex, liked: true) { matched }
      }`,
      { roomId, memberId, sequenceIndex },
      this.signal,
    );
    return vote.matched;
  }

  async page(roomId: string, from: number, limit: number): Promise<MoviePage> {
    const variables = { roomId, from, limit };
    return (await this.client.send<{ roomMovies: MoviePage }>(PAGE_QUERY, variables, this.signal)).roomMovies;
  }

  /** Why the loading of a room's films failed; undefined when it did not, or when nothing is known of it. */
  async failureReason(roomId: string): Promise<string | undefined> {
    const { roomCache } = await this.client.send<{ roomCache: { reason: string | null } | null }>(
      'query ($roomId: ID!) { roomCache(roomId: $roomId) { reason } }',
      { roomId },
      this.signal,
    );
    return roomCache?.reason ?? undefined;
  }

  /** @returns `CLOSED` */
  async close(roomId: string): Promise<string> {
    const { closeRoom } = await this.client.send<{ closeRoom: { status: string } }>(
      CLOSE_MUTATION,
      { id: roomId },
      this.signal,
    );
    return closeRoom.status;
  }

  /** What a room shows that is not gone: `roomMovies` answers, or `roomCache` does. Undefined once neither does. */
  async whatIsLeft(roomId: string): Promise<string | undefined> {
    const cache = await this.client.send<{ roomCache: { loaded: number } | null }>(
      'query ($roomId: ID!) { roomCache(roomId: $roomId) { loaded } }',
      { roomId },
      this.signal,
    );
    if (cache.roomCache) return `roomCache still shows ${cache.roomCache.loaded} films`;
    try {
      const page = await this.page(roomId, 0, 1);
      return `roomMovies still answers (${page.items.length} films, ${page.status})`;
    } catch (error) {
      if (error instanceof GraphqlFailure && error.errorType === 'RoomClosed') return undefined;
      throw error;
    }
  }
}

/** How long a closed room may still show: a replica that lags is behind by less, also where the machine is busy. */
const GONE: Wait = { timeoutMs: 60_000, pollMs: 100 };

/**
 * Waits until a closed room shows nothing any more.
 *
 * @param wait default: a minute, a look every 100 ms
 * @returns what is left of it after that; undefined when nothing is
 */
export async function leftAfterClosing(
  member: Member,
  roomId: string,
  wait: Partial<Wait> = {},
  signal?: AbortSignal,
): Promise<string | undefined> {
  let left: string | undefined;
  const gone = await waitFor(
    async () => {
      left = await member.whatIsLeft(roomId);
      return left === undefined ? true : undefined;
    },
    { ...GONE, ...wait },
    signal,
  );
  return gone ? undefined : left;
}

const CLOSE_TRIES = 3;

/**
 * Closes a room whatever happened before; a closed one stays closed. Needs up to three tries, a second apart.
 *
 * @param client not bound to the signal of what went before, which may be aborted
 * @returns undefined when it is closed, otherwise why not
 */
export async function closeForGood(client: GraphqlClient, roomId: string): Promise<string | undefined> {
  let why = '';
  for (let attempt = 1; attempt <= CLOSE_TRIES; attempt++) {
    if (attempt > 1) await pause(1_000);
    try {
      await new Member(client).close(roomId);
      return undefined;
    } catch (error) {
      if (!(error instanceof GraphqlFailure)) throw error;
      why = error.message;
    }
  }
  return why;
}

/** The command that closes a room by hand. */
export function howToClose({ endpoint }: GraphqlTarget, roomId: string): string {
  const body = JSON.stringify({ query: `mutation { closeRoom(id: "${roomId}") { status } }` });
  return (
    `Close it: \`curl -s ${endpoint} -H "x-api-key: $API_KEY" -d '${body}'\` with the key that ` +
    '`terraform output -raw api_key` shows; otherwise TTL removes it.'
  );
}
