import type { Room } from '../../../model/room-cache/items/room';
import { mayActAs } from '../../../model/room-cache/items/signed-in';
import { succeed, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import type { RoomPorts } from './ports';

/**
 * Closes a room for good, for its host; a closed one stays closed. Its films are removed by the cache function's `clean`.
 *
 * @param by who has signed in. Default: a client with a key asks, which may act as a host who has not
 */
export async function closeRoom({ rooms }: RoomPorts, id: string, by?: string): Promise<Result<Room>> {
  const room = await rooms.get(id);
  if (room && !mayActAs(room.hostId, room, by)) {
    return fail('Unauthorized', `The room "${room.name}" is another's. Ask its host to close it.`);
  }
  const closed = room && (await rooms.close(room));
  if (closed) return succeed(closed);
  return fail(
    'RoomNotFound',
    `There is no room with the id "${id.slice(0, 64)}", or it has expired. Use the id that createRoom returned.`,
  );
}
