import { createHandler } from '../../../functions/room-cache/cache/handler';
import { createQuietObservability, lambdaContext } from '../support/lambda';
import { World } from './support/world';

const LOST = "Some of this room's films are lost or cannot be read. Load them again.";

/** A room with some batches, and the function that fills it. */
async function roomOf(batches: number) {
  const world = new World();
  const roomId = await world.createRoom();
  for (let batch = 0; batch < batches; batch += 1) await world.fill(roomId);
  const whole = world.read(roomId);
  const observability = createQuietObservability();
  const handler = createHandler({ ports: world.ports(), settings: world.settings, observability });
  const ask = (ifLost: string) => handler({ action: 'fill', roomId, after: 0, ifLost }, lambdaContext());
  const state = () => world.metadata.items.get(roomId);
  const films = world.movies.items.get(roomId)!;
  const lose = (...indexes: number[]) => indexes.forEach((index) => films.delete(index));
  return { world, roomId, whole, ask, state, films, lose };
}

const from = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => first + index);

describe('a look at what a room has published', () => {
  test.each(['FAILED', 'PENDING'])('changes nothing where nothing is lost, asked for %s', async (ifLost) => {
    const { ask, state } = await roomOf(2);
    const before = state();
    expect(await ask(ifLost)).toEqual({ ok: true, value: { outcome: 'NOT_NEEDED' } });
    expect(state()).toEqual(before);
  });

  test.each([
    ['one film, the rest of its batch is still there', [40], 30, 1],
    ['the first film', [0], 0, 0],
    ['a batch', from(30, 60), 30, 1],
    ['the end of a batch, and all that follows', from(40, 90), 40, 2],
    ['every film', from(0, 90), 0, 0],
  ])(
    'lost is %s: FAILED keeps what comes before, PENDING loads the same films anew',
    async (_, lost, loaded, batches) => {
      const { world, roomId, whole, ask, state, lose } = await roomOf(3);
      lose(...lost);
      expect(await ask('FAILED')).toEqual({ ok: true, value: { outcome: 'LOST', kept: loaded, of: 90 } });
      expect(state()).toMatchObject({ status: 'FAILED', reason: LOST, loaded, batches });
      expect(world.read(roomId)).toEqual(whole.slice(0, loaded));

      world.requeue(roomId);
      while (world.read(roomId).length < 90) expect(await world.fill(roomId)).toMatchObject({ outcome: 'PUBLISHED' });
      expect(world.read(roomId).slice(0, 90)).toEqual(whole);
      expect(await ask('FAILED')).toEqual({ ok: true, value: { outcome: 'NOT_NEEDED' } });
    },
  );

  test('goes on to load where a member has asked for it', async () => {
    const { world, roomId, whole, ask, state, lose } = await roomOf(1);
    lose(5);
    expect(await ask('PENDING')).toMatchObject({ ok: true, value: { outcome: 'PUBLISHED', loaded: 30 } });
    expect(state()).toMatchObject({ status: 'READY', loaded: 30 });
    expect(world.read(roomId)).toEqual(whole);
  });

  test('finds more said to be loaded than there ever was', async () => {
    const { world, roomId, ask, state } = await roomOf(1);
    world.metadata.items.set(roomId, { ...state()!, loaded: 1_000_000, status: 'EXHAUSTED' });
    expect(await ask('FAILED')).toMatchObject({ value: { outcome: 'LOST', kept: 30 } });
    expect(state()).toMatchObject({ status: 'FAILED', loaded: 30, batches: 1 });
  });

  test('finds a film that cannot be read, has expired, or was written by a lease that never published', async () => {
    for (const change of [{ ttl: 1 }, { fence: 0 }, { film: { id: '7', title: '', overview: 'x', genreIds: [] } }]) {
      const { ask, films } = await roomOf(1);
      films.set(29, { ...films.get(29)!, ...change });
      expect(await ask('FAILED')).toMatchObject({ value: { outcome: 'LOST' } });
    }
  });

  test('takes nothing back from a room that is closed or changed meanwhile', async () => {
    const { world, roomId, lose } = await roomOf(1);
    lose(3);
    for (const change of [() => world.metadata.delete(roomId), () => world.fill(roomId)].reverse()) {
      const ports = world.ports();
      const published = async (...args: Parameters<typeof ports.movies.published>) => {
        const seen = await ports.movies.published(...args);
        await change();
        return seen;
      };
      const movies = Object.assign(Object.create(ports.movies) as typeof ports.movies, { published });
      const handler = createHandler({
        ...{ ports: { ...ports, movies }, settings: world.settings, observability: createQuietObservability() },
      });
      const result = await handler({ action: 'fill', roomId, after: 30, ifLost: 'FAILED' }, lambdaContext());
      expect(result).toMatchObject({ value: { outcome: 'NOT_NEEDED' } });
    }
  });
});
