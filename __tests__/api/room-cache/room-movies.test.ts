import { REQUEST_FAILED } from '../../../api/shared/log';
import { roomApi } from './room-api';
import { cache, movie, movies, NOW, nowSeconds, room } from './room-store';
import { bothWays } from './trinity-api';

const PAGE = `query Page($roomId: ID!, $from: Int, $limit: Int) {
  roomMovies(roomId: $roomId, from: $from, limit: $limit) {
    items { sequenceIndex id title overview posterPath releaseDate voteAverage genreIds }
    nextFrom loaded status
  }
}`;

interface Page {
  items: { sequenceIndex: number; id: string }[];
  nextFrom: number | null;
  loaded: number;
  status: string;
}

describe.each(bothWays)('%s', (_way, options) => {
  const { backends, ask, given } = roomApi(options);

  async function page(variables: object = {}): Promise<Page> {
    const { data, errors } = await ask(PAGE, { roomId: 'r1', ...variables });
    expect(errors).toBeUndefined();
    return data!['roomMovies'] as Page;
  }

  async function failure(variables: object = {}) {
    const { data, errors } = await ask(PAGE, { roomId: 'r1', ...variables });
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    return errors![0]!;
  }

  const indexes = ({ items }: Page) => items.map(({ sequenceIndex }) => sequenceIndex);

  describe('a page', () => {
    it('holds 30 films from the start unless asked otherwise, and says where the next one starts', async () => {
      given({});
      const first = await page();
      expect(indexes(first)).toEqual(Array.from({ length: 30 }, (_, index) => index));
      expect(first).toMatchObject({ nextFrom: 30, loaded: 60, status: 'READY' });
    });

    it('takes null as not asked', async () => {
      given({});
      expect(indexes(await page({ from: null, limit: null }))).toHaveLength(30);
    });

    it('shows what the item holds, and null for what it does not', async () => {
      given({
        movies: [
          movie(0, { posterPath: '/a.jpg', releaseDate: '1999-03-31', voteAverage: 8.2, genreIds: [28, 878] }),
          movie(1),
        ],
      });
      const { items } = await page({ limit: 2 });
      expect(items).toEqual([
        {
          sequenceIndex: 0,
          id: 'm0',
          title: 'Film 0',
          overview: 'A film.',
          posterPath: '/a.jpg',
          releaseDate: '1999-03-31',
          voteAverage: 8.2,
          genreIds: [28, 878],
        },
        {
          sequenceIndex: 1,
          id: 'm1',
          title: 'Film 1',
          overview: 'A film.',
          posterPath: null,
          releaseDate: null,
          voteAverage: null,
          genreIds: [28],
        },
      ]);
    });

    it('costs two reads and no Lambda invocation', async () => {
      given({});
      await page();
      expect(backends.requests.map(({ operation }) => operation)).toEqual(['GetItem', 'Query']);
      expect(backends.requests.every(({ input }) => !('ConsistentRead' in input))).toBe(true);
      expect(backends.invocations).toEqual([]);
    });

    it('does not show what is written but not yet published', async () => {
      given({
        cache: cache({ loaded: 30, status: 'LOADING', leaseUntil: NOW + 1000, prefetchFrom: 24 }),
        movies: movies(45),
      });
      expect(indexes(await page({ from: 20, limit: 20 })).at(-1)).toBe(29);
    });

    it.each([
      ['a gap', [movie(0), movie(1), movie(3)], [0, 1]],
      ['a missing start', [movie(1), movie(2)], []],
      ['an expired item', [movie(0), movie(1, { ttl: nowSeconds }), movie(2)], [0]],
      ['an item of a filler that died before it published', [movie(0), movie(1, { fence: 1 }), movie(2)], [0]],
    ])('ends before %s', async (_, seen, expected) => {
      given({ cache: cache({ updatedAt: NOW - 10_000 }), movies: seen });
      const cut = await page({ limit: 3 });
      expect(indexes(cut)).toEqual(expected);
      expect(cut).toMatchObject({ nextFrom: expected.length, status: 'READY' });
      expect(backends.invocations).toEqual([]);
    });

    it.each([
      ['films that are missing', { loaded: 1_000_000, status: 'EXHAUSTED' }, { from: 30 }, movies(30)],
      ['a film that is missing', {}, { limit: 3 }, [movie(0), movie(2)]],
      ['a film that expired before its room', {}, { limit: 2 }, [movie(0), movie(1, { ttl: nowSeconds })]],
      ['a film of a lease that never published', {}, { limit: 2 }, [movie(0), movie(1, { fence: 1 })]],
    ])('says FAILED for %s, once no replica can lag any more, and has them looked for', async (_, state, ask, seen) => {
      given({ cache: cache({ ...state, updatedAt: NOW - 10_001 }), movies: seen });
      expect(await page(ask)).toMatchObject({ status: 'FAILED', nextFrom: expect.any(Number) as number });
      expect(backends.invocations).toMatchObject([
        { payload: { action: 'fill', roomId: 'r1', after: cache(state)['loaded'], ifLost: 'FAILED' } },
      ]);
    });

    it('is the last one when the sequence is exhausted and read to its end', async () => {
      given({ cache: cache({ status: 'EXHAUSTED', loaded: 45, prefetchFrom: 36 }), movies: movies(45) });
      expect(await page({ from: 30 })).toMatchObject({ nextFrom: null, status: 'EXHAUSTED' });
      expect(await page({ from: 10, limit: 10 })).toMatchObject({ nextFrom: 20 });
      expect(await page({ from: 200 })).toMatchObject({ items: [], nextFrom: null });
    });

    it('is not the last one when a lagging replica hides the end of an exhausted sequence', async () => {
      given({ cache: cache({ status: 'EXHAUSTED', loaded: 45, updatedAt: NOW }), movies: movies(40) });
      expect(await page({ from: 30 })).toMatchObject({ nextFrom: 40 });
    });

    it.each(['PENDING', 'LOADING', 'READY', 'FAILED'])(
      'past what is loaded is empty, asks to wait, and says %s',
      async (status) => {
        given({ cache: cache({ status, leaseUntil: NOW + 1000, updatedAt: NOW }) });
        expect(await page({ from: 60 })).toEqual({ items: [], nextFrom: 60, loaded: 60, status });
        expect(backends.requests).toHaveLength(1);
      },
    );

    it('of a room whose cache a lagging replica has not seen yet is empty and PENDING', async () => {
      given({ cache: undefined, room: room({ createdAt: new Date(NOW - 9_000).toISOString() }) });
      expect(await page()).toEqual({ items: [], nextFrom: 0, loaded: 0, status: 'PENDING' });
      expect(backends.requests.map(({ input }) => input['TableName'])).toEqual(['roomCacheMetadata', 'rooms']);
    });
  });

  describe('the next batch', () => {
    it.each([
      ['a page that reaches the threshold', {}, { from: 19 }, true],
      ['a page that ends one before it', {}, { from: 18 }, false],
      ['a page past what is loaded', {}, { from: 60 }, true],
      ['a room that is being loaded', { status: 'LOADING', leaseUntil: NOW }, { from: 30 }, false],
      ['a room whose filler died', { status: 'LOADING', leaseUntil: NOW - 1 }, { from: 30 }, true],
      ['a new room', { status: 'PENDING', loaded: 0, prefetchFrom: 0, updatedAt: NOW - 5000 }, {}, false],
      [
        'a new room whose first event was lost',
        { status: 'PENDING', loaded: 0, prefetchFrom: 0, updatedAt: NOW - 5001 },
        {},
        true,
      ],
      ['an exhausted room', { status: 'EXHAUSTED' }, { from: 30 }, false],
      ['a failed room', { status: 'FAILED' }, { from: 30 }, false],
    ])('%s', async (_, state, variables, starts) => {
      given({ cache: cache(state) });
      await page(variables);
      expect(backends.invocations).toHaveLength(starts ? 1 : 0);
    });

    it('is asked for by an event that says where it starts', async () => {
      given({});
      await page({ from: 30 });
      expect(backends.invocations).toEqual([
        {
          functionArn: 'cache',
          invocationType: 'Event',
          payload: {
            action: 'fill',
            roomId: 'r1',
            after: 60,
            correlationId: expect.stringMatching(/^[\w-]{36}$/) as string,
          },
        },
      ]);
    });

    it('that cannot be asked for does not fail the page', async () => {
      given({});
      backends.answer = () => Promise.reject(new Error('throttled'));
      expect(indexes(await page({ from: 30 }))).toHaveLength(30);
    });
  });

  describe('a page is refused', () => {
    it.each([
      [{ from: -1 }, 'from is -1; allowed is 0 or more. Use nextFrom of the page before.'],
      [{ limit: 0 }, 'limit is 0; allowed are 1 to 100.'],
      [{ limit: 101 }, 'limit is 101; allowed are 1 to 100.'],
      [
        { roomId: '' },
        'roomId is 0 characters long; allowed are 1 to 64. Use the id that createRoom or joinRoom returned.',
      ],
      [
        { roomId: 'x'.repeat(65) },
        'roomId is 65 characters long; allowed are 1 to 64. Use the id that createRoom or joinRoom returned.',
      ],
    ])('for %p, before anything is read', async (variables, message) => {
      given({});
      expect(await failure(variables)).toMatchObject({ errorType: 'ValidationError', message });
      expect(backends.counts()).toEqual({ reads: 0, invocations: 0 });
    });

    it.each([
      [
        'unknown',
        undefined,
        'RoomNotFound',
        'There is no room r1, or it has expired. Check the id, or open a new room.',
      ],
      [
        'expired',
        room({ ttl: nowSeconds }),
        'RoomNotFound',
        'There is no room r1, or it has expired. Check the id, or open a new room.',
      ],
      [
        'closed',
        room({ status: 'CLOSED' }),
        'RoomClosed',
        'Room r1 is closed and its films are gone. Open a new room.',
      ],
    ])('for a room that is %s, with two reads', async (_, item, errorType, message) => {
      given({ cache: undefined, room: item });
      expect(await failure()).toMatchObject({ errorType, message });
      expect(backends.counts()).toEqual({ reads: 2, invocations: 0 });
      expect(JSON.stringify(backends.logged)).not.toContain(REQUEST_FAILED); // the caller's to mend
    });

    it('when the cache has expired with its room, though neither is deleted yet', async () => {
      given({ cache: cache({ ttl: nowSeconds }), room: room({ ttl: nowSeconds }) });
      expect(await failure()).toMatchObject({ errorType: 'RoomNotFound' });
    });

    it.each([
      ['GetItem', "The state of the room's films could not be read. Try again in a moment."],
      ['Query', "The room's films could not be read. Try again in a moment."],
    ])('when %s fails, without a word of what DynamoDB said', async (operation, message) => {
      given({});
      backends.failures[operation] = Object.assign(
        new Error('User arn:aws:iam::123 is not authorized on table secret'),
        {
          name: 'AccessDeniedException',
        },
      );
      const error = await failure();
      expect(error).toMatchObject({ errorType: 'InternalError', message, data: null, errorInfo: null });
      expect(JSON.stringify(error)).not.toMatch(/arn|secret|AccessDenied|DynamoDB/);
      // The one line that an alarm counts: HTTP says 200.
      expect(JSON.stringify(backends.logged).split(REQUEST_FAILED)).toHaveLength(2);
    });
  });
});
