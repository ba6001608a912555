import * as z from 'zod/mini';
import type { MemberInput } from '../../../api/room-cache/schema.types';
import type { Room } from '../../../model/room-cache/items/room';
import { mayActAs, signedIn } from '../../../model/room-cache/items/signed-in';
import { MOST_MEMBERS } from '../../../model/room-cache/items/votes';
import { succeed, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import { isInviteCode, normalizeInviteCode } from './invite-code';
import type { RoomPorts } from './ports';
import { describe, memberIdSchema, memberNameSchema } from './text';

const memberSchema = z.object({
  member: z.object({ id: memberIdSchema, name: memberNameSchema } satisfies Record<keyof MemberInput, unknown>),
});

/**
 * Finds the room that a member was invited to, and puts them into it.
 *
 * @param member undefined or null: the room is found, and nobody is put into it
 * @param by who has signed in, and is the member. Default: a client with a key asks
 */
export async function joinRoom(
  { rooms, members, runtime }: RoomPorts,
  typedCode: string,
  member?: unknown,
  by?: string,
): Promise<Result<Room>> {
  const parsed = member === undefined || member === null ? undefined : memberSchema.safeParse({ member });
  if (parsed?.success === false) return fail('ValidationError', describe(parsed.error, { member }));
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
  if (!parsed) return succeed(room);
  const { id: userId, name } = parsed.data.member;
  const there = await members.list(room.id);
  const before = there.find((one) => one.userId === userId);
  if (before && !mayActAs(userId, before, by)) {
    return fail('Unauthorized', `"${userId}" is in the room "${room.name}", and has signed in. Join as another.`);
  }
  if (there.length >= MOST_MEMBERS && !before) {
    return fail(
      'RoomFull',
      `The room "${room.name}" has ${there.length} members, and ${MOST_MEMBERS} are allowed. Open another room.`,
    );
  }
  const role = userId === room.hostId ? 'HOST' : 'MEMBER';
  const joinedAt = new Date(runtime.now()).toISOString();
  await members.put({ roomId: room.id, userId, name, role, joinedAt, ttl: room.ttl, ...signedIn(by) });
  return succeed(room);
}
