import { setTimeout as delay } from 'node:timers/promises';

import { UserError } from '../../programs/user-error';
import type { FirstMember } from '../first-member';

export interface DemoRoom {
  id: string;
  name: string;
  genres: string[];
  inviteCode: string;
  /** What each member's own client got: the first ten films, in order. */
  members: { name: string; films: string[] }[];
}

interface Page {
  items: { title: string; releaseDate: string | null }[];
  status: string;
}

/** TMDB's Action and Science Fiction. */
const genreIds = [28, 878];
const filmCount = 10;
/** Milliseconds until a room without films is an error, and between two looks. */
const patience = 120_000;
const pause = 100;

/** One member opens a room, another joins it by its code, and each asks the endpoint for the first films. */
export async function openDemoRoom(endpoint: string, apiKey: string): Promise<DemoRoom> {
  const ask = createClient(endpoint, apiKey);
  const input = { name: 'Friday night', hostId: 'ana', hostName: 'Ana', mediaType: 'MOVIE', genreIds };
  const { createRoom } = await ask<{ createRoom: { id: string; inviteCode: string } }>(
    'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { id inviteCode } }',
    { input },
  );
  const { joinRoom } = await ask<{ joinRoom: { id: string } }>(
    'mutation ($code: String!, $member: MemberInput!) { joinRoom(inviteCode: $code, member: $member) { id } }',
    { code: createRoom.inviteCode, member: { id: 'ben', name: 'Ben' } },
  );
  const [ana, ben] = await Promise.all([
    firstFilms(createClient(endpoint, apiKey), createRoom.id),
    firstFilms(createClient(endpoint, apiKey), joinRoom.id),
  ]);
  const { genres } = await ask<{ genres: { id: string | number; name: string }[] }>(
    'query { genres(mediaType: MOVIE) { id name } }',
  );
  return {
    id: createRoom.id,
    name: input.name,
    genres: genres.filter(({ id }) => genreIds.includes(Number(id))).map(({ name }) => name),
    inviteCode: createRoom.inviteCode,
    members: [
      { name: 'Ana (host)', films: ana },
      { name: 'Ben', films: ben },
    ],
  };
}

type Client = <T>(query: string, variables?: object) => Promise<T>;

function createClient(endpoint: string, apiKey: string): Client {
  return async <T>(query: string, variables: object = {}): Promise<T> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (errors?.length || !data) {
      throw new UserError(
        `The room at start failed: ${errors?.map(({ message }) => message).join('; ') ?? response.status}`,
      );
    }
    return data;
  };
}

/** As the app does it: an empty page that is not the end means wait and ask again. */
async function firstFilms(ask: Client, roomId: string): Promise<string[]> {
  const query = `query ($roomId: ID!) {
    roomMovies(roomId: $roomId, from: 0, limit: ${filmCount}) { items { title releaseDate } status }
  }`;
  const start = Date.now();
  while (Date.now() - start < patience) {
    const { roomMovies } = await ask<{ roomMovies: Page }>(query, { roomId });
    if (roomMovies.items.length > 0) {
      return roomMovies.items.map(({ title, releaseDate }) => `${title} (${releaseDate?.slice(0, 4) ?? 'no date'})`);
    }
    if (roomMovies.status === 'FAILED') {
      const { roomCache } = await ask<{ roomCache: { reason: string | null } | null }>(
        'query ($roomId: ID!) { roomCache(roomId: $roomId) { reason } }',
        { roomId },
      );
      throw new UserError(`The room at start could not be filled: ${roomCache?.reason ?? 'no reason was given'}`);
    }
    if (roomMovies.status === 'EXHAUSTED') return [];
    await delay(pause);
  }
  throw new UserError(`The room at start had no films after ${patience / 1000} s. The log above says why.`);
}

/** Lines for a person. */
export function renderDemo(
  { id, name, genres, inviteCode, members }: DemoRoom,
  endpoint: string,
  member?: FirstMember,
): string[] {
  const width = Math.max(...members.flatMap((member) => [member.name, ...member.films]).map((text) => text.length)) + 3;
  const rows = Math.max(...members.map(({ films }) => films.length));
  const row = (index: number): string =>
    members
      .map(({ films }) => (films[index] ?? '').padEnd(width))
      .join('')
      .trimEnd();
  const same = members.every(({ films }) => films.join('\n') === members[0]?.films.join('\n'));
  return [
    `Room "${name}" (${genres.join(', ')}), invite code ${inviteCode}: the first films as its members see them`,
    `roomId ${id}`,
    '',
    `      ${members
      .map((member) => member.name.padEnd(width))
      .join('')
      .trimEnd()}`,
    ...Array.from({ length: rows }, (_, index) => `  ${String(index).padStart(2)}  ${row(index)}`),
    '',
    same ? 'Everybody sees the same films in the same order.' : 'THE MEMBERS SEE DIFFERENT FILMS: that is a bug.',
    `Join it: ${new URL(`/?join=${inviteCode}`, endpoint).href}`,
    `In GraphiQL: ${new URL(`/graphiql?roomId=${id}`, endpoint).href}`,
    '',
    ...(member
      ? [
          'Who is a member signs in, with a temporary password that works once:',
          `  ${member.email}   ${member.temporaryPassword}`,
          '',
        ]
      : []),
  ];
}
