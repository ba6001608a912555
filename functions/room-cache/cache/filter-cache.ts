import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { allOf, anyOf, unlessRefused } from '../../shared/conditions';
import { readItem, type ItemPorts } from '../../shared/item-reader';
import { isLiveAt, type Attributes } from '../../../model/item';
import { LATEST_SECONDS, LONGEST_LEASE_MS } from '../../../model/room-cache/items/attributes';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';
import type { Snapshot } from './catalogue-snapshot';
import type { Film } from '../shared/film-catalogue';
import { readHead, readPart, type Head, type Part } from './filter-items';

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
/** DynamoDB compares it with nothing, or in the wrong unit: whoever has judged it by reading it may write it anew. */
const cannotBeCompared = anyOf(
  'NOT attribute_type(version, :text)',
  'NOT attribute_type(freshUntil, :number)',
  'freshUntil > :latestSeconds',
  'NOT attribute_type(#ttl, :number)',
  '#ttl > :latestSeconds',
);
const nobodyAsks = anyOf(
  'NOT attribute_type(leaseUntil, :number)',
  'leaseUntil < :now',
  'leaseUntil > :latestLease', // no function can have meant it
  'leaseOwner = :owner',
);
const snapshotIsLost = 'version = :lostVersion';
const newFilter = 'attribute_not_exists(cacheKey)';
/** What else would be there cannot be counted on: DynamoDB fails the write. */
const canBeCounted = 'attribute_type(fence, :number)';
const leaseIsMine = allOf('fence = :fence', 'attribute_exists(leaseUntil)');

/** Table `filter-cache`, catalogue part: per filter one `HEAD`, and the snapshots it has pointed to. */
export class FilterCacheTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'now'>,
  ) {}

  /** @returns undefined when nobody has asked for this filter, or so long ago that all of it has expired */
  async head(cacheKey: string): Promise<Head | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetCommand({ TableName: this.tableName, Key: { cacheKey, part: 'HEAD' }, ConsistentRead: true }),
    );
    const head = Item && this.parseHead(cacheKey, Item);
    return head && this.isLive(head) ? head : undefined;
  }

  /** @returns undefined when the catalogue is fresh, or somebody else is asking TMDB already */
  async acquireLease(request: FilterLeaseRequest): Promise<Head | undefined> {
    const item = (await this.lease(request)) ?? (await this.leaseAnew(request));
    return item && this.parseHead(request.cacheKey, item);
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

  private async lease(request: FilterLeaseRequest): Promise<Attributes | undefined> {
    const now = this.ports.now();
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { cacheKey: request.cacheKey, part: 'HEAD' },
          ConditionExpression: anyOf(
            newFilter,
            allOf(canBeCounted, anyOf(notFresh, cannotBeCompared, snapshotIsLost), nobodyAsks),
          ),
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
            ':latestLease': now + LONGEST_LEASE_MS,
            ':nowSeconds': epochSeconds(now),
            ':latestSeconds': LATEST_SECONDS,
            ':number': 'N',
            ':text': 'S',
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output?.Attributes;
  }

  /** What another system has left under this key can be fetched again: it begins from nothing. */
  private async leaseAnew({ cacheKey, ...request }: FilterLeaseRequest): Promise<Attributes | undefined> {
    const output = await unlessRefused(
      this.dynamodb.send(
        new UpdateCommand({
          TableName: this.tableName,
          Key: { cacheKey, part: 'HEAD' },
          ConditionExpression: `NOT ${canBeCounted}`,
          UpdateExpression:
            'SET leaseUntil = :leaseUntil, leaseOwner = :owner, fence = :one, freshUntil = :zero, #ttl = :ttl ' +
            'REMOVE version, failedFence, reason',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':leaseUntil': request.leaseUntil,
            ':owner': request.owner,
            ':zero': 0,
            ':one': 1,
            ':ttl': request.ttl,
            ':number': 'N',
          },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return output?.Attributes;
  }

  private parseHead(cacheKey: string, item: Attributes): Head | undefined {
    const head = readItem(this.ports, this.tableName, { cacheKey, part: 'HEAD' }, item, readHead);
    const isMeant = (head?.leaseUntil ?? 0) <= this.ports.now() + LONGEST_LEASE_MS;
    return head && !isMeant ? { ...head, leaseUntil: 0 } : head;
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
      for (const item of page.Items ?? []) {
        const key = { cacheKey, part: String(item.part) };
        const part = readItem(this.ports, this.tableName, key, item, readPart);
        if (part) parts.push(part);
      }
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
    return isLiveAt(item, epochSeconds(this.ports.now()));
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
