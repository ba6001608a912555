import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { allOf, anyOf, unlessRefused } from '../shared/conditions';
import { parseItem } from '../shared/items';
import { epochSeconds } from '../shared/time';
import type { Snapshot } from './catalogue-snapshot';
import { filmSchema, type Film } from './film';

const headSchema = z.object({
  /** The snapshot that new rooms start from; absent until the first one is complete. */
  version: z.optional(z.string()),
  /** Epoch seconds; after it TMDB is asked again. */
  freshUntil: z.int(),
  /** Epoch milliseconds; while somebody asks TMDB. */
  leaseUntil: z.optional(z.int()),
  /** Counts those who asked TMDB. */
  fence: z.int(),
  /** The latest one who asked in vain, and why. Those who waited for it share the answer. */
  failedFence: z.optional(z.int()),
  reason: z.optional(z.string()),
  /** Epoch seconds. */
  ttl: z.int(),
});
export type Head = z.infer<typeof headSchema>;

const partSchema = z.object({
  films: z.array(filmSchema),
  /** How many parts the snapshot has. */
  parts: z.int(),
  /** Epoch seconds. */
  ttl: z.int(),
});
type Part = z.infer<typeof partSchema>;

export interface FilterLease {
  readonly cacheKey: string;
  readonly fence: number;
}

export interface FilterLeaseRequest {
  readonly cacheKey: string;
  /** Unique to this invocation. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly leaseUntil: number;
  /** Epoch seconds. */
  readonly ttl: number;
  /** A fresh version whose parts are gone, which only a person can have done. */
  readonly lostVersion?: string;
}

/** Bytes of JSON in one item; DynamoDB takes 400 KB, and counts about as JSON does. */
const partBytes = 300_000;

const notFresh = 'freshUntil <= :nowSeconds';
const nobodyAsks = anyOf('attribute_not_exists(leaseUntil)', 'leaseUntil < :now', 'leaseOwner = :owner');
const snapshotIsLost = 'version = :lostVersion';
const newFilter = 'attribute_not_exists(cacheKey)';
const leaseIsMine = allOf('fence = :fence', 'attribute_exists(leaseUntil)');

/** Table `filter-cache`, catalogue part: per filter one `HEAD`, and the snapshots it has pointed to. */
export class FilterCacheTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly now: () => number,
  ) {}

  /** @returns undefined when nobody has asked for this filter, or so long ago that all of it has expired */
  async head(cacheKey: string): Promise<Head | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: { cacheKey, part: 'HEAD' }, ConsistentRead: true }),
    );
    if (!Item) return undefined;
    const head = parseItem(this.tableName, headSchema, Item);
    return this.isLive(head) ? head : undefined;
  }

  /** @returns undefined when the catalogue is fresh, or somebody else is asking TMDB already */
  async acquireLease(request: FilterLeaseRequest): Promise<Head | undefined> {
    const now = this.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { cacheKey: request.cacheKey, part: 'HEAD' },
          ConditionExpression: anyOf(newFilter, allOf(anyOf(notFresh, snapshotIsLost), nobodyAsks)),
          UpdateExpression:
            'SET leaseUntil = :leaseUntil, leaseOwner = :owner, fence = if_not_exists(fence, :zero) + :one, ' +
            'freshUntil = if_not_exists(freshUntil, :zero), #ttl = :ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':leaseUntil': request.leaseUntil,
            ':owner': request.owner,
            ':lostVersion': request.lostVersion ?? 'none',
            ':zero': 0,
            ':one': 1,
            ':ttl': request.ttl,
            ':now': now,
            ':nowSeconds': epochSeconds(now),
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output && parseItem(this.tableName, headSchema, output.Attributes);
  }

  /** Writes the parts of a snapshot. Written twice, they are the same. */
  async putSnapshot(cacheKey: string, snapshot: Snapshot, ttl: number): Promise<void> {
    const parts = split(snapshot.films);
    await Promise.all(
      parts.map((films, index) =>
        this.dynamodb.send(
          new PutCommand({
            TableName: this.tableName,
            Item: { cacheKey, part: partName(snapshot.version, index), films, parts: parts.length, ttl },
          }),
        ),
      ),
    );
  }

  /**
   * A snapshot never changes, so the cheaper read will do; when it misses a part, a replica may only be late, and the
   * consistent one decides.
   *
   * @returns undefined when the snapshot has expired, or was never written completely
   */
  async snapshot(cacheKey: string, version: string): Promise<Snapshot | undefined> {
    for (const consistent of [false, true]) {
      const parts = (await this.queryParts(cacheKey, version, consistent)).filter((part) => this.isLive(part));
      if (parts.length > 0 && parts.length === parts[0]?.parts) {
        return { version, films: parts.flatMap((part) => part.films) };
      }
    }
    return undefined;
  }

  /** Lets new rooms start from this snapshot. @returns false when the lease is no longer mine */
  async publish(lease: FilterLease, version: string, freshUntil: number, ttl: number): Promise<boolean> {
    return this.endLease(
      lease,
      'SET version = :version, freshUntil = :freshUntil, #ttl = :ttl REMOVE leaseUntil, leaseOwner, failedFence, reason',
      { ':version': version, ':freshUntil': freshUntil, ':ttl': ttl },
      { '#ttl': 'ttl' },
    );
  }

  /** Tells those who wait that it was in vain. */
  async fail(lease: FilterLease, reason: string): Promise<boolean> {
    return this.endLease(lease, 'SET failedFence = :fence, reason = :reason REMOVE leaseUntil, leaseOwner', {
      ':reason': reason,
    });
  }

  private async queryParts(cacheKey: string, version: string, ConsistentRead: boolean): Promise<Part[]> {
    const parts: Part[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await this.dynamodb.send(
        new QueryCommand({
          TableName: this.tableName,
          KeyConditionExpression: 'cacheKey = :cacheKey AND begins_with(part, :version)',
          ExpressionAttributeValues: { ':cacheKey': cacheKey, ':version': partName(version) },
          ConsistentRead,
          ExclusiveStartKey,
        }),
      );
      parts.push(...(page.Items ?? []).map((item) => parseItem(this.tableName, partSchema, item)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return parts;
  }

  private async endLease(
    lease: FilterLease,
    update: string,
    values: Record<string, unknown>,
    names?: Record<string, string>,
  ): Promise<boolean> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { cacheKey: lease.cacheKey, part: 'HEAD' },
          ConditionExpression: leaseIsMine,
          UpdateExpression: update,
          ...(names ? { ExpressionAttributeNames: names } : {}),
          ExpressionAttributeValues: { ':fence': lease.fence, ...values },
        }),
      ),
    );
    return output !== undefined;
  }

  private isLive(item: { ttl: number }): boolean {
    return item.ttl > epochSeconds(this.now());
  }
}

function partName(version: string, index?: number): string {
  return `${version}#${index === undefined ? '' : String(index).padStart(2, '0')}`;
}

/** At least one part, so that an empty catalogue is also something that can be found. */
function split(films: readonly Film[]): Film[][] {
  const parts: Film[][] = [[]];
  let bytes = 0;
  for (const film of films) {
    const size = Buffer.byteLength(JSON.stringify(film));
    if (bytes + size > partBytes) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(film);
    bytes += size;
  }
  return parts;
}
