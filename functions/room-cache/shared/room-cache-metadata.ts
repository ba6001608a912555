import { isDeepStrictEqual } from 'node:util';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { MediaType } from '../../../api/room-cache/schema.types';
import { own } from '../../../keys/own';
import { allOf, anyOf, unlessRefused } from '../../shared/conditions';
import { readItem, type ItemPorts } from '../../shared/item-reader';
import { isLiveAt, type Attributes } from '../../../model/item';
import { LONGEST_LEASE_MS } from '../../../model/room-cache/items/attributes';
import { readRoomCache, type RoomCache } from '../../../model/room-cache/items/room-cache';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

export interface NewRoomCache {
  readonly roomId: string;
  readonly mediaType: MediaType;
  readonly genreIds: readonly number[];
  readonly ttl: number;
}

export interface LeaseRequest {
  readonly roomId: string;
  /** Films that the caller believes to be published. Someone else was faster when it is not so. */
  readonly after: number;
  /** Unique to this invocation, so that a lease whose answer got lost on the way can be asked for again. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly leaseUntil: number;
}

/** What only the holder of the lease may do. */
export interface Lease {
  readonly roomId: string;
  readonly fence: number;
  readonly after: number;
}

export interface Publication {
  readonly loaded: number;
  readonly batches: number;
  readonly prefetchFrom: number;
  readonly status: 'READY' | 'EXHAUSTED';
  readonly catalogueVersion: string;
  readonly repinned: boolean;
}

/** What is still published when films are lost. */
export interface KeptFilms {
  readonly loaded: number;
  readonly batches: number;
}

/** An attribute that is undefined is removed. */
type Rewritten = { readonly [Name in keyof RoomCache]: RoomCache[Name] | undefined } & Pick<RoomCache, 'roomId'>;

const roomExists = 'attribute_exists(roomId)';
const notExpired = '#ttl > :nowSeconds';
const nobodyWasFaster = 'loaded = :after';
const idle = '#status IN (:pending, :ready)';
/** Its end is over, or so far away that no function can have meant it. */
const abandoned = allOf('#status = :loading', anyOf('leaseUntil < :now', 'leaseUntil > :latestLease'));
const mineAlready = allOf('#status = :loading', 'leaseOwner = :owner');
/** What this project counts with must be numbers and a list of them; DynamoDB fails the write otherwise. */
const canBeCounted = allOf(
  'attribute_type(fence, :number)',
  anyOf('attribute_not_exists(fences)', 'attribute_type(fences, :list)'),
);
const leaseIsMine = allOf('fence = :fence', '#status = :loading', nobodyWasFaster);

/** Table `room-cache-metadata`: one item a room, the state of its fill. */
export class RoomCacheMetadataTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'now'>,
  ) {}

  /** Writes the PENDING state of a new room. Asked again for the same room, it changes nothing. */
  async create(room: NewRoomCache): Promise<void> {
    const item: RoomCache = {
      ...room,
      genreIds: [...room.genreIds],
      status: 'PENDING',
      loaded: 0,
      batches: 0,
      prefetchFrom: 0,
      fence: 0,
      updatedAt: this.ports.now(),
    };
    const roomIsNew = 'attribute_not_exists(roomId)';
    await unlessRefused(
      this.dynamodb.send(new PutCommand({ TableName: this.tableName, Item: item, ConditionExpression: roomIsNew })),
    );
  }

  /** @returns undefined when the room is closed, expired or unknown, or its item is set aside */
  async get(roomId: string): Promise<RoomCache | undefined> {
    const item = await this.read(roomId);
    return item && this.parse(roomId, item);
  }

  /**
   * An item that can be understood, though another release wrote it otherwise, is first written as this one does.
   *
   * @returns undefined when there is nothing to do for this caller: another holds the lease, was faster, or the room is gone
   */
  async acquireLease(request: LeaseRequest): Promise<RoomCache | undefined> {
    const leased = await this.lease(request);
    if (leased) return this.parse(request.roomId, leased);
    const item = await this.read(request.roomId);
    const metadata = item && this.parse(request.roomId, item);
    if (!item || !metadata || !(await this.rewrite(item, metadata))) return undefined;
    const again = await this.lease(request);
    return again && this.parse(request.roomId, again);
  }

  /** Makes a batch visible to readers and gives the lease back. @returns false when the lease is no longer mine */
  async publish(lease: Lease, publication: Publication): Promise<boolean> {
    return this.endLease(
      lease,
      'loaded = :loaded, batches = :batches, prefetchFrom = :prefetchFrom, catalogueVersion = :version, ' +
        'repinned = :repinned, fences = list_append(if_not_exists(fences, :noFences), :fences)',
      publication.status,
      {
        ':loaded': publication.loaded,
        ':batches': publication.batches,
        ':prefetchFrom': publication.prefetchFrom,
        ':version': publication.catalogueVersion,
        ':repinned': publication.repinned,
        ':noFences': [],
        ':fences': [lease.fence],
      },
    );
  }

  /** FAILED keeps what is loaded; `refillRoom` is the way out. @returns false when the lease is no longer mine */
  async fail(lease: Lease, reason: string): Promise<boolean> {
    return this.endLease(lease, 'reason = :reason', 'FAILED', { ':reason': reason });
  }

  /** Gives the lease back with nothing done, so that the next filler need not wait for its end. */
  async release(lease: Lease): Promise<boolean> {
    return this.endLease(lease, undefined, lease.after === 0 ? 'PENDING' : 'READY', {});
  }

  /**
   * Takes back the publication of films that are lost. A filler that is at work is overtaken by it.
   *
   * @param seen the state in which they were missed
   * @returns false when the state is another one by now, or has expired
   */
  async takeBack(seen: RoomCache, kept: KeptFilms, status: 'FAILED' | 'PENDING', reason?: string): Promise<boolean> {
    const item = await this.read(seen.roomId);
    const now = item && this.parse(seen.roomId, item);
    if (!item || !now || now.fence !== seen.fence || now.loaded !== seen.loaded || now.status !== seen.status)
      return false;
    return this.rewrite(item, {
      ...now,
      ...kept,
      status,
      fences: (now.fences ?? []).slice(0, kept.batches),
      prefetchFrom: Math.min(now.prefetchFrom, kept.loaded),
      updatedAt: this.ports.now(),
      reason,
      leaseUntil: undefined,
      leaseOwner: undefined,
    });
  }

  /** Hides the room from readers and fillers at once. */
  async delete(roomId: string): Promise<void> {
    await this.dynamodb.send(new DeleteCommand({ TableName: this.tableName, Key: { roomId } }));
  }

  private async lease(request: LeaseRequest): Promise<Attributes | undefined> {
    const now = this.ports.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { roomId: request.roomId },
          ConditionExpression: allOf(
            roomExists,
            notExpired,
            nobodyWasFaster,
            canBeCounted,
            anyOf(idle, abandoned, mineAlready),
          ),
          UpdateExpression:
            'SET #status = :loading, leaseUntil = :leaseUntil, leaseOwner = :owner, fence = fence + :one, updatedAt = :now',
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':pending': 'PENDING',
            ':ready': 'READY',
            ':loading': 'LOADING',
            ':after': request.after,
            ':owner': request.owner,
            ':leaseUntil': request.leaseUntil,
            ':number': 'N',
            ':list': 'L',
            ':one': 1,
            ':now': now,
            ':latestLease': now + LONGEST_LEASE_MS,
            ':nowSeconds': epochSeconds(now),
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output?.Attributes;
  }

  private async read(roomId: string): Promise<Attributes | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: { roomId }, ConsistentRead: true }),
    );
    return Item;
  }

  /** @returns undefined when it has expired or is set aside */
  private parse(roomId: string, item: Attributes): RoomCache | undefined {
    const metadata = readItem(this.ports, this.tableName, { roomId }, item, readRoomCache);
    return metadata && isLiveAt(metadata, epochSeconds(this.ports.now())) ? metadata : undefined;
  }

  /** Attributes that nobody here knows stay. @returns false when it is as this release writes it, or somebody was faster */
  private async rewrite(item: Attributes, { roomId, ...metadata }: Rewritten): Promise<boolean> {
    const changed = Object.entries(metadata).filter(([name, value]) => !isDeepStrictEqual(own(item, name), value));
    if (changed.length === 0) return false;
    const written = changed.filter(([, value]) => value !== undefined);
    const guards = ['status', 'loaded', 'fence']; // each lease and each publication changes one of them
    const isAsRead = guards.map((name) =>
      own(item, name) === undefined ? `attribute_not_exists(#${name})` : `#${name} = :old_${name}`,
    );
    const names = [...new Set([...guards, ...changed.map(([name]) => name)])];
    const values = [
      ...guards.flatMap((name) => (own(item, name) === undefined ? [] : [[`:old_${name}`, own(item, name)] as const])),
      ...written.map(([name, value]) => [`:${name}`, value] as const),
    ];
    const removed = changed.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { roomId },
          ConditionExpression: allOf(roomExists, ...isAsRead),
          UpdateExpression: [
            `SET ${written.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
          ].join(' '),
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(values),
        }),
      ),
    );
    return output !== undefined;
  }

  private async endLease(
    lease: Lease,
    assignments: string | undefined,
    status: RoomCache['status'],
    values: Record<string, unknown>,
  ): Promise<boolean> {
    const set = ['#status = :status', 'updatedAt = :now', ...(assignments ? [assignments] : [])].join(', ');
    const remove = ['leaseUntil', 'leaseOwner', ...(status === 'FAILED' ? [] : ['reason'])].join(', ');
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { roomId: lease.roomId },
          ConditionExpression: leaseIsMine,
          UpdateExpression: `SET ${set} REMOVE ${remove}`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':loading': 'LOADING',
            ':status': status,
            ':after': lease.after,
            ':fence': lease.fence,
            ':now': this.ports.now(),
            ...values,
          },
        }),
      ),
    );
    return output !== undefined;
  }
}
