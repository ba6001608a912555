import { BatchWriteCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { own } from '../../../keys/own';
import { anyOf, unlessRefused } from '../../shared/conditions';
import { readItem, type ItemPorts, type Reader } from '../../shared/item-reader';
import type { Attributes } from '../../../model/item';
import { idOf, wholeOf } from '../../../model/room-cache/items/attributes';
import type { Runtime } from '../../shared/ports';
import type { Film } from '../shared/film-catalogue';

/** A film at its place in a room. `fence` is the lease under which it was written. */
export interface RoomMovie {
  readonly roomId: string;
  readonly sequenceIndex: number;
  readonly batchNumber: number;
  readonly film: Film;
  readonly fence: number;
  readonly ttl: number;
}

const readMovieId: Reader<string> = (item) => {
  const value = idOf(item.movieId);
  return value === undefined ? { problem: 'movieId is neither text nor a whole number' } : { value };
};

const deletesPerRequest = 25;
const deleteAttempts = 8;

/** Free, or taken by something from before this project, whatever it may call a fence. */
const noLeaseWroteHere = 'NOT attribute_type(fence, :number)';
const olderLeaseWroteHere = 'fence <= :fence';

/** Table `room-movie-cache`: one item a film of a room, in the order that every member sees. */
export class RoomMovieCacheTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'random' | 'sleep'>,
  ) {}

  /** @returns false when a younger lease has written here: the caller's is over, it only does not know yet */
  async put(movie: RoomMovie): Promise<boolean> {
    const { film, ...place } = movie;
    const { id, ...details } = film;
    const output = await unlessRefused(
      this.dynamodb.send(
        new PutCommand({
          TableName: this.tableName,
          Item: { ...place, movieId: id, ...details },
          ConditionExpression: anyOf(noLeaseWroteHere, olderLeaseWroteHere),
          ExpressionAttributeValues: { ':fence': movie.fence, ':number': 'N' },
        }),
      ),
    );
    return output !== undefined;
  }

  /** The ids at the places 0 to `loaded - 1`: what members may have seen. */
  async publishedIds(roomId: string, loaded: number): Promise<string[]> {
    const items = await this.published(roomId, loaded, 'sequenceIndex, movieId');
    return items.flatMap((item) => {
      const key = { roomId, sequenceIndex: wholeOf(item.sequenceIndex) ?? 0 };
      return readItem(this.ports, this.tableName, key, item, readMovieId) ?? [];
    });
  }

  /** What stands at the places 0 to `loaded - 1`, in order. @param ProjectionExpression which attributes. Default: all */
  async published(roomId: string, loaded: number, ProjectionExpression?: string): Promise<Attributes[]> {
    return this.query({
      KeyConditionExpression: 'roomId = :roomId AND sequenceIndex < :loaded',
      ExpressionAttributeValues: { ':roomId': roomId, ':loaded': loaded },
      ProjectionExpression,
    });
  }

  /** Deletes every film of a room, published or not. */
  async deleteRoom(roomId: string): Promise<number> {
    const keys = await this.query({
      KeyConditionExpression: 'roomId = :roomId',
      ExpressionAttributeValues: { ':roomId': roomId },
      ProjectionExpression: 'roomId, sequenceIndex',
    });
    const requests: Promise<void>[] = [];
    for (let start = 0; start < keys.length; start += deletesPerRequest) {
      requests.push(this.deleteKeys(keys.slice(start, start + deletesPerRequest)));
    }
    await Promise.all(requests);
    return keys.length;
  }

  private async query(input: {
    KeyConditionExpression: string;
    ExpressionAttributeValues: Record<string, unknown>;
    ProjectionExpression?: string | undefined;
  }): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await this.dynamodb.send(
        new QueryCommand({ TableName: this.tableName, ConsistentRead: true, ...input, ExclusiveStartKey }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }

  /** BatchWriteItem may leave some undone under load and say so; they are asked again, with a growing pause. */
  private async deleteKeys(keys: Record<string, unknown>[]): Promise<void> {
    let requests = keys.map((Key) => ({ DeleteRequest: { Key } }));
    for (let attempt = 0; attempt < deleteAttempts; attempt += 1) {
      const output = await this.dynamodb.send(new BatchWriteCommand({ RequestItems: { [this.tableName]: requests } }));
      const unprocessed = own(output.UnprocessedItems, this.tableName) ?? [];
      if (unprocessed.length === 0) return;
      requests = unprocessed as typeof requests;
      await this.ports.sleep(this.ports.random() * 50 * 2 ** attempt);
    }
    throw new Error(
      `BatchWriteItem on ${this.tableName} left ${requests.length} deletes undone after ${deleteAttempts} attempts; ` +
        'the table is throttled: raise its write capacity. TTL removes the rest.',
    );
  }
}
