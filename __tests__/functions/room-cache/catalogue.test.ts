import { UpstreamError } from '../../../functions/shared/errors';
import { Catalogue } from '../../../functions/room-cache/cache/catalogue';
import type { DiscoverPage } from '../../../functions/room-cache/shared/film-catalogue';
import type { CachePorts } from '../../../functions/room-cache/cache/ports';
import { defaultSettings, film, mixedFilms, World } from './support/world';

const filter = { mediaType: 'MOVIE', genreIds: [28, 35], languages: ['en', 'fr'], minVoteCount: 100 } as const;
const cacheKey = 'discover:MOVIE:28,35:en,fr:100';
const trouble = new UpstreamError('GET /discover/movie', 'The film catalogue reported an error of its own (500).');

const catalogueOf = (world: World, ports: Partial<CachePorts> = {}) =>
  new Catalogue({ ...world.ports(), ...ports }, world.settings);

/** Lets everything that is ready to go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the catalogue of a filter', () => {
  test('is fetched once and then read, until it is no longer fresh', async () => {
    const world = new World();
    const catalogue = catalogueOf(world);
    const first = await catalogue.current(filter, world.invocation());
    const asked = world.catalogue.requests.length;
    expect(await catalogue.current(filter, world.invocation())).toEqual(first);
    expect(world.catalogue.requests).toHaveLength(asked);

    world.runtime.time += defaultSettings.filterTtlSeconds * 1_000;
    await catalogue.current(filter, world.invocation());
    expect(world.catalogue.requests).toHaveLength(2 * asked);
    expect(world.metrics.total('CacheMiss')).toBe(2);
    expect(world.metrics.total('CacheHit')).toBe(1);
  });

  test('holds at least the films of a full room, from 40 requests at most', async () => {
    for (const films of [
      mixedFilms(10_000),
      mixedFilms(400),
      [...mixedFilms(5), ...Array.from({ length: 2_000 }, (_, i) => film(i + 10, []))],
    ]) {
      const world = new World(films);
      const snapshot = await catalogueOf(world).current(filter, world.invocation());
      expect(snapshot.films.length).toBeGreaterThanOrEqual(300);
      expect(world.catalogue.requests.length).toBeLessThanOrEqual(40);
    }
  });

  test.each([
    [
      [28, 35],
      [3, 22],
    ],
    [[28], [2, 18]],
    [[], [1, 18]],
  ])(
    'of genres %j is fetched in two trips of %j requests: nothing in a trip waits for a sister',
    async (genreIds, sizes) => {
      const world = new World();
      const trips: number[] = [];
      let waiting: (() => void)[] = [];
      const discover: CachePorts['discover'] = async (query) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return world.catalogue.discover(query);
      };
      const snapshot = catalogueOf(world, { discover }).current({ ...filter, genreIds }, world.invocation());
      for (await settle(); waiting.length > 0; await settle()) {
        trips.push(waiting.length);
        const answered = waiting;
        waiting = [];
        for (const answer of answered) answer();
      }
      expect(trips).toEqual(sizes);
      expect((await snapshot).films.length).toBeGreaterThanOrEqual(300);
    },
  );

  test('is kept under a key that a person can read', async () => {
    const world = new World();
    await catalogueOf(world).current(filter, world.invocation());
    expect([...world.filters.heads.keys()]).toEqual([cacheKey]);
  });

  test('1,000 rooms with one filter cost the requests of one', async () => {
    const settings = { ...defaultSettings, maxBatches: 2 }; // a small catalogue: a thousand sequences are quick
    const alone = new World(mixedFilms(1_000), settings);
    await alone.fill(await alone.createRoom());

    const world = new World(mixedFilms(1_000), settings);
    const rooms = Array.from({ length: 1_000 }, (_, index) => `room-${index}`);
    // TMDB takes its time, so that all of the thousand want the catalogue while it is not there yet.
    const slow = { ...world.ports(), discover: answersAfter(world, 20) };
    const time = { ...slow.runtime, sleep: () => settle().then(() => {}) };
    await Promise.all(
      rooms.map(async (roomId) => {
        await world.createRoom(roomId);
        return world.fill(roomId, 0, { ...slow, runtime: time });
      }),
    );
    expect(world.catalogue.requests).toHaveLength(alone.catalogue.requests.length);
    expect(rooms.map((roomId) => world.read(roomId).length)).toEqual(rooms.map(() => 30));
    expect(new Set(rooms.map((roomId) => world.read(roomId).join())).size).toBe(1_000);
  });

  test('an older one serves when TMDB fails, but never an expired one', async () => {
    const world = new World();
    const first = await catalogueOf(world).current(filter, world.invocation());
    const failing = catalogueOf(world, { discover: () => Promise.reject(trouble) });
    world.runtime.time += defaultSettings.filterTtlSeconds * 1_000;
    expect(await failing.current(filter, world.invocation())).toEqual(first);
    expect(world.log.lines.join()).toContain('an older catalogue is used');

    world.runtime.time += defaultSettings.roomTtlSeconds * 1_000;
    await expect(failing.current(filter, world.invocation())).rejects.toBe(trouble);
  });

  test('is fetched again when somebody has deleted its films', async () => {
    const world = new World();
    const first = await catalogueOf(world).current(filter, world.invocation());
    world.filters.snapshots.clear();
    expect(await catalogueOf(world).current(filter, world.invocation())).toEqual(first);
  });
});

describe('those who wait for the one who asks TMDB', () => {
  test('share its failure instead of asking one after the other', async () => {
    const world = new World();
    let fail = () => {};
    const requests: unknown[] = [];
    const discover = () => {
      requests.push(1);
      return new Promise<DiscoverPage>((_, reject) => (fail = () => reject(trouble)));
    };
    const runtime = { ...world.runtime, sleep: () => settle().then(() => {}) };
    const catalogue = catalogueOf(world, { discover, runtime });
    const all = Array.from({ length: 20 }, () =>
      catalogue.current(filter, world.invocation()).catch((error: unknown) => error),
    );
    await settle();
    await settle();
    fail();
    const errors = await Promise.all(all);
    expect(errors.map((error) => error instanceof UpstreamError && error.reason)).toEqual(
      all.map(() => trouble.reason),
    );
    expect(requests).toHaveLength(3); // page one of the three lists, asked by one
  });

  test('ask themselves when it has died', async () => {
    const world = new World();
    const dead = catalogueOf(world, { discover: () => new Promise(() => {}) });
    void dead.current(filter, world.invocation());
    await settle();
    const started = world.runtime.time;
    const snapshot = await catalogueOf(world).current(filter, world.invocation());
    expect(snapshot.films.length).toBeGreaterThanOrEqual(300);
    expect(world.runtime.time - started).toBeGreaterThan(9_000); // the lease of the dead one
    expect(world.runtime.time - started).toBeLessThan(12_000);
  });

  test('give up in time to say so', async () => {
    const world = new World();
    await world.filters.acquireLease({
      cacheKey,
      owner: 'x',
      leaseUntil: world.runtime.time + 60_000,
      ttl: world.runtime.time,
    });
    const invocation = world.invocation();
    await expect(catalogueOf(world).current(filter, invocation)).rejects.toThrow(
      'The film catalogue did not answer in time. Try again in a moment.',
    );
    expect(invocation.timeLeft()).toBeGreaterThan(0);
  });

  test('a latecomer does not undo what another one has published, and its own snapshot is usable all the same', async () => {
    const world = new World();
    const late = catalogueOf(world, {
      discover: async (query) => {
        if (query.page === 1 && query.genres === '28,35') {
          world.runtime.time += 11_000;
          await catalogueOf(world).current(filter, world.invocation());
          world.catalogue.films = mixedFilms(400, 9_000);
        }
        return world.catalogue.discover(query);
      },
    });
    const invocation = { ...world.invocation(), timeLeft: () => Infinity };
    const own = await late.current(filter, invocation);
    const head = await world.filters.head(cacheKey);
    expect(head?.version).not.toBe(own.version);
    expect(await catalogueOf(world).pinned(filter, own.version)).toEqual(own);
  });
});

test('one request that fails for good ends its sisters', async () => {
  const world = new World();
  const signals: AbortSignal[] = [];
  const discover: CachePorts['discover'] = (query, call) => {
    if (call.signal) signals.push(call.signal);
    return query.genres === undefined ? Promise.reject(trouble) : new Promise(() => {});
  };
  await expect(catalogueOf(world, { discover }).current(filter, world.invocation())).rejects.toBe(trouble);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
});

function answersAfter(world: World, turns: number): CachePorts['discover'] {
  return async (query) => {
    for (let turn = 0; turn < turns; turn += 1) await settle();
    return world.catalogue.discover(query);
  };
}
