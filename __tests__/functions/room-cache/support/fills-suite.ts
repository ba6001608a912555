import { Catalogue } from '../../../../functions/room-cache/cache/catalogue';
import { clean } from '../../../../functions/room-cache/cache/clean';
import { Filler } from '../../../../functions/room-cache/cache/fill';
import type { CachePorts } from '../../../../functions/room-cache/cache/ports';
import { sequence } from '../../../../functions/room-cache/cache/sequence';
import type { Runtime } from '../../../../functions/shared/ports';
import { systemRuntime } from '../../../../functions/shared/runtime';
import type { Tables } from './tables-suite';
import { createLog, createMetrics } from '../../support/machine';
import { createCatalogue, defaultSettings, mixedFilms } from './world';

/** What fillers do side by side, on tables that answer as AWS's. */
export function describeFills(tables: (runtime: Runtime) => Tables): void {
  function setUp() {
    const catalogue = createCatalogue(mixedFilms(600));
    // Another host of the catalogue for every test: one filter each.
    const settings = { ...defaultSettings, minVoteCount: Math.floor(Math.random() * 1e9) };
    const { metadata, movies, filters } = tables(systemRuntime);
    const metrics = createMetrics();
    const ports: CachePorts = {
      metadata,
      movies,
      filters,
      runtime: systemRuntime,
      log: createLog(),
      metrics,
      discover: async (query) => {
        await systemRuntime.sleep(20);
        return catalogue.discover(query);
      },
    };
    const fill = (roomId: string, after: number) => {
      const now = Date.now();
      const filler = new Filler(ports, new Catalogue(ports, settings), settings);
      const invocation = {
        id: systemRuntime.uniqueId(),
        timeLeft: () => now + 25_000 - Date.now(),
        leaseUntil: now + 30_000,
      };
      return filler.fill({ roomId, after }, invocation);
    };
    const createRoom = async () => {
      const roomId = systemRuntime.uniqueId();
      const ttl = Math.floor(Date.now() / 1000) + 3_600;
      await metadata.create({ roomId, mediaType: 'MOVIE', genreIds: [28, 35], ttl });
      return roomId;
    };
    return { catalogue, ports, metrics, fill, createRoom };
  }

  test('50 fillers at once: one fills, 49 leave, for each of the first two batches', async () => {
    const { fill, createRoom, ports, catalogue } = setUp();
    const roomId = await createRoom();
    for (const after of [0, 30]) {
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => fill(roomId, after)));
      expect(outcomes.filter(({ outcome }) => outcome === 'PUBLISHED')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'NOT_NEEDED')).toHaveLength(49);
    }
    const metadata = await ports.metadata.get(roomId);
    expect(metadata).toMatchObject({ status: 'READY', loaded: 60, batches: 2, prefetchFrom: 48, fence: 2 });
    const ids = await ports.movies.publishedIds(roomId, 300);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
    expect(catalogue.requests.length).toBeLessThanOrEqual(40);
  });

  test('five rooms with one filter at once: TMDB is asked by one of them', async () => {
    const { fill, createRoom, ports, catalogue, metrics } = setUp();
    const rooms = await Promise.all(Array.from({ length: 5 }, createRoom));
    const outcomes = await Promise.all(rooms.map((roomId) => fill(roomId, 0)));
    expect(outcomes).toEqual(rooms.map(() => ({ outcome: 'PUBLISHED', loaded: 30, status: 'READY' })));
    expect(metrics.total('CacheMiss')).toBe(1);
    const asked = catalogue.requests.map(({ genres, page }) => `${genres} ${page}`);
    expect(new Set(asked).size).toBe(asked.length);
    const sequences = await Promise.all(rooms.map((roomId) => ports.movies.publishedIds(roomId, 30)));
    expect(new Set(sequences.map((ids) => ids.join())).size).toBe(5);
  });

  test('a room filled to its end has the order that the pure function says; cleaned, it has none', async () => {
    const { fill, createRoom, ports } = setUp();
    const roomId = await createRoom();
    for (let after = 0; after < 300; after += 30) await fill(roomId, after);
    const { catalogueVersion, status } = (await ports.metadata.get(roomId))!;
    expect(status).toBe('EXHAUSTED');
    const ids = await ports.movies.publishedIds(roomId, 300);
    const films = mixedFilms(600).filter(({ id }) => ids.includes(id));
    expect(catalogueVersion).toMatch(/^[0-9a-f]{16}$/);
    expect(ids).toEqual(sequence({ roomId, genreIds: [28, 35], films, length: 300 }).map(({ id }) => id));

    expect(await clean(ports, roomId)).toEqual({ removed: 300 });
    expect(await ports.movies.publishedIds(roomId, 300)).toEqual([]);
    expect(await clean(ports, roomId)).toEqual({ removed: 0 });
  });
}
