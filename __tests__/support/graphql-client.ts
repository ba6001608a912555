import { setTimeout as delay } from 'node:timers/promises';

import { Client, fetchExchange, gql, type AnyVariables } from '@urql/core';

export interface RoomMovie {
  sequenceIndex: number;
  id: string;
  title: string;
}

export interface MoviePage {
  items: RoomMovie[];
  nextFrom: number | null;
  loaded: number;
  status: string;
}

/** An AppSync error has errorType beside message. */
export interface GraphqlFailure {
  status: number | undefined;
  errors: { message: string; errorType: string | undefined }[];
}

/** What the app does, with a GraphQL client that other people wrote. */
export class Member {
  private readonly client: Client;

  constructor(endpoint: string, apiKey: string) {
    this.client = new Client({
      url: endpoint,
      exchanges: [fetchExchange],
      requestPolicy: 'network-only',
      fetchOptions: { headers: { 'x-api-key': apiKey } },
    });
  }

  /** @throws GraphqlFailure */
  async ask<T>(document: string, variables: AnyVariables = {}): Promise<T> {
    const send = document.startsWith('mutation') ? 'mutation' : 'query';
    const { data, error } = await this.client[send]<T>(gql(document), variables);
    if (!error) return data as T;
    const failure: GraphqlFailure = {
      status: (error.response as Response | undefined)?.status,
      errors: error.graphQLErrors.map((one) => {
        const { originalError } = one as { originalError?: { errorType?: string } };
        return { message: one.message, errorType: originalError?.errorType };
      }),
    };
    throw Object.assign(new Error(error.message), failure);
  }

  async createRoom(input: object = {}): Promise<{ id: string; inviteCode: string; status: string }> {
    const document = `mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id inviteCode status } }`;
    const whole = { name: 'Test', hostId: 'ana', mediaType: 'MOVIE', genreIds: [28, 878], ...input };
    return (
      await this.ask<{ createRoom: { id: string; inviteCode: string; status: string } }>(document, { input: whole })
    ).createRoom;
  }

  async page(roomId: string, from = 0, limit = 30): Promise<MoviePage> {
    const document = `query ($roomId: ID!, $from: Int, $limit: Int) {
      roomMovies(roomId: $roomId, from: $from, limit: $limit) { items { sequenceIndex id title } nextFrom loaded status }
    }`;
    return (await this.ask<{ roomMovies: MoviePage }>(document, { roomId, from, limit })).roomMovies;
  }

  /** Pages as the schema tells a client to: from nextFrom to nextFrom, waiting where a page is empty. @param most films */
  async films(roomId: string, limit: number, most = Infinity): Promise<RoomMovie[]> {
    const films: RoomMovie[] = [];
    let from: number | null = 0;
    while (from !== null && films.length < most) {
      const page: MoviePage = await this.page(roomId, from, limit);
      if (page.status === 'FAILED' && page.items.length === 0) throw new Error(`The room failed at ${from}`);
      films.push(...page.items);
      from = page.nextFrom;
      if (page.items.length === 0 && from !== null) await delay(100);
    }
    return films;
  }
}
