import type { Environment } from './schema';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface TableKey {
  readonly hashKey: KeyAttribute;
  /** Default: one item for each hash key. */
  readonly rangeKey?: KeyAttribute;
}

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });

/** The keys by which the application reads and writes: the same in every environment. DynamoDB never changes one. */
export const TABLE_KEYS: Readonly<Record<keyof Environment['tables'], TableKey>> = {
  rooms: { hashKey: text('PK'), rangeKey: text('SK') },
  roomMovieCache: { hashKey: text('roomId'), rangeKey: number('sequenceIndex') },
  roomCacheMetadata: { hashKey: text('roomId') },
  filterCache: { hashKey: text('cacheKey'), rangeKey: text('part') },
};
