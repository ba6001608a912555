import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type ScalarAttributeType,
} from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import { physicalName } from '../../environments/physical-name';
import { inParallel } from '../../import/account/in-parallel';
import { clientsOf } from '../clients';
import type { World } from '../world';

/**
 * The tables of whoever ran Trinity before there was this project: the two caches with the indexes, the stream, the TTL and
 * the tags that they had, one of which somebody forgot, and a table of rooms that has the declared keys and items of another
 * shape.
 */

/** Rooms whose films are loaded. */
export const LOADED_ROOMS = ['by-hand-0', 'by-hand-1', 'by-hand-2', 'by-hand-3'] as const;
/** Films of each: the catalogue has no more, and the last batch is not full. */
export const FILMS = 250;
const BATCH = 30;
const BATCHES = Math.ceil(FILMS / BATCH);
const OTHER_ROOMS = 996;
const OLD_ROOMS = 200;

const WEEK_MS = 7 * 24 * 3_600_000;

type Item = Readonly<Record<string, unknown>>;

interface MadeByHand {
  readonly name: string;
  readonly create: Omit<CreateTableCommandInput, 'TableName' | 'BillingMode'>;
  readonly items: readonly Item[];
}

/** By what the configuration calls what they are. */
export function tablesMadeByHand(
  environment: World['environment'],
): Readonly<Record<'roomMovieCache' | 'roomCacheMetadata' | 'rooms', MadeByHand>> {
  const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const } };
  return {
    roomMovieCache: {
      name: physicalName(environment, 'room-movie-cache'),
      create: {
        ...keyed({ roomId: 'S', sequenceIndex: 'N' }, { batchNumber: 'N', ttl: 'N' }),
        GlobalSecondaryIndexes: [
          index('BatchIndex', 'ALL', 'roomId', 'batchNumber'),
          index('TTLIndex', 'KEYS_ONLY', 'ttl'),
        ],
        ...stream,
        Tags: tagged({ Project: 'Trinity', Environment: environment.name, Purpose: 'RoomMovieCache' }),
      },
      items: films(),
    },
    roomCacheMetadata: {
      name: physicalName(environment, 'room-cache-metadata'),
      create: {
        ...keyed({ roomId: 'S' }, { status: 'S', ttl: 'N' }),
        GlobalSecondaryIndexes: [index('StatusIndex', 'ALL', 'status'), index('TTLCleanupIndex', 'KEYS_ONLY', 'ttl')],
        ...stream,
        Tags: tagged({ Environment: environment.name, Purpose: 'RoomCacheMetadata' }),
      },
      items: caches(),
    },
    rooms: {
      name: `${physicalName(environment, 'rooms')}-v2`,
      create: keyed({ PK: 'S', SK: 'S' }),
      items: oldRooms(),
    },
  };
}

const tagged = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const names = (keys: readonly string[]) =>
  keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? ('HASH' as const) : ('RANGE' as const) }));

const index = (IndexName: string, ProjectionType: 'ALL' | 'KEYS_ONLY', ...keys: string[]) => ({
  ...{ IndexName, KeySchema: names(keys) },
  Projection: { ProjectionType },
});

const keyed = (
  keys: Readonly<Record<string, ScalarAttributeType>>,
  ofIndexes: Readonly<Record<string, ScalarAttributeType>> = {},
) => ({
  KeySchema: names(Object.keys(keys)),
  AttributeDefinitions: Object.entries({ ...keys, ...ofIndexes }).map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  })),
});

const upTo = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));

/** Milliseconds, which DynamoDB never deletes by, for every other one. */
const ttlOf = (at: number): number => (at % 2 === 0 ? Math.floor(inAWeek() / 1000) : inAWeek());
const inAWeek = (): number => Date.now() + WEEK_MS;

/** Ids as numbers, votes as text, genres as a set, and an attribute that is nobody's: all of it is parsed. */
const films = (): Item[] =>
  LOADED_ROOMS.flatMap((roomId) =>
    upTo(FILMS, (at) => ({
      ...{ roomId, sequenceIndex: at, batchNumber: Math.floor(at / BATCH), fence: 1, ttl: ttlOf(at) },
      ...{ movieId: 1_000 + at, title: `Film ${at}`, voteAverage: '7.5', genreIds: new Set([18, 35]) },
      addedBy: 'loader v1',
    })),
  );

const caches = (): Item[] => [
  ...LOADED_ROOMS.map((roomId, at) => ({
    ...{ roomId, status: 'EXHAUSTED', mediaType: 'movie', ttl: ttlOf(at), loaded: FILMS, batches: BATCHES },
    ...{ fence: 1, fences: upTo(BATCHES, () => 1), createdBy: 'by hand' },
  })),
  ...upTo(OTHER_ROOMS, (at) => ({ roomId: `waiting-${at}`, status: 'PENDING', mediaType: 'TV', ttl: ttlOf(at) })),
];

const oldRooms = (): Item[] =>
  upTo(OLD_ROOMS, (at) => ({ PK: `ROOM#${at}`, SK: 'METADATA', name: `Room ${at}`, genres: 'drama', isOpen: true }));

/** Makes them, and puts the items in. */
export async function makeByHand({ aws, environment }: World): Promise<void> {
  const { dynamodb } = clientsOf(aws, environment.region);
  const document = DynamoDBDocumentClient.from(dynamodb);
  for (const { name: TableName, create, items } of Object.values(tablesMadeByHand(environment))) {
    await dynamodb.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...create }));
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'ttl' };
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    const batches = upTo(Math.ceil(items.length / MOST_WRITES), (at) =>
      items.slice(at * MOST_WRITES).slice(0, MOST_WRITES),
    );
    await inParallel(batches, AT_A_TIME, async (batch) => {
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems = {} } = await document.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new Error(`${TableName}: not all items were written`);
    });
  }
}

/** Writes that are under way at once. */
const AT_A_TIME = 8;

/** Of one BatchWriteItem (its API reference). */
const MOST_WRITES = 25;

/** `1000 items, sha256 3f9a…` by table: the same, and every item is there as it was. */
export async function itemsByHand({ aws, environment }: World): Promise<Record<string, string>> {
  const { dynamodb } = clientsOf(aws, environment.region);
  const client = DynamoDBDocumentClient.from(dynamodb);
  const sums = Object.values(tablesMadeByHand(environment)).map(async ({ name }) => {
    const items: string[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ConsistentRead: true })) {
      items.push(...Items.map((item) => canonical(item)));
    }
    const sum = createHash('sha256').update(items.sort().join('\n')).digest('hex');
    return [name, `${items.length} items, sha256 ${sum}`] as const;
  });
  return Object.fromEntries(await Promise.all(sums));
}

/** The same text of the same item, whatever the order of its attributes and of a set's members. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (one instanceof Set) return { set: [...(one as Set<unknown>)].map((member) => JSON.stringify(member)).sort() };
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** What a table has beside its items, and a careless deploy takes from it. */
export interface Settings {
  readonly indexes: readonly string[];
  /** ARN of the stream that is on: another one has another. */
  readonly stream?: string | undefined;
  /** The attribute, where it is on. */
  readonly ttl?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export async function settingsByHand({ aws, environment }: World): Promise<Record<string, Settings>> {
  const { dynamodb } = clientsOf(aws, environment.region);
  const all = Object.values(tablesMadeByHand(environment)).map(async ({ name: TableName }) => {
    const { Table = {} } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const { TimeToLiveDescription: ttl } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: Table.TableArn }));
    const settings: Settings = {
      indexes: (Table.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName).sort(),
      stream: Table.StreamSpecification?.StreamEnabled === true ? Table.LatestStreamArn : undefined,
      ttl: ttl?.TimeToLiveStatus === 'ENABLED' ? ttl.AttributeName : undefined,
      tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value] as const).sort()),
    };
    return [TableName, settings] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

/** As whoever has migrated its items does. */
export async function dropByHand({ aws, environment }: World, TableName: string): Promise<void> {
  await clientsOf(aws, environment.region).dynamodb.send(new DeleteTableCommand({ TableName }));
}
