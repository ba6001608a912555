import fc from 'fast-check';
import { sequence, tierOf } from '../../../functions/room-cache/cache/sequence';
import type { Film } from '../../../functions/room-cache/shared/film-catalogue';
import { film } from './support/world';

const roomId = fc.uuid();
const genreIds = fc.uniqueArray(fc.constantFrom(28, 35, 18), { maxLength: 2 });
const films: fc.Arbitrary<Film[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000 }), { maxLength: 120 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.subarray([28, 35, 18, 99]).map((genres) => film(id, genres)))));
const ids = (order: readonly Film[]) => order.map(({ id }) => id);

describe('the sequence of a room', () => {
  test('is the same however the catalogue is ordered, and whenever it is asked for', () => {
    const shuffled = films.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(roomId, genreIds, shuffled, (room, genres, [all, other]) => {
        const props = { roomId: room, genreIds: genres, length: 300 };
        expect(sequence({ ...props, films: other })).toEqual(sequence({ ...props, films: all }));
      }),
      { numRuns: 200 },
    );
  });

  test('does not depend on the order of the genres', () => {
    fc.assert(
      fc.property(roomId, films, (room, all) => {
        const props = { roomId: room, films: all, length: 300 };
        expect(sequence({ ...props, genreIds: [35, 28] })).toEqual(sequence({ ...props, genreIds: [28, 35] }));
      }),
    );
  });

  test('holds every film once, none of its own making, and ends at its length', () => {
    fc.assert(
      fc.property(roomId, genreIds, films, fc.nat(150), (room, genres, all, length) => {
        const order = ids(sequence({ roomId: room, genreIds: genres, films: all, length }));
        expect(new Set(order).size).toBe(order.length);
        expect(order.length).toBe(Math.min(length, all.length));
        expect(ids(all)).toEqual(expect.arrayContaining(order));
      }),
    );
  });

  test('has the films with all genres first, then those with any, then the rest', () => {
    fc.assert(
      fc.property(roomId, genreIds, films, (room, genres, all) => {
        const tiers = sequence({ roomId: room, genreIds: genres, films: all, length: 300 }).map((each) =>
          genres.every((genre) => each.genreIds.includes(genre))
            ? 'all'
            : genres.some((genre) => each.genreIds.includes(genre))
              ? 'any'
              : 'popular',
        );
        const rank = { all: 0, any: 1, popular: 2 };
        expect(tiers).toEqual([...tiers].sort((a, b) => rank[a] - rank[b]));
      }),
    );
  });

  test('is cut in batches without changing it: a shorter sequence is the start of a longer one', () => {
    fc.assert(
      fc.property(roomId, genreIds, films, fc.nat(60), (room, genres, all, length) => {
        const props = { roomId: room, genreIds: genres, films: all };
        expect(sequence({ ...props, length })).toEqual(sequence({ ...props, length: 300 }).slice(0, length));
      }),
    );
  });

  test('differs between two rooms', () => {
    const catalogue = Array.from({ length: 60 }, (_, index) => film(index + 1));
    fc.assert(
      fc.property(roomId, roomId, (one, other) => {
        fc.pre(one !== other);
        const props = { genreIds: [28], films: catalogue, length: 300 };
        expect(ids(sequence({ ...props, roomId: one }))).not.toEqual(ids(sequence({ ...props, roomId: other })));
      }),
    );
  });

  test('is pinned: this room has had this order since the first release, on every machine', () => {
    const order = sequence({
      roomId: '7b0c9f9e-3c54-4d0e-8f43-0d4b6f1c2a55',
      genreIds: [28, 35],
      films: [
        film(603, [28, 878]),
        film(604, [28, 35]),
        film(605, [18]),
        film(606, [35, 28]),
        film(607, [35]),
        film(608, []),
      ],
      length: 300,
    });
    expect(ids(order)).toEqual(['606', '604', '603', '607', '605', '608']); // sha256sum says so, too
  });
});

test.each([
  [[28, 35], [35, 28, 12], 0],
  [[28, 35], [35], 1],
  [[28, 35], [12], 2],
  [[28], [28], 0],
  [[28], [], 2],
  [[], [12], 0],
])('a room of genres %j ranks a film of genres %j in tier %i', (room, own, tier) => {
  expect(tierOf({ genreIds: own }, room)).toBe(tier);
});
