import { REQUEST_FAILED } from '../../../api/shared/log';
import { roomApi } from './room-api';
import { cache, nowSeconds, NOW, room } from './room-store';
import { bothWays } from './trinity-api';

const ROOM = 'id name hostId mediaType genreIds inviteCode status createdAt expiresAt';
const CREATE = `mutation Create($input: CreateRoomInput!) { createRoom(input: $input) { ${ROOM} } }`;
const JOIN = `mutation { joinRoom(inviteCode: "ABC234") { ${ROOM} } }`;
const CLOSE = `mutation Close($id: ID!) { closeRoom(id: $id) { ${ROOM} } }`;
const REFILL = 'mutation { refillRoom(id: "r1") { roomId status loaded batches reason expiresAt } }';

const shown = {
  ...{ id: 'r1', name: 'Friday', hostId: 'ada', mediaType: 'MOVIE', genreIds: [28, 35], inviteCode: 'ABC234' },
  ...{ status: 'ACTIVE', createdAt: '2026-03-01T11:00:00.000Z', expiresAt: '2026-03-01T13:00:00.000Z' },
};
const createdBefore = (ms: number) => new Date(NOW - ms).toISOString();
const input = { name: 'Friday', hostId: 'ada', mediaType: 'MOVIE', genreIds: [28, 35] };

describe.each(bothWays)('%s', (_way, options) => {
  const { store, backends, ask, given } = roomApi(options);

  beforeEach(() => {
    given({ movies: [] });
    backends.answer = ({ action }) => Promise.resolve({ payload: { ok: true, value: valueOf(String(action)) } });
  });

  const GENRES = [
    { id: 28, name: 'Action' },
    { id: 35, name: 'Comedy' },
  ];
  const valueOf = (action: string) => ({ fill: {}, genres: GENRES })[action] ?? room();

  const invoked = () =>
    backends.invocations.map(({ functionArn, invocationType, payload }) => [functionArn, invocationType, payload]);

  describe('room', () => {
    const QUERY = `{ room(id: "r1") { ${ROOM} } }`;

    it('is read consistently, because a member asks right after joining', async () => {
      expect((await ask(QUERY)).data).toEqual({ room: shown });
      expect(backends.requests).toEqual([
        {
          operation: 'GetItem',
          input: { TableName: 'rooms', Key: { PK: { S: 'ROOM#r1' }, SK: { S: 'ROOM' } }, ConsistentRead: true },
        },
      ]);
    });

    it('shows a closed room as closed', async () => {
      store.room = room({ status: 'CLOSED' });
      expect((await ask(QUERY)).data).toEqual({ room: { ...shown, status: 'CLOSED' } });
    });

    it.each([
      ['does not exist', undefined],
      ['has expired', room({ ttl: nowSeconds })],
    ])('is null when it %s', async (_, item) => {
      store.room = item;
      expect(await ask(QUERY)).toEqual({ data: { room: null } });
    });
  });

  describe('roomCache', () => {
    const QUERY = '{ roomCache(roomId: "r1") { roomId status loaded batches reason expiresAt } }';

    it('shows how far the films are loaded, in one read', async () => {
      store.cache = cache({ status: 'FAILED', reason: 'The film database does not answer.' });
      expect((await ask(QUERY)).data).toEqual({
        roomCache: {
          ...{ roomId: 'r1', status: 'FAILED', loaded: 60, batches: 2 },
          ...{ reason: 'The film database does not answer.', expiresAt: '2026-03-01T13:00:00.000Z' },
        },
      });
      expect(backends.counts()).toEqual({ reads: 1, invocations: 0 });
    });

    it.each([
      ['does not exist', undefined],
      ['has expired', room({ ttl: nowSeconds })],
      ['is closed', room({ status: 'CLOSED' })],
      ['is so new that a replica may not have seen its cache', room({ createdAt: createdBefore(9_000) })],
    ])('is null when the room %s', async (_, item) => {
      Object.assign(store, { cache: undefined, room: item });
      expect(await ask(QUERY)).toEqual({ data: { roomCache: null } });
    });

    it.each([
      ['is gone', undefined],
      ['has expired', cache({ ttl: nowSeconds })],
      ['is of another shape', { roomId: 'r1', totalMovies: 50, updatedAt: '2025-01-01T00:00:00.000Z' }],
    ])('says FAILED, and why, when the cache of an open room %s', async (_, item) => {
      store.cache = item;
      expect((await ask(QUERY)).data).toEqual({
        roomCache: {
          ...{ roomId: 'r1', status: 'FAILED', loaded: 0, batches: 0, expiresAt: '2026-03-01T13:00:00.000Z' },
          reason: "The list of this room's films is lost or cannot be read. Load it again.",
        },
      });
    });
  });

  describe('createRoom', () => {
    it('creates the room, and starts the first batch by an event with the same correlation id', async () => {
      expect((await ask(CREATE, { input })).data).toEqual({ createRoom: shown });
      const correlationId = expect.any(String) as string;
      expect(invoked()).toEqual([
        ['movie', 'RequestResponse', { action: 'genres', mediaType: 'MOVIE', correlationId }],
        ['room', 'RequestResponse', { action: 'create', input, genres: GENRES, correlationId }],
        ['cache', 'Event', { action: 'fill', roomId: 'r1', after: 0, correlationId }],
      ]);
      const ids = backends.invocations.map(({ payload }) => (payload as { correlationId: string }).correlationId);
      expect(new Set(ids).size).toBe(1);
    });

    it('takes no genres as none, and reads no list of them', async () => {
      await ask(CREATE, { input: { name: 'Friday', hostId: 'ada', mediaType: 'TV' } });
      const { payload } = backends.invocations[0]!;
      expect(payload).toMatchObject({ action: 'create', input: { mediaType: 'TV', genreIds: [] } });
      expect(payload).not.toHaveProperty('genres');
    });

    it('makes no room when nobody can say which genres there are', async () => {
      const reason = 'The film catalogue cannot be reached. Try again later.';
      backends.answer = () =>
        Promise.resolve({ payload: { ok: false, errorType: 'UpstreamUnavailable', message: reason } });
      const { errors } = await ask(CREATE, { input });
      expect(errors).toMatchObject([{ errorType: 'UpstreamUnavailable', message: reason, path: ['createRoom'] }]);
      expect(invoked().map(([functionArn]) => functionArn)).toEqual(['movie']);
    });

    it('answers even when the event is refused: the first reader sends another one', async () => {
      backends.answer = ({ action }) =>
        action === 'fill'
          ? Promise.reject(new Error('throttled'))
          : Promise.resolve({ payload: { ok: true, value: valueOf(String(action)) } });
      expect((await ask(CREATE, { input })).data).toEqual({ createRoom: shown });
    });

    it('fills nothing when the room is refused', async () => {
      const refused = { ok: false, errorType: 'ValidationError', message: 'name is "": …' };
      backends.answer = ({ action }) =>
        Promise.resolve({ payload: action === 'create' ? refused : { ok: true, value: valueOf(String(action)) } });
      const { data, errors } = await ask(CREATE, { input });
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ errorType: 'ValidationError', message: 'name is "": …', path: ['createRoom'] }]);
      expect(invoked().map(([functionArn]) => functionArn)).toEqual(['movie', 'room']);
    });
  });

  describe('joinRoom', () => {
    it('has the room function look up the code', async () => {
      expect((await ask(JOIN)).data).toEqual({ joinRoom: shown });
      expect(invoked()).toEqual([
        [
          'room',
          'RequestResponse',
          { action: 'join', inviteCode: 'ABC234', correlationId: expect.any(String) as string },
        ],
      ]);
    });
  });

  describe('closeRoom', () => {
    it('closes the room, then waits until its films are gone', async () => {
      backends.answer = () => Promise.resolve({ payload: { ok: true, value: room({ status: 'CLOSED' }) } });
      expect((await ask(CLOSE, { id: 'r1' })).data).toEqual({ closeRoom: { ...shown, status: 'CLOSED' } });
      const correlationId = expect.any(String) as string;
      expect(invoked()).toEqual([
        ['room', 'RequestResponse', { action: 'close', id: 'r1', correlationId }],
        ['cache', 'RequestResponse', { action: 'clean', roomId: 'r1', correlationId }],
      ]);
    });

    it('says so when the films are still there, so that it can be asked again', async () => {
      backends.answer = ({ action }) =>
        Promise.resolve(
          action === 'clean'
            ? { functionError: { errorType: 'Error', errorMessage: 'boom' } }
            : { payload: { ok: true, value: room() } },
        );
      const { errors } = await ask(CLOSE, { id: 'r1' });
      expect(errors).toMatchObject([
        {
          errorType: 'InternalError',
          message: 'The room is closed, but its films could not be removed. Try again in a moment.',
        },
      ]);
    });

    it('refuses an id that no key can hold, before it calls anything', async () => {
      expect((await ask(CLOSE, { id: '' })).errors).toMatchObject([{ errorType: 'ValidationError' }]);
      expect(backends.invocations).toEqual([]);
    });
  });

  describe('a function that crashes', () => {
    it.each([
      [
        'createRoom',
        CREATE,
        { input: { ...input, genreIds: [] } },
        'The room could not be created. Try again in a moment.',
      ],
      ['createRoom with genres', CREATE, { input }, 'The genres could not be read. Try again in a moment.'],
      ['joinRoom', JOIN, {}, 'The room could not be joined. Try again in a moment.'],
      ['closeRoom', CLOSE, { id: 'r1' }, 'The room could not be closed. Try again in a moment.'],
      [
        'movie',
        '{ movie(id: "603", mediaType: MOVIE) { id } }',
        {},
        'The details could not be read. Try again in a moment.',
      ],
      ['genres', '{ genres(mediaType: TV) { id } }', {}, 'The genres could not be read. Try again in a moment.'],
    ])('%s: says only that it failed', async (_, query, variables, message) => {
      const secret = { errorType: 'TypeError', errorMessage: 'TMDB key 0123456789abcdef at /var/task/index.js' };
      backends.answer = () => Promise.resolve({ functionError: secret });
      const { errors } = await ask(query, variables);
      expect(errors).toMatchObject([{ errorType: 'InternalError', message, data: null, errorInfo: null }]);
      expect(JSON.stringify(errors)).not.toMatch(/TMDB key|0123456789abcdef|\/var\/task|TypeError/);
      expect(JSON.stringify(backends.logged).split(REQUEST_FAILED)).toHaveLength(2);
    });
  });

  describe('movie and genres', () => {
    const details = {
      id: '603',
      mediaType: 'MOVIE',
      title: 'The Matrix',
      overview: 'A hacker.',
      genres: [{ id: 28, name: 'Action' }],
    };

    it('hands the details through', async () => {
      backends.answer = () =>
        Promise.resolve({ payload: { ok: true, value: { ...details, runtime: 136, voteCount: 9 } } });
      const { data } = await ask(
        '{ movie(id: "603", mediaType: MOVIE) { id mediaType title overview runtime tagline voteCount genres { id name } } }',
      );
      expect(data).toEqual({ movie: { ...details, runtime: 136, voteCount: 9, tagline: null } });
      expect(backends.invocations[0]!.payload).toMatchObject({ action: 'details', id: '603', mediaType: 'MOVIE' });
    });

    it('is null for an id that TMDB does not know', async () => {
      backends.answer = () => Promise.resolve({ payload: { ok: true, value: null } });
      expect(await ask('{ movie(id: "1", mediaType: TV) { id } }')).toEqual({ data: { movie: null } });
    });

    it.each(['', '12345678901'])('refuses the id "%s" before it calls anything', async (id) => {
      const { errors } = await ask(`{ movie(id: "${id}", mediaType: TV) { id } }`);
      const message = `id is ${id.length} characters long; allowed are 1 to 10 digits. Use RoomMovie.id.`;
      expect(errors).toMatchObject([{ errorType: 'ValidationError', message }]);
      expect(backends.invocations).toEqual([]);
    });

    it('hands the genres through', async () => {
      backends.answer = () => Promise.resolve({ payload: { ok: true, value: [{ id: 28, name: 'Action' }] } });
      expect((await ask('{ genres(mediaType: MOVIE) { id name } }')).data).toEqual({
        genres: [{ id: 28, name: 'Action' }],
      });
    });

    it('keeps the error that the function names', async () => {
      backends.answer = () =>
        Promise.resolve({
          payload: { ok: false, errorType: 'UpstreamUnavailable', message: 'The film database does not answer.' },
        });
      const { errors } = await ask('{ genres(mediaType: MOVIE) { id name } }');
      expect(errors).toMatchObject([
        { errorType: 'UpstreamUnavailable', message: 'The film database does not answer.' },
      ]);
    });
  });

  describe('refillRoom, where nothing has to be written', () => {
    it.each(['READY', 'EXHAUSTED'])('%s returns the state, and has the films looked at', async (status) => {
      store.cache = cache({ status });
      expect((await ask(REFILL)).data).toMatchObject({ refillRoom: { status, loaded: 60 } });
      expect(backends.invocations).toMatchObject([
        { invocationType: 'Event', payload: { action: 'fill', roomId: 'r1', after: 60, ifLost: 'PENDING' } },
      ]);
    });

    it.each([
      ['LOADING', { leaseUntil: NOW + 1 }, 0],
      ['LOADING', { leaseUntil: NOW - 1 }, 1],
      ['PENDING', { updatedAt: NOW }, 0],
      ['PENDING', { updatedAt: NOW - 5001 }, 1],
    ])('%s with %p returns the state and starts %i fillers', async (status, details, fillers) => {
      store.cache = cache({ status, ...details });
      expect((await ask(REFILL)).data).toMatchObject({ refillRoom: { status, loaded: 60 } });
      expect(backends.counts()).toEqual({ reads: 1, invocations: fillers });
    });

    it.each([
      ['RoomNotFound', undefined],
      ['RoomClosed', room({ status: 'CLOSED' })],
    ])('fails with %s', async (errorType, item) => {
      Object.assign(store, { cache: undefined, room: item });
      expect((await ask(REFILL)).errors).toMatchObject([{ errorType }]);
    });

    it('asks for patience where a replica has not seen the cache of a new room', async () => {
      Object.assign(store, { cache: undefined, room: room({ createdAt: createdBefore(9_000) }) });
      const message = 'The room was opened a moment ago and its cache is not there yet. Try again in a second.';
      expect((await ask(REFILL)).errors).toMatchObject([{ errorType: 'InternalError', message }]);
    });

    it('says only that it failed when the write fails', async () => {
      store.cache = cache({ status: 'FAILED' });
      backends.failures['UpdateItem'] = Object.assign(new Error('secret'), {
        name: 'ProvisionedThroughputExceededException',
      });
      const { errors } = await ask(REFILL);
      expect(errors).toMatchObject([
        { errorType: 'InternalError', message: 'The loading could not be started again. Try again in a moment.' },
      ]);
      expect(JSON.stringify(errors)).not.toContain('secret');
    });
  });
});
