import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  createTables,
  localCredentials,
  localRegion,
  startDynamodb,
  type DynamodbKind,
} from '../../../../local/dynamodb';
import { FilterCacheTable } from '../../../../functions/room-cache/cache/filter-cache';
import { RoomMovieCacheTable } from '../../../../functions/room-cache/cache/room-movie-cache';
import { translation } from '../../../../functions/shared/dynamodb';
import { ValueCacheTable } from '../../../../functions/room-cache/movie/value-cache';
import { RoomMembersTable } from '../../../../functions/room-cache/room/room-members';
import { RoomsTable } from '../../../../functions/room-cache/room/rooms';
import type { ItemPorts } from '../../../../functions/shared/item-reader';
import type { Runtime } from '../../../../functions/shared/ports';
import { RoomCacheMetadataTable } from '../../../../functions/room-cache/shared/room-cache-metadata';
import { createLog, createMetrics } from '../../support/machine';
import type { Tables } from './tables-suite';

const names = {
  movies: 'room-movie-cache',
  metadata: 'room-cache-metadata',
  members: 'room-members',
  filters: 'filter-cache',
  rooms: 'rooms',
};

/** The project's tables on a DynamoDB of its own, through the SDK. */
export async function startTables(kind: DynamodbKind) {
  const server = await startDynamodb(kind);
  const { endpoint } = server;
  const text = (name: string) => ({ name, type: 'S' as const });
  await createTables(endpoint, [
    { name: names.movies, hashKey: text('roomId'), rangeKey: { name: 'sequenceIndex', type: 'N' } },
    { name: names.metadata, hashKey: text('roomId') },
    { name: names.members, hashKey: text('roomId'), rangeKey: text('userId') },
    { name: names.filters, hashKey: text('cacheKey'), rangeKey: text('part') },
    { name: names.rooms, hashKey: text('PK'), rangeKey: text('SK') },
  ]);
  // Not createDynamodb: its timeouts are for a database, not for a busy laptop that plays one.
  const client = new DynamoDBClient({ endpoint, region: localRegion, credentials: localCredentials });
  const dynamodb = DynamoDBDocumentClient.from(client, translation);
  return {
    endpoint,
    names,
    dynamodb,
    tables: (
      runtime: Pick<Runtime, 'now' | 'random' | 'sleep'>,
      itemPorts: ItemPorts = { log: createLog(), metrics: createMetrics() },
    ) => {
      const ports = { ...runtime, ...itemPorts };
      return {
        metadata: new RoomCacheMetadataTable(dynamodb, names.metadata, ports),
        movies: new RoomMovieCacheTable(dynamodb, names.movies, ports),
        filters: new FilterCacheTable(dynamodb, names.filters, ports),
        members: new RoomMembersTable(dynamodb, names.members, ports),
        rooms: new RoomsTable(dynamodb, names.rooms, ports),
        values: new ValueCacheTable(dynamodb, names.filters, ports),
      } satisfies Tables;
    },
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}

/** Those tables for all tests of the `describe` around it. */
export function tablesOn(kind: DynamodbKind): Started['tables'] {
  let started: Started;
  beforeAll(async () => {
    started = await startTables(kind);
  });
  afterAll(() => started.close());
  return (runtime) => started.tables(runtime);
}

type Started = Awaited<ReturnType<typeof startTables>>;
