import type { Runtime } from '../../shared/ports';
import type { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import type { RoomsTable } from './rooms';

/** What the mutations of a room need of the world. */
export interface RoomPorts {
  readonly rooms: Pick<RoomsTable, 'putInvite' | 'putRoom' | 'invitedRoomId' | 'get' | 'close'>;
  readonly metadata: Pick<RoomCacheMetadataTable, 'create'>;
  readonly runtime: Pick<Runtime, 'now' | 'random' | 'uniqueId'>;
}
