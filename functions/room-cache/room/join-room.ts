import type { Room } from '../../../model/room-cache/items/room';
import { succeed, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import { isInviteCode, normalizeInviteCode } from './invite-code';
import type { RoomPorts } from './ports';

/** Finds the room that a member was invited to. */
export async function joinRoom({ rooms }: RoomPorts, typedCode: string): Promise<Result<Room>> {
  const code = normalizeInviteCode(typedCode);
  if (code === '') {
    return fail(
      'ValidationError',
      'inviteCode is empty: allowed are the 6 letters and digits that the host has been given.',
    );
  }
  const roomId = isInviteCode(code) ? await rooms.invitedRoomId(code) : undefined;
  const room = roomId === undefined ? undefined : await rooms.get(roomId);
  if (!room) {
    return fail(
      'RoomNotFound',
      `No room has the invite code "${typedCode.slice(0, 40)}". Ask the host for the code and type it again.`,
    );
  }
  if (room.status === 'CLOSED') {
    return fail('RoomClosed', `The room "${room.name}" is closed. Ask the host to open a new one.`);
  }
  return succeed(room);
}
