import fc from 'fast-check';
import type { Api } from '../../../packages/appsync-js/src';
import { anyItem } from '../../functions/room-cache/support/any-item';
import { FakeBackends, movie, NOW, room, type RoomStore } from './room-store';
import { ask, bothWays, createTrinityApi } from './trinity-api';

const ALL = `{
  room(id: "r1") { id name hostId mediaType genreIds inviteCode status createdAt expiresAt }
  roomCache(roomId: "r1") { roomId status loaded batches reason expiresAt }
  roomMovies(roomId: "r1", limit: 3) {
    items { sequenceIndex id title overview posterPath releaseDate voteAverage genreIds } nextFrom loaded status
  }
}`;

let backends: FakeBackends;
/** Asked in turn. */
let apis: Api[];
let turn = 0;
const store: RoomStore = { movies: [] };

beforeAll(async () => {
  backends = new FakeBackends(store);
  apis = await Promise.all(bothWays.map(([, options]) => createTrinityApi(backends, options)));
});

/** A page behind all that can be loaded: who waits there must be sure that somebody comes to fill. */
const END = '{ roomMovies(roomId: "r1", from: 2147483000, limit: 1) { items { id } nextFrom loaded status } }';

/** The function that counts what is set aside is told by the same event. */
const isUnreadable = () => JSON.stringify(backends.invocations).includes('"after":0');

it('no item whatever makes a query fail, or a room wait for ever', async () => {
  await fc.assert(
    fc.asyncProperty(anyItem, anyItem, fc.array(anyItem, { maxLength: 3 }), fc.boolean(), async (...given) => {
      const [anyRoom, anyCache, films, isOurs] = given;
      Object.assign(store, {
        room: isOurs ? room() : { ...anyRoom, PK: 'ROOM#r1', SK: 'ROOM' },
        cache: { updatedAt: NOW - 60_000, ...anyCache, roomId: 'r1' },
        movies: films.map((item, sequenceIndex) => ({ ...movie(sequenceIndex), ...item, sequenceIndex })),
      });
      backends.counts();
      const api = apis[(turn += 1) % apis.length]!;
      const { data, errors = [] } = await ask(api, ALL);
      for (const { errorType } of errors) expect(errorType).toMatch(/^(RoomNotFound|RoomClosed)$/);
      if (data) expect(data).toMatchObject({ roomMovies: { loaded: expect.any(Number) as number } });

      backends.invocations.length = 0;
      const end = (await ask(api, END)).data?.['roomMovies'] as { status: string } | undefined;
      const waits = ['PENDING', 'LOADING', 'READY'].includes(end?.status ?? '');
      expect([end?.status, backends.invocations.length]).toEqual([end?.status, waits || isUnreadable() ? 1 : 0]);
    }),
    { numRuns: 300 },
  );
});
