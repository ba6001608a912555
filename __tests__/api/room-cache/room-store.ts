import type { Backends, Invocation } from '../../../packages/appsync-js/src';

/** Epoch milliseconds: what the API's clock says in these tests. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');
export const nowSeconds = NOW / 1000;
const FUTURE = nowSeconds + 3600;

type Attributes = Record<string, unknown>;
type Answer = (input: Attributes) => object;

/** A room's items as DynamoDB holds them, behind a replica that may not have seen all of them. */
export interface RoomStore {
  room?: Attributes | undefined;
  cache?: Attributes | undefined;
  movies: Attributes[];
}

/** Backends over a store, that count what is asked of them. */
export class FakeBackends implements Backends {
  readonly requests: { operation: string; input: Attributes }[] = [];
  readonly invocations: { functionArn: string; invocationType: string; payload: unknown }[] = [];
  readonly logged: object[] = [];
  /** What a Lambda function answers. */
  answer: (payload: Attributes) => Promise<Invocation> = () => Promise.resolve({ payload: null });
  /** Thrown by the next request of this operation. */
  readonly failures: Partial<Record<string, Error>> = {};

  constructor(readonly store: RoomStore) {}

  readonly dynamodb = {
    send: (operation: string, input: object): Promise<object> => {
      this.requests.push({ operation, input: input as Attributes });
      const failure = this.failures[operation];
      if (failure) return Promise.reject(failure);
      const handle = this.operations[operation];
      if (!handle) return Promise.reject(new Error(`${operation} is not part of this store`));
      return Promise.resolve(handle(input as Attributes));
    },
  };

  readonly invoke = (functionArn: string, invocationType: string, payload: unknown): Promise<Invocation> => {
    this.invocations.push({ functionArn, invocationType, payload });
    return this.answer(payload as Attributes);
  };

  readonly log = (entry: object): void => void this.logged.push(entry);
  readonly now = (): number => NOW;

  /** DynamoDB's reads and Lambda's invocations since the last call. */
  counts(): { reads: number; invocations: number } {
    const counts = { reads: this.requests.length, invocations: this.invocations.length };
    this.requests.length = 0;
    this.invocations.length = 0;
    return counts;
  }

  private readonly operations: Record<string, Answer> = {
    GetItem: ({ TableName }) => {
      const item = TableName === 'rooms' ? this.store.room : this.store.cache;
      return item ? { Item: marshall(item) } : {};
    },
    Query: ({ ExpressionAttributeValues }) => {
      const values = ExpressionAttributeValues as Record<string, { N: string }>;
      const [from, last] = [Number(values[':from']!.N), Number(values[':last']!.N)];
      const found = this.store.movies.filter(({ sequenceIndex }) => {
        return (sequenceIndex as number) >= from && (sequenceIndex as number) <= last;
      });
      return { Items: found.map(marshall), ScannedCount: found.length };
    },
  };
}

/** Attributes as DynamoDB's API writes them. */
export function marshall(item: Attributes): Record<string, object> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));
}

function attribute(value: unknown): object {
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'string') return { S: value };
  if (value === null) return { NULL: true };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') };
  if (value instanceof Set) {
    const elements = [...(value as Set<unknown>)];
    return { [typeof elements[0] === 'number' ? 'NS' : 'SS']: elements.map(String) };
  }
  return Array.isArray(value) ? { L: value.map(attribute) } : { M: marshall(value as Attributes) };
}

export function room(overrides: Attributes = {}): Attributes {
  return {
    ...{ PK: 'ROOM#r1', SK: 'ROOM', id: 'r1', name: 'Friday', hostId: 'ada', mediaType: 'MOVIE', genreIds: [28, 35] },
    ...{ inviteCode: 'ABC234', status: 'ACTIVE', createdAt: '2026-03-01T11:00:00.000Z', ttl: FUTURE },
    ...overrides,
  };
}

export function cache(overrides: Attributes = {}): Attributes {
  return {
    ...{
      roomId: 'r1',
      mediaType: 'MOVIE',
      genreIds: [28, 35],
      status: 'READY',
      loaded: 60,
      batches: 2,
      prefetchFrom: 48,
    },
    ...{ fence: 2, fences: Array.from({ length: 10 }, () => 2), updatedAt: NOW - 60_000, ttl: FUTURE },
    ...overrides,
  };
}

export function movie(sequenceIndex: number, overrides: Attributes = {}): Attributes {
  return {
    ...{ roomId: 'r1', sequenceIndex, batchNumber: Math.floor(sequenceIndex / 30), movieId: `m${sequenceIndex}` },
    ...{ title: `Film ${sequenceIndex}`, overview: 'A film.', genreIds: [28], fence: 2, ttl: FUTURE },
    ...overrides,
  };
}

export const movies = (count: number): Attributes[] => Array.from({ length: count }, (_, index) => movie(index));
