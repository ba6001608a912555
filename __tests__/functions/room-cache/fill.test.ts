import { UpstreamError } from '../../../functions/shared/errors';
import type { Film } from '../../../functions/room-cache/shared/film-catalogue';
import { sequence } from '../../../functions/room-cache/cache/sequence';
import type { Interceptor } from '../support/interrupt';
import { intercept } from './support/interrupt';
import { budget, defaultSettings, film, mixedFilms, World } from './support/world';

const trouble = new UpstreamError('GET /discover/movie', 'The film catalogue reported an error of its own (500).');

/** Counts operations by name. */
function counter() {
  const counts: Record<string, number> = {};
  const interceptor: Interceptor = (effect, operation) => {
    counts[operation] = (counts[operation] ?? 0) + 1;
    return effect();
  };
  return { counts, interceptor };
}

/** Does something right before the first operation of this name. */
function justBefore(name: string, action: () => Promise<unknown> | void): Interceptor {
  let done = false;
  return async (effect, operation) => {
    if (operation === name && !done) {
      done = true;
      await action();
    }
    return effect();
  };
}

describe('filling a room', () => {
  test('ten batches of 30 are the 300 films of its sequence, no gap, nothing twice', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const outcomes = await world.fillAll(roomId);

    expect(outcomes).toHaveLength(10);
    expect(outcomes.at(-1)).toEqual({ outcome: 'PUBLISHED', loaded: 300, status: 'EXHAUSTED' });
    const [snapshot] = [...world.filters.snapshots.values()];
    const films = snapshot?.snapshot.films ?? [];
    expect(world.read(roomId)).toEqual(
      sequence({ roomId, genreIds: [28, 35], films, length: 300 }).map(({ id }) => id),
    );
    expect(new Set(world.read(roomId)).size).toBe(300);
    expect(world.movies.inOrder(roomId).map(({ batchNumber }) => batchNumber)).toEqual(
      Array.from({ length: 300 }, (_, index) => Math.floor(index / 30)),
    );
  });

  test('a batch is 30 films, the lease and the publication; only the first one asks TMDB, in two trips', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const first = counter();
    await world.fill(roomId, 0, intercept(world.ports(), first.interceptor));
    expect(first.counts).toEqual({
      'metadata.acquireLease': 1,
      'filters.head': 1,
      'filters.acquireLease': 1,
      discover: world.catalogue.requests.length,
      'filters.putSnapshot': 1,
      'filters.publish': 1,
      'movies.put': 30,
      'metadata.publish': 1,
    });
    const pages = world.catalogue.requests.map(({ page }) => page);
    expect(pages.slice(0, 3)).toEqual([1, 1, 1]); // the first trip; all the others do not depend on each other
    expect(pages.slice(3).every((page) => page > 1)).toBe(true);

    const asked = world.catalogue.requests.length;
    const second = counter();
    await world.fill(roomId, 30, intercept(world.ports(), second.interceptor));
    expect(second.counts).toEqual({
      'metadata.acquireLease': 1,
      'filters.snapshot': 1,
      'movies.put': 30,
      'metadata.publish': 1,
    });
    expect(world.catalogue.requests).toHaveLength(asked);
  });

  test('the metadata tells readers where the next batch starts, and films expire with their room', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    await world.fill(roomId);
    const metadata = world.metadata.items.get(roomId);
    expect(metadata).toMatchObject({ status: 'READY', loaded: 30, batches: 1, prefetchFrom: 24 });
    expect(metadata).not.toHaveProperty('leaseUntil');
    expect(metadata).not.toHaveProperty('leaseOwner');
    expect(world.movies.inOrder(roomId).every(({ ttl }) => ttl === metadata?.ttl)).toBe(true);
  });

  test('a batch that is there already, or is being loaded, or belongs to no room, is left alone', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    await world.fill(roomId);
    expect(await world.fill(roomId, 0)).toEqual({ outcome: 'NOT_NEEDED' });
    expect(await world.fill(roomId, 60)).toEqual({ outcome: 'NOT_NEEDED' });
    expect(await world.fill('no-such-room', 0)).toEqual({ outcome: 'NOT_NEEDED' });
    await world.metadata.acquireLease({ roomId, after: 30, owner: 'someone', leaseUntil: world.runtime.time + 9_000 });
    expect(await world.fill(roomId, 30)).toEqual({ outcome: 'NOT_NEEDED' });
  });

  test('an expired room is not filled', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    world.runtime.time += defaultSettings.roomTtlSeconds * 1_000;
    expect(await world.fill(roomId, 0)).toEqual({ outcome: 'NOT_NEEDED' });
    expect(world.movies.items.size).toBe(0);
  });

  test.each([
    [0, [0]],
    [7, [7]],
    [30, [30]],
    [31, [30, 31]],
    [95, [30, 60, 90, 95]],
  ])('a catalogue of %i films exhausts the room with them', async (count, loaded) => {
    const world = new World(mixedFilms(count));
    const roomId = await world.createRoom();
    const outcomes = await world.fillAll(roomId);
    expect(outcomes.map((outcome) => outcome.outcome === 'PUBLISHED' && outcome.loaded)).toEqual(loaded);
    expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'EXHAUSTED', loaded: count });
    expect(new Set(world.read(roomId))).toEqual(new Set(mixedFilms(count).map(({ id }) => id)));
    expect(world.metrics.total('EndOfCatalogue')).toBe(1);
  });

  test('rooms share a catalogue whatever the order of their genres', async () => {
    const world = new World();
    await world.fill(await world.createRoom('one', [28, 35]));
    const asked = world.catalogue.requests.length;
    await world.fill(await world.createRoom('other', [35, 28]));
    expect(world.catalogue.requests).toHaveLength(asked);
  });

  test('a full sequence is no end of the catalogue', async () => {
    const world = new World();
    await world.fillAll(await world.createRoom());
    expect(world.metrics.total('EndOfCatalogue')).toBe(0);
    expect(world.metrics.values.get('FillSize')).toEqual(Array.from({ length: 10 }, () => 30));
    expect(world.metrics.values.get('FillDuration')).toHaveLength(10);
  });
});

describe('when TMDB fails', () => {
  test('the room says so and keeps what it has; asked again, it goes on where it was', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const failing = { ...world.ports(), discover: () => Promise.reject(trouble) };
    expect(await world.fill(roomId, 0, failing)).toEqual({ outcome: 'FAILED', reason: trouble.reason });
    expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'FAILED', loaded: 0, reason: trouble.reason });
    expect(world.log.lines.join()).toContain('GET /discover/movie');
    expect(await world.fill(roomId, 0)).toEqual({ outcome: 'NOT_NEEDED' }); // only refillRoom leads out of FAILED

    world.requeue(roomId);
    expect(await world.fill(roomId, 0)).toEqual({ outcome: 'PUBLISHED', loaded: 30, status: 'READY' });
    expect(world.metadata.items.get(roomId)).not.toHaveProperty('reason');
  });

  test('a room that has started goes on without TMDB: its snapshot outlives it', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    await world.fill(roomId);
    world.runtime.time += (defaultSettings.roomTtlSeconds - 1) * 1_000;
    const failing = { ...world.ports(), discover: () => Promise.reject(trouble) };
    expect(await world.fill(roomId, 30, failing)).toMatchObject({ outcome: 'PUBLISHED', loaded: 60 });
  });

  test('anything else that fails gives the lease back and is reported, for Lambda to try again', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const outage = new Error('DynamoDB is away');
    const ports = intercept(world.ports(), (effect, operation) =>
      operation === 'movies.put' ? Promise.reject(outage) : effect(),
    );
    await expect(world.fill(roomId, 0, ports)).rejects.toBe(outage);
    expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'PENDING', loaded: 0 });
    expect(await world.fill(roomId, 0)).toMatchObject({ outcome: 'PUBLISHED', loaded: 30 });
  });

  test('the error that matters is reported even when the lease cannot be given back either', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const outage = new Error('DynamoDB is away');
    const ports = intercept(world.ports(), (effect, operation) =>
      operation === 'movies.put'
        ? Promise.reject(outage)
        : operation === 'metadata.release'
          ? Promise.reject(new Error('still away'))
          : effect(),
    );
    await expect(world.fill(roomId, 0, ports)).rejects.toBe(outage);
  });
});

describe('a filler that is overtaken', () => {
  test('by the closing of the room removes what it wrote', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const closing = justBefore('metadata.publish', () => world.metadata.delete(roomId));
    expect(await world.fill(roomId, 0, intercept(world.ports(), closing))).toEqual({ outcome: 'CLOSED' });
    expect(world.movies.items.has(roomId)).toBe(false);
  });

  test('by another filler stops at the first film that the other one has written', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const overtaking = justBefore('movies.put', async () => {
      world.runtime.time += budget + 2_000;
      await world.fill(roomId, 0);
    });
    const { counts, interceptor } = counter();
    const ports = intercept(intercept(world.ports(), overtaking), interceptor);
    expect(await world.fill(roomId, 0, ports)).toEqual({ outcome: 'OVERTAKEN' });
    expect(Object.keys(counts)).not.toContain('metadata.publish'); // it knows already
    expect(counts['movies.put']).toBe(30);
    expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'READY', loaded: 30, fence: 2 });
  });

  test('by one with a younger catalogue replaces none of its films', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const overtaking = justBefore('movies.put', async () => {
      world.catalogue.films = mixedFilms(400, 9_000);
      world.runtime.time += (defaultSettings.filterTtlSeconds + 1) * 1_000;
      await world.fill(roomId, 0);
    });
    expect(await world.fill(roomId, 0, intercept(world.ports(), overtaking))).toEqual({ outcome: 'OVERTAKEN' });
    const seen = world.read(roomId);
    expect(seen).toHaveLength(30);
    expect(seen.every((id) => Number(id) >= 9_000)).toBe(true);
  });

  test('has nothing to say about TMDB any more', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const ports = {
      ...world.ports(),
      discover: async () => {
        world.runtime.time += budget + 2_000;
        await world.fill(roomId, 0);
        throw trouble;
      },
    };
    expect(await world.fill(roomId, 0, ports)).toEqual({ outcome: 'OVERTAKEN' });
    expect(world.metadata.items.get(roomId)).toMatchObject({ status: 'READY', loaded: 30 });
  });

  test('by its own repetition (the first answer got lost) has published', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const repeating: Interceptor = async (effect, operation) => {
      if (operation === 'metadata.publish') await effect();
      return effect();
    };
    expect(await world.fill(roomId, 0, intercept(world.ports(), repeating))).toMatchObject({
      outcome: 'PUBLISHED',
      loaded: 30,
    });
  });

  test('a lease whose answer got lost is had by asking again', async () => {
    const world = new World();
    const roomId = await world.createRoom();
    const repeating: Interceptor = async (effect, operation) => {
      if (operation.endsWith('acquireLease')) await effect();
      return effect();
    };
    expect(await world.fill(roomId, 0, intercept(world.ports(), repeating))).toMatchObject({
      outcome: 'PUBLISHED',
      loaded: 30,
    });
    expect(world.runtime.sleeps).toEqual([]);
  });
});

describe('a room whose snapshot is gone', () => {
  const later = mixedFilms(1_000, 501); // half of the films are the same, half are new

  async function half() {
    const world = new World(mixedFilms(1_000));
    const roomId = await world.createRoom();
    await world.fill(roomId);
    const seen = world.read(roomId);
    world.filters.snapshots.clear();
    world.filters.heads.clear();
    world.catalogue.films = later;
    return { world, roomId, seen };
  }

  test('goes on with the present one, without what it has shown', async () => {
    const { world, roomId, seen } = await half();
    await world.fillAll(roomId);
    const all = world.read(roomId);
    expect(all.slice(0, 30)).toEqual(seen);
    expect(all).toHaveLength(300);
    expect(new Set(all).size).toBe(300);
    expect(world.metadata.items.get(roomId)).toMatchObject({ repinned: true, status: 'EXHAUSTED' });
  });

  test('looks at what it has shown for every batch from then on, and asks TMDB once', async () => {
    const { world, roomId } = await half();
    await world.fill(roomId);
    const asked = world.catalogue.requests.length;
    const { counts, interceptor } = counter();
    await world.fill(roomId, 60, intercept(world.ports(), interceptor));
    expect(counts).toMatchObject({ 'movies.publishedIds': 1, 'filters.snapshot': 1, 'movies.put': 30 });
    expect(world.catalogue.requests).toHaveLength(asked);
  });

  test('leaves out films that a dead filler wrote but never published', async () => {
    const { world, roomId } = await half();
    const orphan = { roomId, batchNumber: 1, fence: 1, ttl: world.runtime.time, film: later[0] as Film };
    await world.movies.put({ ...orphan, sequenceIndex: 45 });
    await world.fillAll(roomId);
    expect(world.read(roomId)).toHaveLength(300);
  });

  test('also when somebody before this project has loaded it: no catalogue version at all', async () => {
    const world = new World(mixedFilms(50));
    const roomId = await world.createRoom();
    for (let index = 0; index < 10; index += 1) {
      const ttl = world.runtime.time;
      await world.movies.put({ roomId, sequenceIndex: index, batchNumber: 0, film: film(index + 1), fence: 0, ttl });
    }
    const metadata = await world.metadata.get(roomId);
    world.metadata.items.set(roomId, { ...metadata!, status: 'READY', loaded: 10, batches: 1 });
    await world.fillAll(roomId);
    const all = world.read(roomId);
    expect(all.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => String(index + 1)));
    expect(all).toHaveLength(50);
    expect(new Set(all).size).toBe(50);
  });
});
