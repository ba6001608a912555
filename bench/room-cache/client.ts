import { GraphqlClient } from '../graphql';

/** What a page of films says, as far as the benchmark reads it. */
export interface Page {
  readonly items: { readonly sequenceIndex: number; readonly id: string }[];
  readonly nextFrom: number | null;
  readonly loaded: number;
  readonly status: string;
}

/** What the app asks the room cache. */
export class RoomClient extends GraphqlClient {
  constructor(endpoint: string, apiKey: string) {
    super(endpoint, { 'x-api-key': apiKey });
  }

  async createRoom(genreIds: readonly number[], name = 'Benchmark'): Promise<string> {
    const { createRoom } = await this.send<{ createRoom: { id: string } }>(
      'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id } }',
      { input: { name, hostId: 'bench', mediaType: 'MOVIE', genreIds } },
    );
    return createRoom.id;
  }

  async page(roomId: string, from = 0, limit = 30): Promise<Page> {
    const { roomMovies } = await this.send<{ roomMovies: Page }>(pageQuery, { roomId, from, limit });
    return roomMovies;
  }

  /** Asks for a room's state every `everyMs` until so many films are loaded. Does not start a fill itself. */
  async waitForFilms(roomId: string, films: number, everyMs: number, patienceMs = 120_000): Promise<void> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const { roomCache } = await this.send<{
        roomCache: { loaded: number; status: string; reason: string | null } | null;
      }>('query ($roomId: ID!) { roomCache(roomId: $roomId) { loaded status reason } }', { roomId });
      if (roomCache && roomCache.loaded >= films) return;
      if (roomCache?.status === 'FAILED') throw new Error(`room ${roomId} says FAILED: ${roomCache.reason ?? ''}`);
      if (performance.now() > end)
        throw new Error(`room ${roomId} has ${roomCache?.loaded ?? 0} of ${films} films after ${patienceMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

/** All that a page shows: what the app asks for. */
export const pageQuery = `query ($roomId: ID!, $from: Int!, $limit: Int!) {
  roomMovies(roomId: $roomId, from: $from, limit: $limit) {
    items { sequenceIndex id title overview posterPath releaseDate voteAverage genreIds }
    nextFrom loaded status
  }
}`;
