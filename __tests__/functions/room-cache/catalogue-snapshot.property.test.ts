import fc from 'fast-check';
import { createSnapshot } from '../../../functions/room-cache/cache/catalogue-snapshot';
import { film } from './support/world';

const pages = fc.array(
  fc.record({
    films: fc.array(
      fc.integer({ min: 1, max: 80 }).map((id) => film(id, [28])),
      { maxLength: 20 },
    ),
  }),
  { maxLength: 12 },
);

test('a snapshot holds every film of its pages once', () => {
  fc.assert(
    fc.property(pages, (all) => {
      const ids = createSnapshot(all).films.map(({ id }) => id);
      expect(ids.length).toBe(new Set(ids).size);
      expect(new Set(ids)).toEqual(new Set(all.flatMap(({ films }) => films.map(({ id }) => id))));
    }),
  );
});

test('the same films are the same version, in whatever order TMDB lists them', () => {
  const shuffled = pages.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(createSnapshot(other)).toEqual(createSnapshot(all));
    }),
  );
});

test('other films are another version', () => {
  const versions = [
    createSnapshot([]),
    createSnapshot([{ films: [film(1)] }]),
    createSnapshot([{ films: [film(2)] }]),
    createSnapshot([{ films: [film(1, [35])] }]),
    createSnapshot([{ films: [{ ...film(1), overview: 'Otherwise.' }] }]),
  ].map(({ version }) => version);
  expect(new Set(versions).size).toBe(versions.length);
});

test('of a title that comes twice, the first one counts', () => {
  const twice = createSnapshot([{ films: [film(1, [28])] }, { films: [film(1, [35]), film(2)] }]);
  expect(twice.films).toEqual([film(1, [28]), film(2)]);
});
