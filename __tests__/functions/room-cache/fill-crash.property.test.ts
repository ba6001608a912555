import fc from 'fast-check';
import type { CachePorts } from '../../../functions/room-cache/cache/ports';
import { diesAt, Outage, sleepsAt, throwsAt, type Interceptor, type Moment } from '../support/interrupt';
import { intercept } from './support/interrupt';
import { budget, defaultSettings, mixedFilms, World } from './support/world';

const moments: Moment[] = ['before', 'after'];

/** Batches of the real size, but three of them: a smaller catalogue makes thousands of fills quick. */
const createWorld = () => new World(mixedFilms(300), { ...defaultSettings, maxBatches: 3 });

let expected: { first: string[]; both: string[] };
beforeAll(async () => {
  expected = await undisturbed();
});

/** The room as it becomes when nothing happens: batch one, then batch two. */
async function undisturbed(): Promise<{ first: string[]; both: string[] }> {
  const world = createWorld();
  const roomId = await world.createRoom();
  await world.fill(roomId);
  const first = world.read(roomId);
  await world.fill(roomId);
  return { first, both: world.read(roomId) };
}

/** How many operations a fill of this world makes: at so many places it can be cut off. */
async function countOperations(prepare: (world: World, roomId: string) => Promise<unknown>): Promise<number> {
  const world = createWorld();
  const roomId = await world.createRoom();
  await prepare(world, roomId);
  let operations = 0;
  const count: Interceptor = (effect) => {
    operations += 1;
    return effect();
  };
  await world.fill(roomId, undefined, intercept(world.ports(), count));
  return operations;
}

const scenarios = [
  { batch: 'first batch, nothing cached', prepare: () => Promise.resolve(), loaded: 0 },
  { batch: 'second batch', prepare: (world: World, roomId: string) => world.fill(roomId), loaded: 30 },
] as const;

describe.each(scenarios)('a filler that is cut off ($batch)', ({ prepare, loaded }) => {
  async function start() {
    const world = createWorld();
    const roomId = await world.createRoom();
    await prepare(world, roomId);
    return { world, roomId, before: world.read(roomId) };
  }

  /** What readers saw stays, what they see next is what they would have seen anyway. */
  function expectUndisturbed(world: World, roomId: string, before: string[]) {
    expect(world.read(roomId)).toEqual(loaded === 0 ? expected.first : expected.both);
    expect(world.read(roomId).slice(0, before.length)).toEqual(before);
    expect(world.metadata.items.get(roomId)).toMatchObject({
      loaded: loaded + 30,
      batches: loaded / 30 + 1,
      status: 'READY',
    });
  }

  async function everyPoint(run: (at: number, moment: Moment) => Promise<void>): Promise<number> {
    const operations = await countOperations(prepare);
    for (let at = 1; at <= operations; at += 1) for (const moment of moments) await run(at, moment);
    return operations;
  }

  test('by its death, at every operation: the next filler finishes as if nothing had happened', async () => {
    const operations = await everyPoint(async (at, moment) => {
      const { world, roomId, before } = await start();
      const { interceptor, died } = diesAt(at, moment);
      const dying = world.fill(roomId, loaded, intercept(world.ports(), interceptor));
      await Promise.race([died, dying]);
      expect(world.read(roomId).slice(0, before.length)).toEqual(before);

      world.runtime.time += budget + 2_000; // longer than any lease
      await world.fill(roomId, loaded);
      expectUndisturbed(world, roomId, before);
    });
    expect(operations).toBeGreaterThan(32); // a lease, 30 films, a publication, and what the catalogue takes
  });

  test('by an error, at every operation: the room can be filled at once, with no lease to wait for', async () => {
    await everyPoint(async (at, moment) => {
      const { world, roomId, before } = await start();
      const failing = intercept(world.ports(), throwsAt(at, moment));
      await world.fill(roomId, loaded, failing).catch((error: unknown) => {
        if (!(error instanceof Outage)) throw error;
      });
      await world.fill(roomId, loaded);
      if (world.metadata.items.get(roomId)?.status === 'LOADING') {
        // Only when the answer to the lease itself got lost does nobody know about it; then its end is waited for.
        expect([at, moment]).toEqual([1, 'after']);
        world.runtime.time += budget + 2_000;
        await world.fill(roomId, loaded);
      }
      expectUndisturbed(world, roomId, before);
    });
  });

  test('and wakes up when another one has long finished, at every operation: nothing changes any more', async () => {
    await everyPoint(async (at, moment) => {
      const { world, roomId, before } = await start();
      const { interceptor, asleep, wake } = sleepsAt(at, moment);
      const zombie = world.fill(roomId, loaded, intercept(world.ports(), interceptor));
      await asleep;
      world.runtime.time += budget + 2_000;
      await world.fill(roomId, loaded);
      expectUndisturbed(world, roomId, before);
      const finished = structuredClone(world.movies.inOrder(roomId));

      wake();
      await zombie;
      expectUndisturbed(world, roomId, before);
      expect(world.movies.inOrder(roomId)).toEqual(finished);
    });
  });

  test('and wakes up while another one is at work: whoever comes last changes nothing', async () => {
    const operations = await countOperations(prepare);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: operations }),
        fc.integer({ min: 1, max: operations }),
        fc.constantFrom(...moments),
        fc.constantFrom(...moments),
        async (at, otherAt, moment, otherMoment) => {
          const { world, roomId, before } = await start();
          const one = sleepsAt(at, moment);
          const oneFill = world.fill(roomId, loaded, intercept(world.ports(), one.interceptor));
          await one.asleep;
          world.runtime.time += budget + 2_000;
          const other = sleepsAt(otherAt, otherMoment);
          const otherFill = world.fill(roomId, loaded, intercept(world.ports(), other.interceptor));
          await Promise.race([other.asleep, otherFill]);
          one.wake();
          await oneFill;
          other.wake();
          await otherFill;
          if (world.metadata.items.get(roomId)?.loaded === loaded) {
            world.runtime.time += budget + 2_000;
            await world.fill(roomId, loaded);
          }
          expectUndisturbed(world, roomId, before);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('a filler that dies while films are on their way: whichever arrived, and another catalogue by now, readers see one sequence', async () => {
  const filmPuts = 30;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: filmPuts, maxLength: filmPuts }), async (arrives) => {
      const world = createWorld();
      const roomId = await world.createRoom();
      let put = 0;
      let die = () => {};
      const died = new Promise<void>((resolve) => (die = resolve));
      const ports: CachePorts = intercept(world.ports(), async (effect, operation) => {
        if (operation !== 'movies.put') return effect();
        const arrived = arrives[put];
        put += 1;
        if (arrived) await effect();
        if (put === filmPuts) die();
        return new Promise(() => {});
      });
      await Promise.race([world.fill(roomId, 0, ports), died]);
      expect(world.read(roomId)).toEqual([]);

      world.catalogue.films = mixedFilms(40, 5_000); // all other films, and the old ones are forgotten
      world.runtime.time += (world.settings.filterTtlSeconds + 1) * 1_000;
      await world.fillAll(roomId);
      const seen = world.read(roomId);
      expect(new Set(seen)).toEqual(new Set(world.catalogue.films.map(({ id }) => id)));
      expect(seen).toHaveLength(40);
    }),
  );
});
