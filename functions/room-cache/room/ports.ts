import type { Runtime } from '../../shared/ports';
import type { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import type { RoomMembersTable } from './room-members';
import type { RoomsTable } from './rooms';

/** What the mutations of a room need of the world. */
export interface RoomPorts {
  readonly rooms: Pick<RoomsTable, 'putInvite' | 'putRoom' | 'invitedRoomId' | 'get' | 'close'>;
  readonly members: Pick<RoomMembersTable, 'put' | 'list'>;
  readonly metadata: Pick<RoomCacheMetadataTable, 'create'>;
  readonly runtime: Pick<Runtime, 'now' | 'random' | 'uniqueId'>;
}
