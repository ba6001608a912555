import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import { METRICS } from '../shared/metrics';
import { systemRuntime } from '../../shared/runtime';
import type { RoomConfig } from './config';
import type { RoomDependencies } from './handler';
import { RoomMembersTable } from './room-members';
import { RoomsTable } from './rooms';

/** The real tables, the real clock. */
export function createDependencies(config: RoomConfig): RoomDependencies {
  const dynamodb = createDynamodb();
  const observability = createObservability({ ...config, functionName: 'room', units: METRICS });
  const ports = { ...observability, ...systemRuntime };
  return {
    observability,
    ports: {
      rooms: new RoomsTable(dynamodb, config.tables.rooms, ports),
      members: new RoomMembersTable(dynamodb, config.tables.roomMembers, ports),
      metadata: new RoomCacheMetadataTable(dynamodb, config.tables.roomCacheMetadata, ports),
      runtime: systemRuntime,
    },
    roomTtlSeconds: config.roomTtlSeconds,
    keyExpires: config.keyExpires,
  };
}
