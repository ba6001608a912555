import type { Room } from '../../../model/room-cache/items/room';
import { succeed, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import type { RoomPorts } from './ports';

/** Closes a room for good; a closed one stays closed. Its films are removed by the cache function's `clean`. */
export async function closeRoom({ rooms }: RoomPorts, id: string): Promise<Result<Room>> {
  const room = await rooms.close(id);
  if (room) return succeed(room);
  return fail(
    'RoomNotFound',
    `There is no room with the id "${id.slice(0, 64)}", or it has expired. Use the id that createRoom returned.`,
  );
}
