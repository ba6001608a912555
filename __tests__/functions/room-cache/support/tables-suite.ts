import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { createSnapshot } from '../../../../functions/room-cache/cache/catalogue-snapshot';
import type { CachePorts } from '../../../../functions/room-cache/cache/ports';
import type { RoomMovie } from '../../../../functions/room-cache/cache/room-movie-cache';
import type { MoviePorts } from '../../../../functions/room-cache/movie/ports';
import type { RoomPorts } from '../../../../functions/room-cache/room/ports';
import type { Member } from '../../../../model/room-cache/items/votes';
import type { Room } from '../../../../model/room-cache/items/room';
import { createRuntime, type VirtualRuntime } from '../../support/machine';
import { film } from './world';

export interface Tables {
  readonly metadata: CachePorts['metadata'];
  readonly movies: CachePorts['movies'];
  readonly filters: CachePorts['filters'];
  readonly rooms: RoomPorts['rooms'];
  readonly members: RoomPorts['members'];
  readonly values: MoviePorts['values'];
}

/** What the functions rely on, access pattern by access pattern. Run against the fakes and against the real thing. */
export function describeTables(open: (runtime: VirtualRuntime) => Tables): void {
  let runtime: VirtualRuntime;
  let tables: Tables;
  let id: string;
  const now = () => Math.floor(runtime.time / 1000);
  beforeEach(() => {
    runtime = createRuntime();
    tables = open(runtime);
    id = randomUUID();
  });

  describe('room-cache-metadata', () => {
    const create = async (lifetime = 1_000) => {
      await tables.metadata.create({ roomId: id, mediaType: 'MOVIE', genreIds: [28], ttl: now() + lifetime });
    };
    const lease = (owner = 'one', after = 0) =>
      tables.metadata.acquireLease({ roomId: id, after, owner, leaseUntil: runtime.time + 30_000 });
    const publication = {
      loaded: 30,
      batches: 1,
      prefetchFrom: 24,
      status: 'READY',
      catalogueVersion: 'v1',
      repinned: false,
    } as const;

    test('a new room is PENDING with nothing loaded', async () => {
      await create();
      expect(await tables.metadata.get(id)).toEqual({
        roomId: id,
        mediaType: 'MOVIE',
        genreIds: [28],
        status: 'PENDING',
        loaded: 0,
        batches: 0,
        prefetchFrom: 0,
        fence: 0,
        updatedAt: runtime.time,
        ttl: now() + 1_000,
      });
    });

    test('creating it again changes nothing', async () => {
      await create();
      await lease();
      const before = await tables.metadata.get(id);
      await create();
      expect(await tables.metadata.get(id)).toEqual(before);
    });

    test('an expired room is not there, though the item is', async () => {
      await create(10);
      runtime.time += 10_000;
      expect(await tables.metadata.get(id)).toBeUndefined();
      expect(await lease()).toBeUndefined();
    });

    test('a room that never was is not there', async () => {
      expect(await tables.metadata.get(id)).toBeUndefined();
      expect(await lease()).toBeUndefined();
      expect(await tables.metadata.get(id)).toBeUndefined(); // and asking for its lease does not make it
    });

    test('a lease is held by one until it ends', async () => {
      await create();
      expect(await lease('one')).toMatchObject({ status: 'LOADING', fence: 1, leaseOwner: 'one', loaded: 0 });
      expect(await lease('other')).toBeUndefined();
      runtime.time += 30_000;
      expect(await lease('other')).toBeUndefined();
      runtime.time += 1;
      expect(await lease('other')).toMatchObject({ fence: 2, leaseOwner: 'other', leaseUntil: runtime.time + 30_000 });
    });

    test('who has the lease gets it again, with a higher fence', async () => {
      await create();
      await lease('one');
      expect(await lease('one')).toMatchObject({ fence: 2, leaseOwner: 'one' });
    });

    test('of fifty who want it at once, one gets it', async () => {
      await create();
      const leases = await Promise.all(Array.from({ length: 50 }, (_, index) => lease(`owner-${index}`)));
      expect(leases.filter(Boolean)).toHaveLength(1);
    });

    test('who counts on another state than there is gets no lease', async () => {
      await create();
      expect(await lease('one', 30)).toBeUndefined();
    });

    test('a publication shows the batch and ends the lease', async () => {
      await create();
      const { fence } = (await lease())!;
      runtime.time += 500;
      expect(await tables.metadata.publish({ roomId: id, fence, after: 0 }, publication)).toBe(true);
      const metadata = await tables.metadata.get(id);
      expect(metadata).toMatchObject({ ...publication, fence: 1, updatedAt: runtime.time });
      expect(metadata).not.toHaveProperty('leaseUntil');
      expect(metadata).not.toHaveProperty('leaseOwner');
      expect(await lease('other', 30)).toMatchObject({ fence: 2, catalogueVersion: 'v1' });
    });

    test('each publication leaves the fence of its batch behind', async () => {
      await create();
      runtime.time += 1;
      await lease('dies');
      runtime.time += 31_000;
      const first = (await lease('one'))!;
      await tables.metadata.publish({ roomId: id, fence: first.fence, after: 0 }, publication);
      const second = (await lease('two', 30))!;
      await tables.metadata.publish({ roomId: id, fence: second.fence, after: 30 }, { ...publication, loaded: 60 });
      expect((await tables.metadata.get(id))?.fences).toEqual([2, 3]);
    });

    test('what is lost is taken back, from the state in which it was missed alone', async () => {
      await create();
      for (const after of [0, 30]) {
        const { fence } = (await lease('one', after))!;
        await tables.metadata.publish({ roomId: id, fence, after }, { ...publication, loaded: after + 30 });
      }
      const seen = (await tables.metadata.get(id))!;
      await lease('at work', 60);
      expect(await tables.metadata.takeBack(seen, { loaded: 12, batches: 1 }, 'FAILED', 'lost')).toBe(false);
      runtime.time += 500;
      const now = (await tables.metadata.get(id))!;
      expect(await tables.metadata.takeBack(now, { loaded: 12, batches: 1 }, 'FAILED', 'lost')).toBe(true);
      const failed = (await tables.metadata.get(id))!;
      const { leaseUntil, leaseOwner, ...rest } = now;
      expect(leaseUntil).toBeDefined();
      expect(leaseOwner).toBe('at work');
      expect(failed).toEqual({
        ...{ ...rest, status: 'FAILED', reason: 'lost', loaded: 12, batches: 1, prefetchFrom: 12, fences: [1] },
        updatedAt: runtime.time,
      });
      expect(await tables.metadata.publish({ roomId: id, fence: now.fence, after: 60 }, publication)).toBe(false);
      expect(await tables.metadata.takeBack(failed, { loaded: 0, batches: 0 }, 'PENDING')).toBe(true);
      const anew = (await tables.metadata.get(id))!;
      expect(anew).toMatchObject({ status: 'PENDING', loaded: 0, batches: 0, fences: [], catalogueVersion: 'v1' });
      expect(anew).not.toHaveProperty('reason');
      expect(await lease('next')).toMatchObject({ fence: now.fence + 1 });
      expect(await tables.metadata.takeBack({ ...anew, roomId: randomUUID() }, anew, 'PENDING')).toBe(false);
    });

    test('an exhausted room and a failed one give no lease', async () => {
      await create();
      const { fence } = (await lease())!;
      await tables.metadata.publish({ roomId: id, fence, after: 0 }, { ...publication, status: 'EXHAUSTED' });
      expect(await lease('other', 30)).toBeUndefined();

      id = randomUUID();
      await create();
      const failing = (await lease())!;
      expect(await tables.metadata.fail({ roomId: id, fence: failing.fence, after: 0 }, 'No films today.')).toBe(true);
      expect(await tables.metadata.get(id)).toMatchObject({ status: 'FAILED', reason: 'No films today.', loaded: 0 });
      expect(await lease('other')).toBeUndefined();
    });

    test('a released room is as before', async () => {
      await create();
      const first = (await lease())!;
      expect(await tables.metadata.release({ roomId: id, fence: first.fence, after: 0 })).toBe(true);
      expect(await tables.metadata.get(id)).toMatchObject({ status: 'PENDING', loaded: 0 });
      const second = (await lease())!;
      await tables.metadata.publish({ roomId: id, fence: second.fence, after: 0 }, publication);
      const third = (await lease('one', 30))!;
      expect(await tables.metadata.release({ roomId: id, fence: third.fence, after: 30 })).toBe(true);
      expect(await tables.metadata.get(id)).toMatchObject({ status: 'READY', loaded: 30 });
    });

    test('who was overtaken can neither publish, nor fail, nor release', async () => {
      await create();
      const old = (await lease('old'))!;
      runtime.time += 30_001;
      await lease('new');
      const stale = { roomId: id, fence: old.fence, after: 0 };
      expect(await tables.metadata.publish(stale, publication)).toBe(false);
      expect(await tables.metadata.fail(stale, 'x')).toBe(false);
      expect(await tables.metadata.release(stale)).toBe(false);
      expect(await tables.metadata.get(id)).toMatchObject({ status: 'LOADING', fence: 2, loaded: 0 });
    });

    test('what is published cannot be published again', async () => {
      await create();
      const mine = { roomId: id, fence: (await lease())!.fence, after: 0 };
      expect(await tables.metadata.publish(mine, publication)).toBe(true);
      expect(await tables.metadata.publish(mine, publication)).toBe(false);
    });

    test('a deleted room is gone for its filler, too', async () => {
      await create();
      const mine = { roomId: id, fence: (await lease())!.fence, after: 0 };
      await tables.metadata.delete(id);
      await tables.metadata.delete(id);
      expect(await tables.metadata.get(id)).toBeUndefined();
      expect(await tables.metadata.publish(mine, publication)).toBe(false);
      expect(await tables.metadata.fail(mine, 'x')).toBe(false);
      expect(await tables.metadata.get(id)).toBeUndefined();
    });
  });

  describe('room-movie-cache', () => {
    const movie = (sequenceIndex: number, fence: number, filmId = sequenceIndex + 1): RoomMovie => ({
      roomId: id,
      sequenceIndex,
      batchNumber: 0,
      film: film(filmId),
      fence,
      ttl: now() + 1_000,
    });

    test('an older lease never replaces what a younger one has written', async () => {
      expect(await tables.movies.put(movie(0, 2, 11))).toBe(true);
      expect(await tables.movies.put(movie(0, 1, 12))).toBe(false);
      expect(await tables.movies.publishedIds(id, 1)).toEqual(['11']);
      expect(await tables.movies.put(movie(0, 2, 11))).toBe(true);
      expect(await tables.movies.put(movie(0, 3, 13))).toBe(true);
      expect(await tables.movies.publishedIds(id, 1)).toEqual(['13']);
    });

    test('published is what is below the mark, in order, of this room', async () => {
      await Promise.all([12, 3, 0, 25, 10].map((index) => tables.movies.put(movie(index, 1))));
      await tables.movies.put({ ...movie(1, 1), roomId: randomUUID() });
      expect(await tables.movies.publishedIds(id, 12)).toEqual(['1', '4', '11']);
      expect(await tables.movies.publishedIds(id, 0)).toEqual([]);
    });

    test('a room is deleted as a whole, and deleting it again finds nothing', async () => {
      const other = randomUUID();
      await Promise.all(Array.from({ length: 60 }, (_, index) => tables.movies.put(movie(index, 1))));
      await tables.movies.put({ ...movie(0, 1), roomId: other });
      expect(await tables.movies.deleteRoom(id)).toBe(60);
      expect(await tables.movies.publishedIds(id, 300)).toEqual([]);
      expect(await tables.movies.deleteRoom(id)).toBe(0);
      expect(await tables.movies.publishedIds(other, 300)).toEqual(['1']);
    });
  });

  describe('filter-cache, catalogues', () => {
    const lease = (owner = 'one', lostVersion?: string) =>
      tables.filters.acquireLease({
        cacheKey: id,
        owner,
        leaseUntil: runtime.time + 10_000,
        ttl: now() + 5_000,
        ...(lostVersion === undefined ? {} : { lostVersion }),
      });
    const published = async (version = 'v1') => {
      const { fence } = (await lease())!;
      await tables.filters.publish({ cacheKey: id, fence }, version, now() + 100, now() + 5_000);
    };

    test('nobody has asked yet', async () => {
      expect(await tables.filters.head(id)).toBeUndefined();
      expect(await tables.filters.snapshot(id, 'v1')).toBeUndefined();
    });

    test('one asks, the others wait, and take over when its lease has ended', async () => {
      expect(await lease('one')).toMatchObject({ fence: 1, freshUntil: 0 });
      expect(await tables.filters.head(id)).toMatchObject({ fence: 1, leaseUntil: runtime.time + 10_000 });
      expect(await lease('other')).toBeUndefined();
      expect(await lease('one')).toMatchObject({ fence: 2 });
      runtime.time += 10_001;
      expect(await lease('other')).toMatchObject({ fence: 3 });
    });

    test('of fifty who want to ask at once, one does', async () => {
      const leases = await Promise.all(Array.from({ length: 50 }, (_, index) => lease(`owner-${index}`)));
      expect(leases.filter(Boolean)).toHaveLength(1);
    });

    test('a publication is fresh until it is not', async () => {
      await published();
      const head = await tables.filters.head(id);
      expect(head).toEqual({ version: 'v1', freshUntil: now() + 100, fence: 1, ttl: now() + 5_000 });
      expect(await lease('other')).toBeUndefined();
      runtime.time += 100_000;
      expect(await lease('other')).toMatchObject({ version: 'v1', fence: 2 });
    });

    test('a fresh one whose films are lost can be asked for again, by naming it', async () => {
      await published('v1');
      expect(await lease('other', 'v0')).toBeUndefined();
      expect(await lease('other', 'v1')).toMatchObject({ fence: 2 });
    });

    test('a failure is told to those who wait, and forgotten with the next success', async () => {
      const first = (await lease())!;
      expect(await tables.filters.fail({ cacheKey: id, fence: first.fence }, 'TMDB is away.')).toBe(true);
      expect(await tables.filters.head(id)).toMatchObject({ failedFence: 1, reason: 'TMDB is away.' });
      expect(await tables.filters.head(id)).not.toHaveProperty('leaseUntil');
      await published();
      expect(await tables.filters.head(id)).not.toHaveProperty('failedFence');
      expect(await tables.filters.head(id)).not.toHaveProperty('reason');
    });

    test('who was overtaken can neither publish nor fail', async () => {
      const old = (await lease('old'))!;
      runtime.time += 10_001;
      await lease('new');
      const stale = { cacheKey: id, fence: old.fence };
      expect(await tables.filters.publish(stale, 'v9', now() + 100, now() + 5_000)).toBe(false);
      expect(await tables.filters.fail(stale, 'x')).toBe(false);
      expect(await tables.filters.head(id)).not.toHaveProperty('version');
    });

    test('what has expired is not there', async () => {
      const snapshot = createSnapshot([{ films: [film(1)] }]);
      await published(snapshot.version);
      await tables.filters.putSnapshot(id, snapshot, now() + 5_000);
      runtime.time += 4_999_000;
      expect(await tables.filters.snapshot(id, snapshot.version)).toEqual(snapshot);
      runtime.time += 1_000;
      expect(await tables.filters.head(id)).toBeUndefined();
      expect(await tables.filters.snapshot(id, snapshot.version)).toBeUndefined();
    });

    test('snapshots of every size come back as they were, several of one filter side by side', async () => {
      const long = 'An overview with umlauts: äöü. '.repeat(60);
      const big = createSnapshot([
        { films: Array.from({ length: 800 }, (_, i) => ({ ...film(i + 1), overview: long })) },
      ]);
      const small = createSnapshot([
        { films: [{ ...film(1), posterPath: '/p.jpg', releaseDate: '1999-03-30', voteAverage: 8.2 }] },
      ]);
      const empty = createSnapshot([]);
      for (const snapshot of [big, small, empty]) await tables.filters.putSnapshot(id, snapshot, now() + 10);
      for (const snapshot of [big, small, empty]) {
        expect(await tables.filters.snapshot(id, snapshot.version)).toEqual(snapshot);
      }
    });
  });

  describe('filter-cache, single answers', () => {
    const schema = z.object({ title: z.string() });

    test('an answer comes back, and so does the answer that there is nothing', async () => {
      const times = { freshUntil: now() + 10, ttl: now() + 20 };
      await tables.values.put(id, { value: { title: 'Heat' }, ...times });
      expect(await tables.values.get(id, schema)).toEqual({ value: { title: 'Heat' }, ...times });
      await tables.values.put(id, { value: undefined, ...times });
      expect(await tables.values.get(id, schema)).toMatchObject(times);
      expect((await tables.values.get(id, schema))?.value).toBeUndefined();
    });

    test('what is unknown, expired, or written in another shape, is not there', async () => {
      expect(await tables.values.get(id, schema)).toBeUndefined();
      await tables.values.put(id, { value: { name: 'Heat' }, freshUntil: now() + 10, ttl: now() + 20 });
      expect(await tables.values.get(id, schema)).toBeUndefined();
      await tables.values.put(id, { value: { title: 'Heat' }, freshUntil: now() + 10, ttl: now() + 20 });
      runtime.time += 20_000;
      expect(await tables.values.get(id, schema)).toBeUndefined();
    });
  });

  describe('room-members', () => {
    const member = (userId: string, name = userId): Member => ({
      ...{ roomId: id, userId, name, role: 'MEMBER', joinedAt: '2026-01-02T03:04:05.000Z' },
      ttl: now() + 100,
    });

    test('who joins is listed until the room expires, in that room alone', async () => {
      expect(await tables.members.list(id)).toEqual([]);
      await tables.members.put(member('ben'));
      await tables.members.put({ ...member('ana'), role: 'HOST' });
      await tables.members.put({ ...member('eva'), roomId: randomUUID() });
      expect(await tables.members.list(id)).toEqual([{ ...member('ana'), role: 'HOST' }, member('ben')]);
      runtime.time += 100_000;
      expect(await tables.members.list(id)).toEqual([]);
    });

    test('who joins again has another name, and is who they were', async () => {
      await tables.members.put({ ...member('ana'), role: 'HOST' });
      await tables.members.put({ ...member('ana', 'Ana B.'), joinedAt: '2026-01-03T00:00:00.000Z' });
      expect(await tables.members.list(id)).toEqual([{ ...member('ana', 'Ana B.'), role: 'HOST' }]);
      await tables.members.put({ ...member('ana'), signedIn: true });
      await tables.members.put(member('ana'));
      expect(await tables.members.list(id)).toEqual([{ ...member('ana'), role: 'HOST', signedIn: true }]);
    });

    test('fifty may vote, and more who came at one moment are listed, too', async () => {
      const all = Array.from({ length: 60 }, (_, index) => member(`m${index}`));
      await Promise.all(all.map((one) => tables.members.put(one)));
      expect(await tables.members.list(id)).toHaveLength(60);
    });
  });

  describe('rooms', () => {
    const room = (): Room => ({
      id,
      name: 'Friday',
      hostId: 'host',
      mediaType: 'TV',
      genreIds: [18],
      inviteCode: `C-${id}`,
      status: 'ACTIVE',
      createdAt: '2026-01-02T03:04:05.000Z',
      ttl: now() + 100,
    });

    test('a room is found by its id until it expires', async () => {
      expect(await tables.rooms.get(id)).toBeUndefined();
      const written = room();
      await tables.rooms.putRoom(written);
      expect(await tables.rooms.get(id)).toEqual(written);
      runtime.time += 100_000;
      expect(await tables.rooms.get(id)).toBeUndefined();
    });

    test('an invite code belongs to one room until it expires', async () => {
      const code = `C-${id}`;
      expect(await tables.rooms.putInvite(code, id, now() + 100)).toBe(true);
      expect(await tables.rooms.putInvite(code, 'another', now() + 100)).toBe(false);
      expect(await tables.rooms.putInvite(code, id, now() + 100)).toBe(true);
      expect(await tables.rooms.invitedRoomId(code)).toBe(id);
      runtime.time += 100_000;
      expect(await tables.rooms.invitedRoomId(code)).toBeUndefined();
      expect(await tables.rooms.putInvite(code, 'another', now() + 100)).toBe(true);
      expect(await tables.rooms.invitedRoomId(code)).toBe('another');
      expect(await tables.rooms.invitedRoomId(`D-${id}`)).toBeUndefined();
    });

    test('a room is closed once and for all', async () => {
      const written = room();
      expect(await tables.rooms.close(written)).toBeUndefined();
      expect(await tables.rooms.get(id)).toBeUndefined(); // closing does not make it
      await tables.rooms.putRoom(written);
      expect(await tables.rooms.close(written)).toEqual({ ...written, status: 'CLOSED' });
      expect(await tables.rooms.close(written)).toEqual({ ...written, status: 'CLOSED' });
      expect(await tables.rooms.get(id)).toEqual({ ...written, status: 'CLOSED' });
    });
  });
}
