import type { Room } from '../../../model/room-cache/items/room';
import type { Room as ShownRoom } from '../schema.types';
import { expiresAt } from './expiry';

/** A room as the schema shows it. */
export function toRoom(item: Room): Required<ShownRoom> {
  return {
    id: item.id,
    name: item.name,
    hostId: item.hostId,
    mediaType: item.mediaType,
    genreIds: item.genreIds,
    inviteCode: item.inviteCode,
    status: item.status,
    createdAt: item.createdAt,
    expiresAt: expiresAt(item),
  };
}
