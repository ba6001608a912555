import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Publication } from '../../../functions/room-cache/shared/room-cache-metadata';
import { localCredentials, localRegion } from '../../../local/dynamodb';
import { anyItem } from './support/any-item';
import { startTables } from './support/dynamodb-tables';
import { createLog, createMetrics, createRuntime } from '../support/machine';
import { film } from './support/world';

let started: Awaited<ReturnType<typeof startTables>>;
beforeAll(async () => {
  started = await startTables('dynalite');
});
afterAll(() => started.close());

function open() {
  const runtime = createRuntime();
  const itemPorts = { log: createLog(), metrics: createMetrics() };
  const seconds = Math.floor(runtime.time / 1000);
  return { runtime, seconds, ...itemPorts, ...started.tables(runtime, itemPorts) };
}

type Item = Record<string, unknown>;
const put = (table: keyof typeof started.names, item: Item) =>
  started.dynamodb.send(new PutCommand({ TableName: started.names[table], Item: item }));
const stored = async (table: keyof typeof started.names, key: Item) =>
  (await started.dynamodb.send(new GetCommand({ TableName: started.names[table], Key: key }))).Item;
const remove = (table: keyof typeof started.names, key: Item) =>
  started.dynamodb.send(new DeleteCommand({ TableName: started.names[table], Key: key }));

const publication: Publication = {
  ...{ loaded: 30, batches: 1, prefetchFrom: 24, catalogueVersion: 'v1', repinned: false },
  status: 'READY',
};

describe('room-cache-metadata', () => {
  const CANONICAL = (seconds: number): Item => ({
    ...{ mediaType: 'MOVIE', genreIds: [], status: 'PENDING', loaded: 0, batches: 0, prefetchFrom: 0, updatedAt: 0 },
    ...{ fence: 1, fences: null, ttl: seconds + 60 },
  });
  const lease = (world: ReturnType<typeof open>, roomId: string, after = 0) =>
    world.metadata.acquireLease({ roomId, after, owner: 'one', leaseUntil: world.runtime.time + 30_000 });

  test.each<[string, (seconds: number) => Item, number]>([
    ['numbers as text', (seconds) => ({ loaded: '0', fence: '4', ttl: String(seconds + 60) }), 0],
    ['nothing said but the media type', () => ({}), 0],
    ['a ttl in milliseconds', (seconds) => ({ ttl: (seconds + 60) * 1000, loaded: 0, fence: 0, status: 'PENDING' }), 0],
    ['small letters', (seconds) => ({ ttl: seconds + 60, loaded: 0, fence: 0, status: 'pending' }), 0],
    ['a lease without an end', (seconds) => ({ ttl: seconds + 60, loaded: 0, fence: 3, status: 'LOADING' }), 0],
    ['fences that are NULL, and all else as it is written', CANONICAL, 0],
    [
      'its fences as a set',
      (seconds) => ({
        ...{ ttl: seconds + 60, loaded: 30, batches: 1, fence: 3, status: 'READY', fences: new Set([3]) },
      }),
      30,
    ],
  ])('a room with %s is understood, filled, and keeps what nobody here knows', async (_, shape, after) => {
    const world = open();
    const roomId = randomUUID();
    await put('metadata', { roomId, mediaType: 'movie', GSI1PK: 'kept', ...shape(world.seconds) });
    expect(await world.metadata.get(roomId)).toMatchObject({ mediaType: 'MOVIE', loaded: after });
    const metadata = (await lease(world, roomId, after))!;
    expect(metadata).toMatchObject({ status: 'LOADING', loaded: after, batches: after / 30 });
    const mine = { roomId, fence: metadata.fence, after };
    expect(await world.metadata.publish(mine, { ...publication, loaded: after + 30, batches: after / 30 + 1 })).toBe(
      true,
    );
    expect(await world.metadata.get(roomId)).toMatchObject({ status: 'READY', loaded: after + 30 });
    expect(await stored('metadata', { roomId })).toMatchObject({ GSI1PK: 'kept' });
    expect(world.log.lines).toEqual([]);
  });

  test.each<[string, Item]>([
    ['another shape', { totalMovies: 50 }],
    ['no media type', { status: 'PENDING', loaded: 0, fence: 0, ttl: 1_900_000_000 }],
    ['films of another system', { mediaType: 'MOVIE', status: 'READY', loaded: 30, batches: 1, ttl: 1_900_000_000 }],
  ])('a room with %s is not there, which is counted, and logged once with its key', async (_, shape) => {
    const world = open();
    const roomId = randomUUID();
    await put('metadata', { roomId, ...shape });
    expect(await lease(world, roomId)).toBeUndefined();
    expect(world.metrics.total('ItemSetAside')).toBe(1);
    expect(world.log.lines).toEqual([expect.stringContaining(`"key":{"roomId":"${roomId}"}`)]);
    expect(await world.metadata.get(roomId)).toBeUndefined();
  });

  test('a room that has expired in milliseconds is not there', async () => {
    const world = open();
    const roomId = randomUUID();
    await put('metadata', {
      roomId,
      mediaType: 'MOVIE',
      status: 'PENDING',
      loaded: 0,
      fence: 0,
      ttl: world.runtime.time,
    });
    expect(await world.metadata.get(roomId)).toBeUndefined();
    expect(await lease(world, roomId)).toBeUndefined();
  });
});

test('films of another system are written over, whatever they call a fence', async () => {
  const world = open();
  const roomId = randomUUID();
  await put('movies', { roomId, sequenceIndex: 0, movieId: 1, fence: 'theirs' });
  await put('movies', { roomId, sequenceIndex: 1, movieId: '2' });
  await put('movies', { roomId, sequenceIndex: 2, name: 'no film' });
  expect(await world.movies.publishedIds(roomId, 3)).toEqual(['1', '2']);
  expect(world.log.lines).toEqual([expect.stringContaining(`"key":{"roomId":"${roomId}","sequenceIndex":2}`)]);
  const movie = { roomId, batchNumber: 0, film: film(7), fence: 1, ttl: world.seconds + 60 };
  expect(await world.movies.put({ ...movie, sequenceIndex: 0 })).toBe(true);
  expect(await world.movies.publishedIds(roomId, 1)).toEqual(['7']);
  expect(await world.movies.deleteRoom(roomId)).toBe(3);
});

describe('filter-cache', () => {
  test.each<[string, Item]>([
    ['nothing of ours', { movies: ['a'], createdAt: '2025-01-01' }],
    ['numbers as text', { fence: '3', freshUntil: '1', ttl: '1900000000' }],
    ['a fence that is no number', { fence: 'x', freshUntil: 1_900_000_000, version: 'v0', ttl: 1_900_000_000 }],
    ['times in milliseconds', { fence: 3, freshUntil: 1_700_000_000_000, version: 'v0', ttl: 1_900_000_000_000 }],
    ['an end in milliseconds', { fence: 3, freshUntil: 1_900_000_000, version: 'v0', ttl: 1_700_000_000_000 }],
    ['an end of words', { fence: 3, freshUntil: 1_900_000_000, version: 'v0', ttl: 'never' }],
    ['films that it does not name', { fence: 3, freshUntil: 1_900_000_000, ttl: 1_900_000_000 }],
    ['a lease of words', { fence: 3, freshUntil: 0, leaseUntil: 'soon', ttl: 1_900_000_000 }],
  ])('a head with %s does not keep TMDB from being asked', async (_, shape) => {
    const world = open();
    const cacheKey = randomUUID();
    await put('filters', { cacheKey, part: 'HEAD', ...shape });
    const head = await world.filters.head(cacheKey);
    expect(
      head === undefined || head.version === undefined || head.freshUntil <= world.seconds || head.fence === 0,
    ).toBe(true);
    const times = { leaseUntil: world.runtime.time + 10_000, ttl: world.seconds + 5_000 };
    const lease = (await world.filters.acquireLease({ cacheKey, owner: 'one', ...times }))!;
    expect(await world.filters.publish({ cacheKey, fence: lease.fence }, 'v1', world.seconds + 100, times.ttl)).toBe(
      true,
    );
    expect(await world.filters.head(cacheKey)).toMatchObject({ version: 'v1', freshUntil: world.seconds + 100 });
  });

  test('a part that cannot be read makes the snapshot one that was never complete', async () => {
    const world = open();
    const cacheKey = randomUUID();
    const part = { cacheKey, part: 'v1#00', parts: 1, ttl: world.seconds + 60 };
    await put('filters', { ...part, films: [{ ...film(1), id: 1, genreIds: ['28'] }] });
    expect((await world.filters.snapshot(cacheKey, 'v1'))?.films).toEqual([film(1)]);
    await put('filters', { ...part, films: [{ id: 1 }] });
    expect(await world.filters.snapshot(cacheKey, 'v1')).toBeUndefined();
    expect(world.metrics.total('ItemSetAside')).toBe(2); // by either way to read
  });
});

test('a number that JavaScript cannot hold does not keep an item from being read', async () => {
  const world = open();
  const { endpoint, names } = started;
  const client = new DynamoDBClient({ endpoint, region: localRegion, credentials: localCredentials });
  const id = randomUUID();
  const Item = { PK: { S: `ROOM#${id}` }, SK: { S: 'ROOM' }, mediaType: { S: 'MOVIE' }, n: { N: '1'.repeat(38) } };
  await client.send(new PutItemCommand({ TableName: names.rooms, Item }));
  client.destroy();
  expect(await world.rooms.get(id)).toMatchObject({ id, status: 'ACTIVE' });
});

test('no item whatever makes a store fail', async () => {
  const world = open();
  const { runtime, seconds } = world;
  let understood = 0;
  const isHeld = (until = 0) => until >= runtime.time && until <= runtime.time + 900_000;
  await fc.assert(
    fc.asyncProperty(anyItem, async (item) => {
      const id = randomUUID();
      const keys = { metadata: { roomId: id }, movies: { roomId: id, sequenceIndex: 0 } };
      await put('metadata', { ...item, ...keys.metadata });
      await put('movies', { ...item, ...keys.movies });
      await put('rooms', { ...item, PK: `ROOM#${id}`, SK: 'ROOM' });
      await put('rooms', { ...item, PK: `INVITE#${id}`, SK: 'INVITE' });
      for (const part of ['HEAD', 'VALUE', 'v1#00']) await put('filters', { ...item, cacheKey: id, part });

      const metadata = await world.metadata.get(id);
      const times = { leaseUntil: runtime.time + 30_000, owner: 'one' };
      const lease = await world.metadata.acquireLease({ roomId: id, after: metadata?.loaded ?? 0, ...times });
      // Who waits can be helped: a state that is understood and not at rest gives a lease.
      const waits = metadata && ['PENDING', 'READY', 'LOADING'].includes(metadata.status);
      if (waits && !isHeld(metadata.leaseUntil)) expect(lease).toBeDefined();
      if (lease) {
        understood += 1;
        const mine = { roomId: id, fence: lease.fence, after: lease.loaded };
        expect(await world.metadata.publish(mine, { ...publication, batches: lease.batches + 1 })).toBe(true);
        expect(await world.metadata.get(id)).toMatchObject({ status: 'READY', loaded: 30 });
      }
      await world.metadata.delete(id);

      await world.movies.publishedIds(id, 1);
      await world.movies.put({
        roomId: id,
        sequenceIndex: 0,
        batchNumber: 0,
        film: film(1),
        fence: 1e12,
        ttl: seconds,
      });
      expect(await world.movies.deleteRoom(id)).toBe(1);

      await world.rooms.invitedRoomId(id);
      await world.rooms.putInvite(id, id, seconds);
      const room = await world.rooms.get(id);
      if (room) expect(await world.rooms.close(room)).toEqual({ ...room, status: 'CLOSED' });

      const head = await world.filters.head(id);
      const isFresh = head?.version !== undefined && head.freshUntil > seconds;
      const asks = await world.filters.acquireLease({ cacheKey: id, ttl: seconds + 60, ...times });
      if (!isFresh && !isHeld(head?.leaseUntil)) expect(asks).toBeDefined();
      await world.filters.snapshot(id, 'v1');
      await world.values.get(id, z.string());
      await world.values.put(id, { value: 'Heat', freshUntil: seconds, ttl: seconds + 60 });
      expect(await world.values.get(id, z.string())).toMatchObject({ value: 'Heat' });

      for (const SK of ['ROOM', 'INVITE']) await remove('rooms', { PK: `${SK}#${id}`, SK });
    }),
    { numRuns: 100 },
  );
  expect(understood).toBeGreaterThan(5);
});
