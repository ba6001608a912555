import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { allOf, anyOf, unlessRefused } from './conditions';
import { parseItem } from './items';
import { mediaTypeSchema, type MediaType } from './media-type';
import { epochSeconds } from './time';

const metadataSchema = z.object({
  roomId: z.string(),
  mediaType: mediaTypeSchema,
  genreIds: z.array(z.int()),
  status: z.enum(['PENDING', 'LOADING', 'READY', 'EXHAUSTED', 'FAILED']),
  /** Films that readers may see: `sequenceIndex` 0 to `loaded - 1`. */
  loaded: z.int(),
  batches: z.int(),
  /** A read that reaches this index starts the next batch. */
  prefetchFrom: z.int(),
  /** Counts the leases of this room. Who holds the highest number may write. */
  fence: z.int(),
  /**
   * By batch number, the fence under which it was published. A replica that lags may still show what a dead filler wrote
   * before; readers tell it by its fence. Absent until the first batch.
   */
  fences: z.optional(z.array(z.int())),
  /** Epoch milliseconds; only while LOADING. */
  leaseUntil: z.optional(z.int()),
  /** The invocation that holds the lease; only while LOADING. */
  leaseOwner: z.optional(z.string()),
  /** The catalogue snapshot that the next batch continues. */
  catalogueVersion: z.optional(z.string()),
  /** The room changed to a younger snapshot on its way: what it has already must be left out by looking. */
  repinned: z.optional(z.boolean()),
  /** Why it FAILED, in words for a member. */
  reason: z.optional(z.string()),
  /** Epoch milliseconds. */
  updatedAt: z.int(),
  /** Epoch seconds. The room's films carry the same. */
  ttl: z.int(),
});
export type RoomCacheMetadata = z.infer<typeof metadataSchema>;

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

const roomExists = 'attribute_exists(roomId)';
const notExpired = '#ttl > :nowSeconds';
const nobodyWasFaster = 'loaded = :after';
const idle = '#status IN (:pending, :ready)';
const abandoned = allOf('#status = :loading', 'leaseUntil < :now');
const mineAlready = allOf('#status = :loading', 'leaseOwner = :owner');
const leaseIsMine = allOf('fence = :fence', '#status = :loading', nobodyWasFaster);

/** Table `room-cache-metadata`: one item a room, the state of its fill. */
export class RoomCacheMetadataTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly now: () => number,
  ) {}

  /** Writes the PENDING state of a new room. Asked again for the same room, it changes nothing. */
  async create(room: NewRoomCache): Promise<void> {
    const item: RoomCacheMetadata = {
      ...room,
      genreIds: [...room.genreIds],
      status: 'PENDING',
      loaded: 0,
      batches: 0,
      prefetchFrom: 0,
      fence: 0,
      updatedAt: this.now(),
    };
    const roomIsNew = 'attribute_not_exists(roomId)';
    await unlessRefused(
      this.dynamodb.send(new PutCommand({ TableName: this.tableName, Item: item, ConditionExpression: roomIsNew })),
    );
  }

  /** @returns undefined when the room is closed, expired or unknown */
  async get(roomId: string): Promise<RoomCacheMetadata | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: { roomId }, ConsistentRead: true }),
    );
    if (!Item) return undefined;
    const metadata = parseItem(this.tableName, metadataSchema, Item);
    return metadata.ttl > epochSeconds(this.now()) ? metadata : undefined;
  }

  /** @returns undefined when there is nothing to do for this caller: another holds the lease, was faster, or the room is gone */
  async acquireLease(request: LeaseRequest): Promise<RoomCacheMetadata | undefined> {
    const now = this.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { roomId: request.roomId },
          ConditionExpression: allOf(roomExists, notExpired, nobodyWasFaster, anyOf(idle, abandoned, mineAlready)),
          UpdateExpression:
            'SET #status = :loading, leaseUntil = :leaseUntil, leaseOwner = :owner, fence = if_not_exists(fence, :zero) + :one, updatedAt = :now',
          ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':pending': 'PENDING',
            ':ready': 'READY',
            ':loading': 'LOADING',
            ':after': request.after,
            ':owner': request.owner,
            ':leaseUntil': request.leaseUntil,
            ':zero': 0,
            ':one': 1,
            ':now': now,
            ':nowSeconds': epochSeconds(now),
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output && parseItem(this.tableName, metadataSchema, output.Attributes);
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

  /** Hides the room from readers and fillers at once. */
  async delete(roomId: string): Promise<void> {
    await this.dynamodb.send(new DeleteCommand({ TableName: this.tableName, Key: { roomId } }));
  }

  private async endLease(
    lease: Lease,
    assignments: string | undefined,
    status: RoomCacheMetadata['status'],
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
            ':now': this.now(),
            ...values,
          },
        }),
      ),
    );
    return output !== undefined;
  }
}
