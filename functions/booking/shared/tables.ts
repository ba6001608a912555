import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { own } from '../../../keys/own';
import { isLiveAt, type Attributes } from '../../../model/item';
import { readItem, type ItemPorts, type Reader } from '../../shared/item-reader';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

export type TablePorts = ItemPorts & Pick<Runtime, 'now'>;

/** DynamoDB's own limit of a request. */
const KEYS_AT_ONCE = 100;
/** Deletes that are under way at once. */
const DELETES_AT_ONCE = 25;
/** Of what one request leaves over, because it is busy, the next has the most: it is seldom asked again once. */
const ROUNDS = 5;

/** An item of a table, and how it is understood. */
export interface Wanted<T extends object = object> {
  readonly table: ReadTable;
  readonly key: Record<string, string>;
  readonly reader: Reader<T>;
}

type Found<Items extends readonly Wanted[]> = {
  -readonly [Index in keyof Items]: (Items[Index] extends Wanted<infer T> ? T : never) | undefined;
};

/** `IndexName` for an index, which lags a moment behind; else what is read is consistent. */
export interface Query {
  readonly IndexName?: string;
  /** Items of a page. Default: as many as are 1 MB */
  readonly Limit?: number;
  readonly KeyConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, string>;
}

/** What DynamoDB reads at once, 1 MB at most. */
export interface TablePage {
  readonly items: Attributes[];
  /** Where the next one begins; undefined: that was the last. */
  readonly after: Attributes | undefined;
}

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

  /** All pages, by the sort key. */
  async query(input: Query): Promise<Attributes[]> {
    const items: Attributes[] = [];
    let after: Attributes | undefined;
    do {
      const page = await this.page(input, after);
      items.push(...page.items);
      ({ after } = page);
    } while (after);
    return items;
  }

  /** One of them, by the sort key. @param after of the page before */
  async page(input: Query, after: Attributes | undefined): Promise<TablePage> {
    const page = await this.dynamodb.send(
      new QueryCommand({
        TableName: this.name,
        ConsistentRead: input.IndexName === undefined,
        ...input,
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return { items: page.Items ?? [], after: page.LastEvaluatedKey };
  }

  /** A page of the whole table, of which only the items are answered whose key begins so: it may have none. @param after of the page before */
  async scan(key: string, prefix: string, after: Attributes | undefined): Promise<TablePage> {
    const page = await this.dynamodb.send(
      new ScanCommand({
        TableName: this.name,
        ConsistentRead: true,
        FilterExpression: 'begins_with(#key, :prefix)',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':prefix': prefix },
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    return { items: page.Items ?? [], after: page.LastEvaluatedKey };
  }

  /** What is not there is no error: killed in between, the same again brings it to its end. */
  async erase(keys: readonly Record<string, string>[]): Promise<void> {
    for (let first = 0; first < keys.length; first += DELETES_AT_ONCE) {
      const some = keys.slice(first, first + DELETES_AT_ONCE);
      await Promise.all(some.map((Key) => this.dynamodb.send(new DeleteCommand({ TableName: this.name, Key }))));
    }
  }

  /** @param key names the item in the log */
  read<T extends object>(key: Record<string, string>, item: Attributes, reader: Reader<T>): T | undefined {
    const value = readItem(this.ports, this.name, key, item, reader);
    if (value === undefined) return undefined;
    const { ttl = Infinity } = value as { ttl?: number };
    return isLiveAt({ ttl }, epochSeconds(this.ports.now())) ? value : undefined;
  }
}

/**
 * Items of several tables in one request; consistent, as `get` is. No two of the same key.
 *
 * @returns in the order in which they are asked for; undefined for what is not there
 */
export async function getTogether<const Items extends readonly Wanted[]>(
  dynamodb: DynamoDBDocumentClient,
  wanted: Items,
): Promise<Found<Items>> {
  const found = new Map<string, Attributes>();
  for (let first = 0; first < wanted.length; first += KEYS_AT_ONCE) {
    for (const one of await batch(dynamodb, wanted.slice(first, first + KEYS_AT_ONCE))) found.set(one.name, one.item);
  }
  const read = ({ table, key, reader }: Wanted) => {
    const item = found.get(nameOf(table.name, key));
    return item && table.read(key, item, reader);
  };
  return wanted.map(read) as Found<Items>;
}

async function batch(dynamodb: DynamoDBDocumentClient, wanted: readonly Wanted[]) {
  const items: { readonly name: string; readonly item: Attributes }[] = [];
  const keysOf = new Map<string, string[]>();
  let RequestItems: Record<string, { Keys: Record<string, string>[]; ConsistentRead: true }> = {};
  for (const { table, key } of wanted) {
    const Keys = [...(own(RequestItems, table.name)?.Keys ?? []), key];
    RequestItems = { ...RequestItems, [table.name]: { Keys, ConsistentRead: true } };
    keysOf.set(table.name, Object.keys(key));
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const { Responses = {}, UnprocessedKeys = {} } = await dynamodb.send(new BatchGetCommand({ RequestItems }));
    for (const [table, found] of Object.entries(Responses)) {
      for (const item of found) {
        const key = keysOf.get(table)!.map((name): [string, string] => [name, String(own(item, name))]);
        items.push({ name: nameOf(table, Object.fromEntries(key)), item });
      }
    }
    if (Object.keys(UnprocessedKeys).length === 0) return items;
    RequestItems = UnprocessedKeys as typeof RequestItems;
  }
  throw new Error(`DynamoDB has left keys of a request over ${ROUNDS} times in a row: it is too busy.`);
}

const nameOf = (table: string, key: Readonly<Record<string, string>>): string => JSON.stringify([table, key]);
