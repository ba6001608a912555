import { readItem } from '../../../functions/shared/item-reader';
import { expiryOf, numberOf, wholesOf } from '../../../model/room-cache/items/attributes';
import { readRoom } from '../../../model/room-cache/items/room';
import { readRoomCache } from '../../../model/room-cache/items/room-cache';
import { readRoomMovie } from '../../../model/room-cache/items/room-movie';
import { readMember } from '../../../model/room-cache/items/votes';
import { createLog, createMetrics } from '../support/machine';

const SECONDS = 1_772_366_400; // 2026-03-01T12:00:00Z
const NEVER = 99_999_999_999;

test.each([
  ['seconds', SECONDS, SECONDS],
  ['milliseconds', SECONDS * 1000 + 999, SECONDS],
  ['text of seconds', String(SECONDS), SECONDS],
  ['text of milliseconds', `${SECONDS}000`, SECONDS],
  ['parts of seconds', SECONDS + 0.5, SECONDS],
  ['nothing', undefined, NEVER],
  ['NULL', null, NEVER],
  ['microseconds', SECONDS * 1e6, SECONDS * 1000 > NEVER ? NEVER : SECONDS * 1000],
  ['the last second', NEVER, NEVER],
  ['the first millisecond beyond', NEVER + 1, 100_000_000],
  ['a date', '2026-03-01T12:00:00Z', undefined],
  ['no text', '', undefined],
  ['a list', [SECONDS], undefined],
])('a ttl of %s', (_, ttl, expected) => expect(expiryOf(ttl)).toBe(expected));

test.each([
  ['30', 30],
  [' 8.25 ', 8.25],
  [-1, -1],
  ['', undefined],
  ['  ', undefined],
  ['30 films', undefined],
  ['Infinity', undefined],
  [true, undefined],
  [null, undefined],
])('the number of %p', (value, expected) => expect(numberOf(value)).toBe(expected));

test.each<[unknown, number[] | undefined]>([
  [undefined, []],
  [null, []],
  [
    ['28', 35],
    [28, 35],
  ],
  [['Action'], undefined],
  [[28, null], undefined],
  [{ length: 1, map: 1 }, undefined],
  ['28,35', undefined],
])('the whole numbers of %p', (value, expected) => expect(wholesOf(value)).toEqual(expected));

/** As the system before wrote them: Spanish team, Node.js, ISO dates, Dynamo's single-table habits. */
const OLD = {
  room: {
    ...{
      PK: 'ROOM#r1',
      SK: 'METADATA',
      GSI1PK: 'USER#ada',
      id: 'r1',
      name: 'Viernes',
      status: 'active',
      hostId: 'ada',
    },
    ...{ inviteCode: 'AB12CD', isPrivate: false, memberCount: 1, filters: { genres: [], contentTypes: ['movie'] } },
    createdAt: '2025-11-02T20:00:00.000Z',
  },
  metadata: { roomId: 'r1', totalMovies: 50, currentIndex: 3, updatedAt: '2025-11-02T20:00:00.000Z', ttl: SECONDS },
  movie: {
    ...{ roomId: 'r1', sequenceIndex: 0, movieId: 603, title: 'Matrix', overview: 'Un hacker.', posterPath: '/m.jpg' },
    ...{ voteAverage: '8.2', genreIds: new Set(['28', '878']), batchNumber: '0', priority: 1, ttl: SECONDS * 1000 },
  },
};

test('of what the system before wrote, films are understood; rooms and states of another shape are not', () => {
  const ports = { log: createLog(), metrics: createMetrics() };
  const read = <T>(reader: Parameters<typeof readItem<T>>[4], item: Record<string, unknown>) =>
    readItem(ports, 'trinity-dev', { roomId: 'r1' }, item, reader);
  expect(read(readRoomMovie, OLD.movie)).toEqual({
    ...{ roomId: 'r1', sequenceIndex: 0, batchNumber: 0, fence: 0, movieId: '603', title: 'Matrix' },
    ...{ overview: 'Un hacker.', posterPath: '/m.jpg', voteAverage: 8.2, genreIds: [28, 878], ttl: SECONDS },
  });
  expect(ports.log.lines).toEqual([]);
  expect(read(readRoom, OLD.room)).toBeUndefined();
  expect(read(readRoomCache, OLD.metadata)).toBeUndefined();
  expect(ports.metrics.total('ItemSetAside')).toBe(2);
  const line =
    'WARN An item is of another shape and is set aside {"table":"trinity-dev","key":{"roomId":"r1"},"problem":';
  expect(ports.log.lines).toEqual(Array.from({ length: 2 }, () => `${line}"mediaType is not MOVIE or TV"}`));
});

const cache = { roomId: 'r1', mediaType: 'MOVIE', ttl: SECONDS };

test.each([
  ['nothing but what must be said', {}, { status: 'PENDING', loaded: 0, genreIds: [], fence: 0, updatedAt: 0 }],
  ['films without a word on reading ahead', { loaded: 30, batches: 1, fences: [1] }, { prefetchFrom: 30 }],
  ['a lease without an end', { status: 'LOADING' }, { leaseUntil: 0 }],
  ['a lease of words', { status: 'loading', leaseUntil: 'soon' }, { status: 'LOADING', leaseUntil: 0 }],
  ['a date of its last change', { updatedAt: '2025-11-02T20:00:00.000Z' }, { updatedAt: 0 }],
])('a state with %s has defaults', (_, other, expected) => {
  expect(readRoomCache({ ...cache, ...other }).value).toMatchObject(expected);
});

test.each([
  ['films, and no batch', { loaded: 30, fences: [] }],
  ['films of another system', { loaded: 30, batches: 1 }],
  ['half a film', { loaded: 0.5 }],
  ['a fence of words', { fence: 'mine' }],
  ['a status that nobody knows', { status: 'ACTIVE' }],
  ['a ttl of words', { ttl: 'tomorrow' }],
  ['genres of words', { genreIds: ['Action'] }],
])('a state with %s cannot be understood', (_, other) => {
  expect(readRoomCache({ ...cache, ...other })).toEqual({ problem: expect.any(String) as string });
});

test.each([
  [true, { signedIn: true }],
  [undefined, {}],
  [false, {}],
  ['true', {}],
  [1, {}],
])('a host and a member of whom it says signedIn: %j', (signedIn, expected) => {
  const [room, member] = [
    readRoom({ id: 'r1', mediaType: 'TV', genreIds: [], ttl: 1_900_000_000, signedIn }).value!,
    readMember({ roomId: 'r1', userId: 'ana', ttl: 1_900_000_000, signedIn }).value!,
  ];
  for (const one of [room, member]) expect('signedIn' in one ? { signedIn: one.signedIn } : {}).toEqual(expected);
});

test.each([
  ['2026-02-28T23:59:59.999Z', true],
  ['2024-02-29T00:00:00.000Z', true],
  ['2026-02-29T00:00:00.000Z', false],
  ['2026-13-01T00:00:00.000Z', false],
  ['2026-12-01T24:00:00.000Z', false],
  ['2026-03-01 12:00:00.000Z', false],
  ['2026-03-01T12:00:00Z', false],
  [1_772_366_400_000, false],
])('a room opened at %s: that is a time of GraphQL: %s', (createdAt, isTime) => {
  const room = readRoom({ id: 'r1', mediaType: 'TV', createdAt }).value;
  expect(room?.createdAt).toBe(isTime ? createdAt : '1970-01-01T00:00:00.000Z');
});
