import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod/mini';
import { readItem, type ItemPorts, type Reader } from '../../shared/item-reader';
import { isLiveAt } from '../../../model/item';
import { expiryOf, isAbsent, WRONG_TTL } from '../../../model/room-cache/items/attributes';
import type { Runtime } from '../../shared/ports';
import { epochSeconds } from '../../shared/time';

/** Answers of TMDB. A value of undefined is an answer, too: TMDB does not know what was asked for. */
export interface CachedValue<T> {
  readonly value: T | undefined;
  /** Epoch seconds; after it TMDB is asked again. */
  readonly freshUntil: number;
  /** Epoch seconds; after it the value is never used. */
  readonly ttl: number;
}

/** Table `filter-cache`, part of the single answers: `details:MOVIE:603`, `genres:TV`. */
export class ValueCacheTable {
  constructor(
    private readonly dynamodb: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly ports: ItemPorts & Pick<Runtime, 'now'>,
  ) {}

  /** @returns undefined when nothing is kept, or it has expired, or it is set aside */
  async get<T>(cacheKey: string, schema: z.ZodMiniType<T>): Promise<CachedValue<T> | undefined> {
    const key = keyOf(cacheKey);
    const { Item } = await this.dynamodb.send(new GetCommand({ TableName: this.tableName, Key: key }));
    const cached = Item && readItem(this.ports, this.tableName, key, Item, valueReader(schema));
    return cached && isLiveAt(cached, epochSeconds(this.ports.now())) ? cached : undefined;
  }

  async put<T>(cacheKey: string, cached: CachedValue<T>): Promise<void> {
    await this.dynamodb.send(new PutCommand({ TableName: this.tableName, Item: { ...keyOf(cacheKey), ...cached } }));
  }
}

/** Reads an answer of TMDB. @param schema of the answer */
export function valueReader<T>(schema: z.ZodMiniType<T>): Reader<CachedValue<T>> {
  return (item) => {
    const value = isAbsent(item.value) ? undefined : schema.safeParse(item.value);
    const freshUntil = isAbsent(item.freshUntil) ? undefined : expiryOf(item.freshUntil);
    const ttl = expiryOf(item.ttl);
    if (ttl === undefined) return { problem: WRONG_TTL };
    if (freshUntil === undefined) return { problem: 'freshUntil is not a number of seconds or milliseconds' };
    if (value?.success === false) return { problem: 'value is not an answer of TMDB' };
    return { value: { value: value?.data, freshUntil, ttl } };
  };
}

function keyOf(cacheKey: string) {
  return { cacheKey, part: 'VALUE' };
}
