import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { epochSeconds } from '../shared/time';

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
    private readonly now: () => number,
  ) {}

  /** @returns undefined when nothing is kept, or it has expired, or a former release wrote it in another shape */
  async get<T>(cacheKey: string, schema: z.ZodMiniType<T>): Promise<CachedValue<T> | undefined> {
    const { Item } = await this.dynamodb.send(new GetCommand({ TableName: this.tableName, Key: keyOf(cacheKey) }));
    const itemSchema = z.object({ value: z.optional(schema), freshUntil: z.int(), ttl: z.int() });
    const item = itemSchema.safeParse(Item).data;
    if (!item || item.ttl <= epochSeconds(this.now())) return undefined;
    return { value: item.value, freshUntil: item.freshUntil, ttl: item.ttl };
  }

  async put<T>(cacheKey: string, cached: CachedValue<T>): Promise<void> {
    await this.dynamodb.send(new PutCommand({ TableName: this.tableName, Item: { ...keyOf(cacheKey), ...cached } }));
  }
}

function keyOf(cacheKey: string) {
  return { cacheKey, part: 'VALUE' };
}
