import { createDynamodb } from '../shared/dynamodb';
import { createObservability } from '../shared/observability';
import { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import { systemRuntime } from '../shared/runtime';
import type { RoomConfig } from './config';
import type { RoomDependencies } from './handler';
import { RoomsTable } from './rooms';

/** The real tables, the real clock. */
export function createDependencies(config: RoomConfig): RoomDependencies {
  const dynamodb = createDynamodb();
  return {
    observability: createObservability({ ...config, functionName: 'room' }),
    ports: {
      rooms: new RoomsTable(dynamodb, config.tables.rooms, systemRuntime.now),
      metadata: new RoomCacheMetadataTable(dynamodb, config.tables.roomCacheMetadata, systemRuntime.now),
      runtime: systemRuntime,
    },
    roomTtlSeconds: config.roomTtlSeconds,
  };
}
