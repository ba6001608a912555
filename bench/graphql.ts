import { Agent, request } from 'node:http';

/** What a page of films says, as far as the benchmark reads it. */
export interface Page {
  readonly items: { readonly sequenceIndex: number; readonly id: string }[];
  readonly nextFrom: number | null;
  readonly loaded: number;
  readonly status: string;
}

/** A GraphQL client that costs as little as the bare DynamoDB client beside it: keep-alive connections, nothing cached. */
export class GraphqlClient {
  /** Requests sent so far. */
  requests = 0;
  private readonly agent = new Agent({ keepAlive: true });

  /** @param shown by which the client is let in: `x-api-key`, or `authorization` */
  constructor(
    private readonly endpoint: string,
    private readonly shown: Readonly<Record<string, string>>,
  ) {}

  /** @throws Error with the first GraphQL error, or when the answer is not GraphQL */
  async send<T>(query: string, variables: object): Promise<T> {
    const text = await this.post(JSON.stringify({ query, variables }));
    const { data, errors } = JSON.parse(text) as { data?: T; errors?: { message: string }[] };
    if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? `not a GraphQL answer: ${text.slice(0, 200)}`);
    return data;
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string): Promise<string> {
    this.requests++;
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...this.shown,
      };
      const outgoing = request(this.endpoint, { method: 'POST', agent: this.agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
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
