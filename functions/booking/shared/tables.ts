import { GetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isLiveAt, type Attributes } from '../../../model/item';
import { readItem, type ItemPorts, type Reader } from '../../shared/item-reader';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

export type TablePorts = ItemPorts & Pick<Runtime, 'now'>;

/** A table of the booking chat, as its stores read it: what is of another shape, or has expired, is not there. */
export class ReadTable {
  constructor(
    readonly dynamodb: DynamoDBDocumentClient,
    readonly name: string,
    private readonly ports: TablePorts,
  ) {}

  /** Consistent: what was answered a moment ago is seen. */
  async get<T extends object>(key: Record<string, string>, reader: Reader<T>): Promise<T | undefined> {
    const { Item } = await this.dynamodb.send(new GetCommand({ TableName: this.name, Key: key, ConsistentRead: true }));
    return Item && this.read(key, Item, reader);
  }

  /** All pages, by the sort key. @param input `IndexName` for an index, which lags a moment behind; else it is consistent */
  async query(input: {
    readonly IndexName?: string;
    readonly KeyConditionExpression: string;
    readonly ExpressionAttributeNames?: Record<string, string>;
    readonly ExpressionAttributeValues: Record<string, string>;
  }): Promise<Attributes[]> {
    const items: Attributes[] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await this.dynamodb.send(
        new QueryCommand({
          TableName: this.name,
          ConsistentRead: input.IndexName === undefined,
          ...input,
          ...(ExclusiveStartKey && { ExclusiveStartKey }),
        }),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }

  /** @param key names the item in the log */
  read<T extends object>(key: Record<string, string>, item: Attributes, reader: Reader<T>): T | undefined {
    const value = readItem(this.ports, this.name, key, item, reader);
    if (value === undefined) return undefined;
    const { ttl = Infinity } = value as { ttl?: number };
    return isLiveAt({ ttl }, epochSeconds(this.ports.now())) ? value : undefined;
  }
}
