import { roomApi } from './room-api';
import { cache, movie, NOW, nowSeconds, room } from './room-store';
import { bothWays } from './trinity-api';

const PAGE = `{ roomMovies(roomId: "r1", limit: 3) {
  items { sequenceIndex id title overview posterPath releaseDate voteAverage genreIds } nextFrom loaded status
} }`;
const ROOM = `{ room(id: "r1") { id name hostId mediaType genreIds inviteCode status createdAt expiresAt } }`;
const FAILED = { items: [], nextFrom: 0, loaded: 0, status: 'FAILED' };

describe.each(bothWays)('%s', (_way, options) => {
  const { store, backends, ask, given } = roomApi(options);

  beforeEach(() => given());

  async function page() {
    const { data, errors } = await ask(PAGE);
    expect(errors).toBeUndefined();
    return data!['roomMovies'] as { items: object[]; status: string; nextFrom: number };
  }

  const logged = () => JSON.stringify(backends.logged);
  const inMilliseconds = { ttl: (nowSeconds + 60) * 1000 };

  describe('a room of another system', () => {
    it('is shown with defaults for what it does not say', async () => {
      store.room = { PK: 'ROOM#r1', SK: 'ROOM', mediaType: 'movie', isPrivate: 'no', GSI1PK: 'USER#ada' };
      expect(await ask(ROOM)).toEqual({
        data: {
          room: {
            ...{ id: 'r1', name: 'Room', hostId: 'unknown', mediaType: 'MOVIE', genreIds: [], inviteCode: '' },
            ...{ status: 'ACTIVE', createdAt: '1970-01-01T00:00:00.000Z', expiresAt: '5138-11-16T09:46:39.000Z' },
          },
        },
      });
    });

    it.each([
      ['numbers as text', { genreIds: ['28', '35'], ttl: String(nowSeconds + 60) }],
      ['a ttl in milliseconds', inMilliseconds],
      ['small letters', { status: 'active', mediaType: 'movie' }],
    ])('is understood with %s', async (_, other) => {
      store.room = room(other);
      const shown = { genreIds: [28, 35], status: 'ACTIVE', mediaType: 'MOVIE' };
      expect((await ask(ROOM)).data).toMatchObject({ room: shown });
    });

    it.each([
      ['in seconds', { ttl: nowSeconds }],
      ['in milliseconds', { ttl: NOW }],
      ['as text', { ttl: String(nowSeconds) }],
    ])('has expired when its ttl %s says so', async (_, other) => {
      store.room = room(other);
      expect(await ask(ROOM)).toEqual({ data: { room: null } });
    });

    it('that cannot be understood is not there, and is logged with its key alone', async () => {
      store.room = room({ status: 'WAITING_FOR_ADA' });
      expect(await ask(ROOM)).toEqual({ data: { room: null } });
      expect(logged()).toContain('set aside: rooms ROOM#r1: status is not ACTIVE or CLOSED');
      expect(logged()).not.toContain('ADA');
    });
  });

  describe('a page of a room whose cache another system wrote', () => {
    it.each([
      ['numbers as text', { loaded: '60', batches: '2', prefetchFrom: '48', ttl: String(nowSeconds + 60) }],
      ['a ttl in milliseconds', inMilliseconds],
      ['no ttl', { ttl: null }],
      ['small letters', { status: 'ready', mediaType: 'movie' }],
      ['more attributes', { GSI1PK: 'ROOM', totalMovies: '300', createdAt: '2025-01-01T00:00:00.000Z' }],
    ])('is served with %s, at two reads and no invocation', async (_, other) => {
      store.cache = cache(other);
      expect(await page()).toMatchObject({ items: { length: 3 }, loaded: 60, status: 'READY' });
      expect(backends.counts()).toEqual({ reads: 2, invocations: 0 });
    });

    it.each([
      ['of another shape', { roomId: 'r1', totalMovies: 50, currentIndex: 3, updatedAt: '2025-01-01T00:00:00.000Z' }],
      ['with films that nobody here has loaded', cache({ fences: null })],
      ['without a media type', cache({ mediaType: null })],
      ['with a status that nobody knows', cache({ status: 'ACTIVE' })],
    ])('is FAILED when it is %s, and the function that counts is told', async (_, item) => {
      store.cache = item;
      expect(await page()).toEqual(FAILED);
      expect(backends.requests).toHaveLength(2);
      expect(backends.invocations).toMatchObject([
        { invocationType: 'Event', payload: { action: 'fill', roomId: 'r1' } },
      ]);
    });

    it('is FAILED when it is gone, or has expired before its room', async () => {
      store.cache = undefined;
      expect(await page()).toEqual(FAILED);
      store.cache = cache({ ttl: NOW });
      expect(await page()).toEqual(FAILED);
      expect(backends.invocations).toEqual([]);
    });
  });

  describe('films of another shape', () => {
    it('are shown as far as they are understood', async () => {
      const other = { movieId: 603, voteAverage: '8.2', genreIds: ['28'], overview: null, ttl: null, adult: 'no' };
      store.movies = [movie(0, other), movie(1, { ...inMilliseconds, posterPath: 7, releaseDate: null })];
      expect((await page()).items).toMatchObject([
        { sequenceIndex: 0, id: '603', title: 'Film 0', overview: '', voteAverage: 8.2, genreIds: [28] },
        { sequenceIndex: 1, id: 'm1', posterPath: null, releaseDate: null },
      ]);
    });

    it('end the page, which says FAILED, when they cannot be understood', async () => {
      store.movies = [movie(0), movie(1, { title: { en: 'Secret' } }), movie(2)];
      expect(await page()).toMatchObject({ items: [{ sequenceIndex: 0 }], nextFrom: 1, status: 'FAILED' });
      expect(backends.invocations).toMatchObject([{ payload: { action: 'fill', after: 60, ifLost: 'FAILED' } }]);
      expect(logged()).toContain('set aside: room-movie-cache r1 1: title is no text');
      expect(logged()).not.toContain('Secret');
    });

    it('that have expired by a ttl in milliseconds are not shown', async () => {
      store.movies = [movie(0), movie(1, { ttl: NOW })];
      expect((await page()).items).toHaveLength(1);
    });
  });
});
