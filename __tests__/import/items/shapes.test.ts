import { environment } from '../../stacks/synthesize';
import { readerOf } from '../../../import/items/readers';
import { shapesOf } from '../../../import/items/shapes';

const TTL = 1_900_000_000;
const room = {
  ...{ PK: 'ROOM#r1', SK: 'ROOM', id: 'r1', name: 'Friday', hostId: 'ada', mediaType: 'MOVIE', genreIds: [28] },
  ...{ inviteCode: 'ABC234', status: 'ACTIVE', createdAt: '2026-03-01T11:00:00.000Z', ttl: TTL },
};

test('every table that the configuration declares has a reader, and no other', () => {
  for (const id of Object.keys(environment('dev').systems.roomCache.tables))
    expect(readerOf(id)).toBeInstanceOf(Function);
  expect(() => readerOf('constructor')).toThrow('import/items/readers.ts has no reader of the table constructor.');
});

test.each<[string, string, object, string]>([
  ['rooms', 'a room', room, 'parsed'],
  ['rooms', 'a room with more', { ...room, GSI1PK: 'USER#ada' }, 'parsed'],
  ['rooms', 'a room with a ttl in milliseconds', { ...room, ttl: TTL * 1000 }, 'parsedWithDefaults'],
  ['rooms', 'a room with genres as a set', { ...room, genreIds: new Set([28]) }, 'parsedWithDefaults'],
  ['rooms', 'an invite', { PK: 'INVITE#ABC234', SK: 'INVITE', roomId: 'r1', ttl: TTL }, 'parsed'],
  [
    'rooms',
    'a room under another key',
    { ...room, SK: 'METADATA' },
    'PK and SK are no key that the application asks for',
  ],
  ['rooms', 'a room of no kind', { PK: 'ROOM#r1', SK: 'ROOM' }, 'mediaType is not MOVIE or TV'],
  ['roomMovieCache', 'a film', { roomId: 'r1', sequenceIndex: 0, movieId: '1', title: 'Heat' }, 'parsedWithDefaults'],
  ['roomMovieCache', 'no film', { roomId: 'r1', sequenceIndex: 0, movieId: '1' }, 'title is no text'],
  ['roomCacheMetadata', 'a state', { roomId: 'r1', mediaType: 'TV', ttl: TTL }, 'parsedWithDefaults'],
  ['roomCacheMetadata', 'no state', { roomId: 'r1', totalMovies: 50 }, 'mediaType is not MOVIE or TV'],
  ['roomMembers', 'a member', { roomId: 'r1', userId: 'ana', ttl: TTL }, 'parsedWithDefaults'],
  ['roomMembers', 'nobody', { roomId: 'r1', ttl: TTL }, 'roomId or userId is no text'],
  [
    'votes',
    'a vote',
    {
      ...{ roomId: 'r1', 'userId#movieId': 'ana#1', userId: 'ana', movieId: '1', sequenceIndex: 0, liked: true },
      ...{ votedAt: '2026-03-01T11:00:00.000Z', ttl: TTL },
    },
    'parsed',
  ],
  ['votes', 'who likes a film', { roomId: 'r1', 'userId#movieId': '#1', likedBy: ['ana'], ttl: TTL }, 'parsed'],
  [
    'votes',
    'a vote of another kind',
    { roomId: 'r1', 'userId#movieId': 'ana#1', userId: 'ana', movieId: '1', vote: 'UP' },
    'sequenceIndex is no whole number, or liked no truth value',
  ],
  ['roomMatches', 'a match', { roomId: 'r1', movieId: 1, sequenceIndex: 0, title: 'Heat' }, 'parsedWithDefaults'],
  ['filterCache', 'a head', { cacheKey: 'discover:TV', part: 'HEAD', fence: 1, freshUntil: TTL, ttl: TTL }, 'parsed'],
  ['filterCache', 'a part', { cacheKey: 'discover:TV', part: 'ab#00', films: [], parts: 1, ttl: TTL }, 'parsed'],
  ['filterCache', 'genres', { cacheKey: 'genres:TV', part: 'VALUE', value: [], freshUntil: TTL, ttl: TTL }, 'parsed'],
  [
    'filterCache',
    'details of a film that are none',
    { cacheKey: 'details:TV:1', part: 'VALUE', value: [], freshUntil: TTL, ttl: TTL },
    'value is not an answer of TMDB',
  ],
  [
    'filterCache',
    'another key',
    { cacheKey: 'x', part: 'y' },
    'cacheKey and part are no key that the application asks for',
  ],
])('of %s, %s: %p: %s', (id, _, item, expected) => {
  const { shapes, ...counts } = shapesOf([item as Record<string, unknown>], readerOf(id));
  const none = { parsed: 0, parsedWithDefaults: 0, unparsable: 0 };
  const isProblem = expected.includes(' ');
  expect(counts).toEqual({ ...none, [isProblem ? 'unparsable' : expected]: 1, read: 1, moreShapes: 0 });
  expect(shapes[0]!.problems).toEqual(isProblem ? [expected] : []);
});

test('items of the same attributes are one shape; those that cannot be parsed come first, then the frequent ones', () => {
  const film = { roomId: 'r1', movieId: '1', title: 'Heat' };
  const items = [
    ...Array.from({ length: 3 }, (_, sequenceIndex) => ({ ...film, sequenceIndex })),
    { ...film, sequenceIndex: 3, genreIds: ['28'] },
    { ...film, sequenceIndex: 4, genreIds: ['Action'] },
    { ...film, sequenceIndex: 5, genreIds: new Set(['28']) },
  ];
  const { shapes } = shapesOf(items, readerOf('roomMovieCache'));
  const names = shapes.map(({ attributes }) => attributes.map(({ name, type }) => `${name} ${type}`).join());
  expect(names).toEqual([
    'genreIds L,movieId S,roomId S,sequenceIndex N,title S',
    'movieId S,roomId S,sequenceIndex N,title S',
    'genreIds SS,movieId S,roomId S,sequenceIndex N,title S',
  ]);
  expect(shapes[0]).toMatchObject({ read: 2, parsedWithDefaults: 1, unparsable: 1 });
  expect(shapes[1]).toMatchObject({ read: 3, parsedWithDefaults: 3 });
});

test('ten shapes are shown, and the counts are of all', () => {
  const items = Array.from({ length: 25 }, (_, index) => ({ roomId: 'r1', [`attribute${index}`]: true }));
  expect(shapesOf(items, readerOf('roomCacheMetadata'))).toMatchObject({
    ...{ read: 25, unparsable: 25, moreShapes: 15 },
    shapes: { length: 10 },
  });
});
