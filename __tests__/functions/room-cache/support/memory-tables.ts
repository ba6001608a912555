/* eslint-disable @typescript-eslint/require-await -- async like the real ones, though memory never waits */
import type { CachedValue, ValueCacheTable } from '../../../../functions/room-cache/movie/value-cache';
import type { Snapshot } from '../../../../functions/room-cache/cache/catalogue-snapshot';
import type {
  FilterCacheTable,
  FilterLease,
  FilterLeaseRequest,
} from '../../../../functions/room-cache/cache/filter-cache';
import type { Head } from '../../../../functions/room-cache/cache/filter-items';
import type { RoomMovie, RoomMovieCacheTable } from '../../../../functions/room-cache/cache/room-movie-cache';
import type { RoomMembersTable } from '../../../../functions/room-cache/room/room-members';
import type { RoomsTable } from '../../../../functions/room-cache/room/rooms';
import type { Member } from '../../../../model/room-cache/items/votes';
import type { Room } from '../../../../model/room-cache/items/room';
import type { Attributes } from '../../../../model/item';
import type { RoomCache } from '../../../../model/room-cache/items/room-cache';
import type {
  KeptFilms,
  Lease,
  LeaseRequest,
  NewRoomCache,
  Publication,
  RoomCacheMetadataTable,
} from '../../../../functions/room-cache/shared/room-cache-metadata';
import { without } from '../../support/without';

/**
 * The tables in memory, for tests that need thousands of fills or a say in who comes first. They pass the very suite
 * that the real ones pass on DynamoDB (tables-suite.ts); each call takes effect at one moment, as a single-item write does.
 */

type Public<Class> = { [Key in keyof Class]: Class[Key] };
type Clock = () => number;
const seconds = (now: Clock) => Math.floor(now() / 1000);

export class MemoryMetadata implements Public<RoomCacheMetadataTable> {
  readonly items = new Map<string, RoomCache>();
  constructor(private readonly now: Clock) {}

  async create(room: NewRoomCache): Promise<void> {
    if (this.items.has(room.roomId)) return;
    const start = { status: 'PENDING', loaded: 0, batches: 0, prefetchFrom: 0, fence: 0 } as const;
    this.items.set(room.roomId, { ...room, genreIds: [...room.genreIds], ...start, updatedAt: this.now() });
  }

  async get(roomId: string): Promise<RoomCache | undefined> {
    const item = this.live(roomId);
    return item && { ...item };
  }

  async acquireLease(request: LeaseRequest): Promise<RoomCache | undefined> {
    const item = this.live(request.roomId);
    if (!item || item.loaded !== request.after) return undefined;
    const idle = item.status === 'PENDING' || item.status === 'READY';
    const abandoned = item.status === 'LOADING' && (item.leaseUntil ?? Infinity) < this.now();
    const mine = item.status === 'LOADING' && item.leaseOwner === request.owner;
    if (!idle && !abandoned && !mine) return undefined;
    const { leaseUntil, owner: leaseOwner } = request;
    const leased = {
      ...item,
      status: 'LOADING' as const,
      leaseUntil,
      leaseOwner,
      fence: item.fence + 1,
      updatedAt: this.now(),
    };
    this.items.set(request.roomId, leased);
    return { ...leased };
  }

  async publish(lease: Lease, publication: Publication): Promise<boolean> {
    const fences = [...(this.items.get(lease.roomId)?.fences ?? []), lease.fence];
    return this.endLease(lease, { ...publication, fences });
  }

  async fail(lease: Lease, reason: string): Promise<boolean> {
    return this.endLease(lease, { status: 'FAILED', reason });
  }

  async release(lease: Lease): Promise<boolean> {
    return this.endLease(lease, { status: lease.after === 0 ? 'PENDING' : 'READY' });
  }

  async takeBack(seen: RoomCache, kept: KeptFilms, status: 'FAILED' | 'PENDING', reason?: string): Promise<boolean> {
    const item = this.live(seen.roomId);
    if (item?.fence !== seen.fence || item.loaded !== seen.loaded || item.status !== seen.status) return false;
    this.items.set(seen.roomId, {
      ...without(item, 'leaseUntil', 'leaseOwner', 'reason'),
      ...{ ...kept, status, fences: (item.fences ?? []).slice(0, kept.batches), updatedAt: this.now() },
      prefetchFrom: Math.min(item.prefetchFrom, kept.loaded),
      ...(reason === undefined ? {} : { reason }),
    });
    return true;
  }

  async delete(roomId: string): Promise<void> {
    this.items.delete(roomId);
  }

  private live(roomId: string): RoomCache | undefined {
    const item = this.items.get(roomId);
    return item && item.ttl > seconds(this.now) ? item : undefined;
  }

  private endLease(lease: Lease, change: Partial<RoomCache>): boolean {
    const item = this.items.get(lease.roomId);
    if (item?.status !== 'LOADING' || item.fence !== lease.fence || item.loaded !== lease.after) return false;
    const kept = without(item, 'leaseUntil', 'leaseOwner', 'reason');
    this.items.set(lease.roomId, { ...kept, ...change, updatedAt: this.now() });
    return true;
  }
}

export class MemoryMembers implements Public<RoomMembersTable> {
  readonly items = new Map<string, Map<string, Member>>();
  constructor(private readonly now: Clock) {}

  async put(member: Member): Promise<void> {
    const room = this.items.get(member.roomId) ?? new Map<string, Member>();
    this.items.set(member.roomId, room);
    const before = room.get(member.userId);
    const { role, joinedAt } = before ?? member;
    const signedIn = before?.signedIn ?? member.signedIn;
    room.set(member.userId, { ...member, role, joinedAt, ...(signedIn && { signedIn }) });
  }

  async list(roomId: string): Promise<Member[]> {
    const inRoom = [...(this.items.get(roomId)?.values() ?? [])].filter(({ ttl }) => ttl > seconds(this.now));
    return inRoom.sort((one, other) => (one.userId < other.userId ? -1 : 1));
  }
}

export class MemoryMovies implements Public<RoomMovieCacheTable> {
  readonly items = new Map<string, Map<number, RoomMovie>>();

  async put(movie: RoomMovie): Promise<boolean> {
    const room = this.items.get(movie.roomId) ?? new Map<number, RoomMovie>();
    this.items.set(movie.roomId, room);
    if ((room.get(movie.sequenceIndex)?.fence ?? 0) > movie.fence) return false;
    room.set(movie.sequenceIndex, movie);
    return true;
  }

  async publishedIds(roomId: string, loaded: number): Promise<string[]> {
    return this.inOrder(roomId)
      .filter((movie) => movie.sequenceIndex < loaded)
      .map((movie) => movie.film.id);
  }

  async published(roomId: string, loaded: number): Promise<Attributes[]> {
    return this.inOrder(roomId)
      .filter((movie) => movie.sequenceIndex < loaded)
      .map(({ film: { id, ...details }, ...place }) => ({ ...place, movieId: id, ...details }));
  }

  async deleteRoom(roomId: string): Promise<number> {
    const count = this.items.get(roomId)?.size ?? 0;
    this.items.delete(roomId);
    return count;
  }

  inOrder(roomId: string): RoomMovie[] {
    return [...(this.items.get(roomId)?.values() ?? [])].sort((a, b) => a.sequenceIndex - b.sequenceIndex);
  }
}

export class MemoryFilters implements Public<FilterCacheTable> {
  readonly heads = new Map<string, Head & { leaseOwner?: string }>();
  readonly snapshots = new Map<string, { snapshot: Snapshot; ttl: number }>();
  constructor(private readonly now: Clock) {}

  async head(cacheKey: string): Promise<Head | undefined> {
    const item = this.heads.get(cacheKey);
    return item && item.ttl > seconds(this.now) ? { ...item } : undefined;
  }

  async acquireLease(request: FilterLeaseRequest): Promise<Head | undefined> {
    const item = this.heads.get(request.cacheKey);
    if (item) {
      const due = item.freshUntil <= seconds(this.now) || (item.version ?? '') === request.lostVersion;
      const mine = item.leaseOwner === request.owner;
      const nobodyAsks = item.leaseUntil === undefined || item.leaseUntil < this.now() || mine;
      if (!due || !nobodyAsks) return undefined;
    }
    const { leaseUntil, owner: leaseOwner, ttl } = request;
    const leased = { freshUntil: 0, ...item, leaseUntil, leaseOwner, ttl, fence: (item?.fence ?? 0) + 1 };
    this.heads.set(request.cacheKey, leased);
    return { ...leased };
  }

  async putSnapshot(cacheKey: string, snapshot: Snapshot, ttl: number): Promise<void> {
    this.snapshots.set(`${cacheKey}/${snapshot.version}`, { snapshot, ttl });
  }

  async snapshot(cacheKey: string, version: string): Promise<Snapshot | undefined> {
    const item = this.snapshots.get(`${cacheKey}/${version}`);
    return item && item.ttl > seconds(this.now) ? item.snapshot : undefined;
  }

  async publish(lease: FilterLease, version: string, freshUntil: number, ttl: number): Promise<boolean> {
    return this.endLease(lease, (head) => ({ ...without(head, 'failedFence', 'reason'), version, freshUntil, ttl }));
  }

  async fail(lease: FilterLease, reason: string): Promise<boolean> {
    return this.endLease(lease, (head) => ({ ...head, failedFence: lease.fence, reason }));
  }

  private endLease(lease: FilterLease, change: (head: Head) => Head): boolean {
    const item = this.heads.get(lease.cacheKey);
    if (item?.leaseUntil === undefined || item.fence !== lease.fence) return false;
    this.heads.set(lease.cacheKey, change(without(item, 'leaseUntil', 'leaseOwner')));
    return true;
  }
}

export class MemoryRooms implements Public<RoomsTable> {
  readonly rooms = new Map<string, Room>();
  readonly invites = new Map<string, { roomId: string; ttl: number }>();
  constructor(private readonly now: Clock) {}

  async putInvite(code: string, roomId: string, ttl: number): Promise<boolean> {
    const item = this.invites.get(code);
    if (item && item.ttl > seconds(this.now) && item.roomId !== roomId) return false;
    this.invites.set(code, { roomId, ttl });
    return true;
  }

  async putRoom(room: Room): Promise<void> {
    this.rooms.set(room.id, { ...room });
  }

  async invitedRoomId(code: string): Promise<string | undefined> {
    const item = this.invites.get(code);
    return item && item.ttl > seconds(this.now) ? item.roomId : undefined;
  }

  async get(id: string): Promise<Room | undefined> {
    const item = this.rooms.get(id);
    return item && item.ttl > seconds(this.now) ? { ...item } : undefined;
  }

  async close(room: Room): Promise<Room | undefined> {
    if (!this.rooms.has(room.id)) return undefined;
    const closed: Room = { ...room, status: 'CLOSED' };
    this.rooms.set(room.id, closed);
    return { ...closed };
  }
}

export class MemoryValues implements Public<ValueCacheTable> {
  readonly items = new Map<string, CachedValue<unknown>>();
  constructor(private readonly now: Clock) {}

  async get<T>(cacheKey: string, schema: Parameters<ValueCacheTable['get']>[1]): Promise<CachedValue<T> | undefined> {
    const item = this.items.get(cacheKey);
    if (!item || item.ttl <= seconds(this.now)) return undefined;
    if (item.value !== undefined && !schema.safeParse(item.value).success) return undefined;
    return item as CachedValue<T>;
  }

  async put<T>(cacheKey: string, cached: CachedValue<T>): Promise<void> {
    this.items.set(cacheKey, cached);
  }
}
