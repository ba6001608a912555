import type { Room as ShownRoom, RoomStatus } from '../../../api/room-cache/schema.types';
import type { Attributes, Reading } from '../../item';
import {
  expiryOf,
  genresOf,
  idOf,
  isAbsent,
  MEDIA_TYPES,
  textOf,
  timeOf,
  wordOf,
  WRONG_GENRES,
  WRONG_MEDIA_TYPE,
  WRONG_TTL,
} from './attributes';
import { ROOM_PREFIX } from './keys';
import { ofPerson, type OfPerson } from './signed-in';

/** A group that pages through one sequence of films, as the API shows it but for its end; and of its host, whether they had signed in. */
export interface Room extends Omit<ShownRoom, 'expiresAt'>, OfPerson {
  /** Epoch seconds. */
  readonly ttl: number;
}

/** With all that the API shows. */
export type WholeRoom = Required<Omit<Room, keyof OfPerson>> & OfPerson;

/** What an invite code leads to. */
export interface Invite {
  readonly roomId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

const STATUSES = ['ACTIVE', 'CLOSED'] as const satisfies readonly RoomStatus[];

/** A room of the table of rooms. Its id and what its films are must be there; all else has a default. */
export function readRoom(item: Attributes): Reading<WholeRoom> {
  const id = idOf(item.id) ?? idInKey(item.PK);
  const mediaType = wordOf(item.mediaType, MEDIA_TYPES);
  const genreIds = genresOf(item.genreIds);
  const status = isAbsent(item.status) ? 'ACTIVE' : wordOf(item.status, STATUSES);
  const ttl = expiryOf(item.ttl);
  if (id === undefined) {
    return { problem: 'id is no text' };
  }
  if (!mediaType) {
    return { problem: WRONG_MEDIA_TYPE };
  }
  if (!genreIds) {
    return { problem: WRONG_GENRES };
  }
  if (!status) {
    return { problem: 'status is not ACTIVE or CLOSED' };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  return {
    value: {
      id,
      name: textOf(item.name) ?? 'Room',
      hostId: idOf(item.hostId) ?? 'unknown',
      mediaType,
      genreIds,
      inviteCode: idOf(item.inviteCode) ?? '',
      status,
      createdAt: timeOf(item.createdAt),
      ttl,
      ...ofPerson(item),
    },
  };
}

/** An invite of the table of rooms. */
export function readInvite(item: Attributes): Reading<Invite> {
  const roomId = idOf(item.roomId);
  const ttl = expiryOf(item.ttl);
  if (roomId === undefined) {
    return { problem: 'roomId is no text' };
  }
  return ttl === undefined ? { problem: WRONG_TTL } : { value: { roomId, ttl } };
}

function idInKey(key: unknown): string | undefined {
  const text = textOf(key) ?? '';
  return text.startsWith(ROOM_PREFIX) ? textOf(text.slice(ROOM_PREFIX.length)) : undefined;
}
