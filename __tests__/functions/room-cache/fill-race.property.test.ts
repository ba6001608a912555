import fc from 'fast-check';
import { clean } from '../../../functions/room-cache/cache/clean';
import { UpstreamError } from '../../../functions/shared/errors';
import { scheduled } from '../support/interrupt';
import { intercept } from './support/interrupt';
import { budget, defaultSettings, mixedFilms, World } from './support/world';

/** Batches of five, so that the scheduler has few steps to put in all their orders. */
const small = { ...defaultSettings, batchSize: 5, maxBatches: 3 };
const films = mixedFilms(60);

/** The clock jumps while they work: a filler that is alive and well may find its lease gone at any time. */
const jumps = fc.array(fc.nat(40_000), { maxLength: 20 });
async function jumpingClock(scheduler: fc.Scheduler, world: World, milliseconds: number[]): Promise<void> {
  for (const jump of milliseconds) {
    await scheduler.schedule(Promise.resolve(), `${jump} ms pass`);
    world.runtime.time += jump;
  }
}

async function alone(): Promise<string[]> {
  const world = new World(films, small);
  const roomId = await world.createRoom();
  await world.fillAll(roomId);
  return world.read(roomId);
}

test('any number of fillers side by side, in every order: one of them fills, the others leave, readers see one sequence', async () => {
  const sequence = await alone();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, fillers) => {
      const world = new World(films, small);
      const roomId = await world.createRoom();
      const seen: string[][] = [];
      const ports = intercept(world.ports(), async (effect, operation) => {
        seen.push(world.read(roomId));
        return scheduled(scheduler)(effect, operation);
      });
      const outcomes = Promise.all(Array.from({ length: fillers }, () => world.fill(roomId, 0, ports)));
      await scheduler.waitFor(outcomes);

      const names = (await outcomes).map(({ outcome }) => outcome).sort();
      expect(names).toEqual([...Array.from({ length: fillers - 1 }, () => 'NOT_NEEDED'), 'PUBLISHED']);
      expect(world.read(roomId)).toEqual(sequence.slice(0, 5));
      for (const page of seen) expect(sequence.slice(0, page.length)).toEqual(page);
      expect(seen.every((page) => page.length === 0 || page.length === 5)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('leases that end too early, in every order: the fence keeps readers on one sequence', async () => {
  const sequence = await alone();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), jumps, async (scheduler, milliseconds) => {
      const world = new World(films, small);
      const roomId = await world.createRoom();
      const seen: string[][] = [];
      const ports = intercept(world.ports(), async (effect, operation) => {
        seen.push(world.read(roomId));
        return scheduled(scheduler)(effect, operation);
      });
      const clock = jumpingClock(scheduler, world, milliseconds);
      const fillers = Promise.all([0, 0, 0, 0].map((after) => world.fill(roomId, after, ports)));
      await scheduler.waitFor(Promise.all([fillers, clock]));

      world.runtime.time += budget + 2_000;
      world.requeue(roomId); // who finds its time gone says FAILED
      await world.fillAll(roomId);
      expect(world.read(roomId)).toEqual(sequence);
      for (const page of seen) expect(sequence.slice(0, page.length)).toEqual(page);
    }),
    { numRuns: 200 },
  );
});

test('a room that is closed while it is filled, in every order: nothing of it is left, and nothing was seen afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 3 }),
      jumps,
      async (scheduler, fillers, milliseconds) => {
        const world = new World(films, small);
        const roomId = await world.createRoom();
        let closed = false;
        const ports = intercept(world.ports(), async (effect, operation) => {
          if (closed) expect(world.read(roomId)).toEqual([]);
          return scheduled(scheduler)(effect, operation);
        });
        const closer = clean(ports, roomId).then(() => {
          closed = true;
        });
        const clock = jumpingClock(scheduler, world, milliseconds);
        const outcomes = Promise.all(Array.from({ length: fillers }, () => world.fill(roomId, 0, ports)));
        await scheduler.waitFor(Promise.all([closer, outcomes, clock]));

        expect(world.read(roomId)).toEqual([]);
        expect(world.metadata.items.has(roomId)).toBe(false);
        expect(world.movies.inOrder(roomId)).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

test('rooms with one filter, in every order: TMDB is asked by one of them', async () => {
  const single = new World(films, small);
  await single.fill(await single.createRoom());
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, count) => {
      const world = new World(films, small);
      const ports = intercept(world.ports(), scheduled(scheduler));
      // Waiting takes no time here: the scheduler alone decides who goes on.
      const patient = {
        ...ports,
        runtime: { ...ports.runtime, sleep: () => scheduler.schedule(Promise.resolve(), 'wait') },
      };
      const rooms = await Promise.all(Array.from({ length: count }, (_, index) => world.createRoom(`room-${index}`)));
      const fills = Promise.all(rooms.map((roomId) => world.fill(roomId, 0, patient)));
      await scheduler.waitFor(fills);
      expect(world.catalogue.requests).toHaveLength(single.catalogue.requests.length);
      expect(rooms.map((roomId) => world.read(roomId).length)).toEqual(rooms.map(() => 5));
    }),
    { numRuns: 100 },
  );
});

/** A life of a room, as commands in any order; whatever happens, what members have seen stays as it is. */
type Command =
  | 'fill'
  | 'fill without TMDB'
  | 'outage'
  | 'death'
  | 'new catalogue'
  | 'refill'
  | 'an hour'
  | 'a day'
  | 'snapshot lost';
const commands: Command[] = [
  'fill',
  'fill without TMDB',
  'outage',
  'death',
  'new catalogue',
  'refill',
  'an hour',
  'a day',
  'snapshot lost',
];

test('whatever a room lives through, what was published stays, without gap or duplicate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...commands), fc.nat(25)), { minLength: 3, maxLength: 25 }),
      async (life) => {
        const world = new World(films, small);
        const roomId = await world.createRoom();
        let seen: string[] = [];
        for (const [command, at] of life) {
          await live(world, roomId, command, at);
          const now = world.read(roomId);
          const expired = !(await world.metadata.get(roomId));
          expect(now.slice(0, seen.length)).toEqual(expired ? [] : seen);
          expect(new Set(now).size).toBe(now.length);
          expect(now.length).toBeLessThanOrEqual(15);
          if (!expired) expect(now.length).toBe(world.metadata.items.get(roomId)?.loaded);
          seen = now;
        }
      },
    ),
    { numRuns: 200 },
  );
});

async function live(world: World, roomId: string, command: Command, at: number): Promise<void> {
  const day = 24 * 3_600_000;
  switch (command) {
    case 'fill':
      return void (await world.fill(roomId));
    case 'fill without TMDB': {
      const discover = () => Promise.reject(new UpstreamError('discover', 'TMDB is away.'));
      return void (await world.fill(roomId, undefined, { ...world.ports(), discover }));
    }
    case 'outage': {
      let count = 0;
      const ports = intercept(world.ports(), (effect) =>
        (count += 1) > at ? Promise.reject(new Error('outage')) : effect(),
      );
      return void (await world.fill(roomId, undefined, ports).catch(() => {}));
    }
    case 'death': {
      let count = 0;
      let die = () => {};
      const died = new Promise<void>((resolve) => (die = resolve));
      const ports = intercept(world.ports(), (effect) => {
        if ((count += 1) <= at) return effect();
        die();
        return new Promise(() => {});
      });
      return void (await Promise.race([world.fill(roomId, undefined, ports), died]));
    }
    case 'new catalogue':
      world.catalogue.films = mixedFilms(60, at * 7 + 1);
      return;
    case 'refill':
      return world.requeue(roomId);
    case 'an hour':
      world.runtime.time += 3_600_000;
      return;
    case 'a day':
      world.runtime.time += day;
      return;
    case 'snapshot lost':
      world.filters.snapshots.clear();
      return;
  }
}
