import * as z from 'zod/mini';
import type { CreateRoomInput, Genre } from '../../../api/room-cache/schema.types';
import { own } from '../../../keys/own';
import type { Room, WholeRoom } from '../../../model/room-cache/items/room';
import { signedIn } from '../../../model/room-cache/items/signed-in';
import { mediaTypeSchema } from '../shared/media-type';
import { succeed, type Result } from '../../shared/result';
import { fail } from '../shared/failure';
import { epochSeconds } from '../../shared/time';
import { createInviteCode } from './invite-code';
import type { RoomPorts } from './ports';
import { describe, memberIdSchema, memberNameSchema, text } from './text';

/** Codes that are tried before something must be wrong: with a million rooms one code is taken in 700. */
const codeAttempts = 5;

const inputSchema = (genres: readonly Genre[] | undefined, mediaType: unknown) => {
  const list = genres?.map(({ id, name }) => `${id} (${name})`).join(', ');
  const error = `allowed are none, one or two different genre ids, as the query "genres" returns them${mediaTypeSchema.safeParse(mediaType).success ? ` for ${String(mediaType)}` : ''}${list ? `: ${list}` : ''}`;
  return z.object({
    name: text(100),
    hostId: memberIdSchema,
    hostName: z.nullish(memberNameSchema),
    mediaType: z.enum(mediaTypeSchema.options, 'allowed are MOVIE and TV'),
    genreIds: z._default(
      z.custom<number[]>((ids) => areGenres(ids, genres), error),
      [],
    ),
  } satisfies Record<keyof CreateRoomInput, unknown>);
};

function areGenres(ids: unknown, genres: readonly Genre[] | undefined): boolean {
  if (!Array.isArray(ids) || ids.length > 2 || new Set(ids).size < ids.length) return false;
  return ids.every((wanted) =>
    genres ? genres.some(({ id }) => id === wanted) : Number.isSafeInteger(wanted) && wanted > 0,
  );
}

/**
 * Makes a room that can be joined and filled. Invite, cache state and host come first, the room last: a failure in between
 * leaves a code that leads nowhere until it expires, and never a room without one.
 *
 * @param genres those that a room of its media type can have. Default: any number is one
 * @param by who has signed in, and is the host. Default: a client with a key asks
 */
export async function createRoom(
  ports: RoomPorts,
  ttlSeconds: number,
  input: unknown,
  { genres, by }: { readonly genres?: readonly Genre[] | undefined; readonly by?: string | undefined } = {},
): Promise<Result<Room>> {
  const parsed = inputSchema(genres, own(input as Record<string, unknown> | undefined, 'mediaType')).safeParse(input);
  if (!parsed.success) return fail('ValidationError', describe(parsed.error, input));

  const { runtime, rooms, metadata, members } = ports;
  const now = runtime.now();
  const id = runtime.uniqueId();
  const ttl = epochSeconds(now) + ttlSeconds;
  const { hostName, ...asked } = parsed.data;
  const createdAt = new Date(now).toISOString();
  const room: WholeRoom = {
    ...asked,
    id,
    inviteCode: await reserveCode(ports, id, ttl),
    status: 'ACTIVE',
    createdAt,
    ttl,
    ...signedIn(by),
  };
  await metadata.create({ roomId: id, mediaType: room.mediaType, genreIds: room.genreIds, ttl });
  if (typeof hostName === 'string') {
    const host = { roomId: id, userId: room.hostId, name: hostName, joinedAt: createdAt, ttl };
    await members.put({ ...host, role: 'HOST', ...signedIn(by) });
  }
  await rooms.putRoom(room);
  return succeed(room);
}

async function reserveCode({ rooms, runtime }: RoomPorts, roomId: string, ttl: number): Promise<string> {
  for (let attempt = 0; attempt < codeAttempts; attempt += 1) {
    const code = createInviteCode(() => runtime.random());
    if (await rooms.putInvite(code, roomId, ttl)) return code;
  }
  throw new Error(
    `${codeAttempts} invite codes in a row are taken: the codes have become too short for this many rooms.`,
  );
}
