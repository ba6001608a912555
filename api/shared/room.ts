import { expiresAt } from './expiry';
import type { RoomItem } from './items';

/** A room as the schema shows it. */
export function toRoom(item: RoomItem) {
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
