import type { Room as ShownRoom, RoomStatus } from '../../../api/room-cache/schema.types';
import type { Attributes, Reading } from '../../item';
import {
  expiryOf,
  genresOf,
  idOf,
  isAbsent,
  MEDIA_TYPES,
  numberOf,
  textOf,
  wordOf,
  WRONG_GENRES,
  WRONG_MEDIA_TYPE,
  WRONG_TTL,
} from './attributes';
import { ROOM_PREFIX } from './keys';

/** A group that pages through one sequence of films, as the API shows it but for its end. */
export interface Room extends Omit<ShownRoom, 'expiresAt'> {
  /** Epoch seconds. */
  readonly ttl: number;
}

/** What an invite code leads to. */
export interface Invite {
  readonly roomId: string;
  /** Epoch seconds. */
  readonly ttl: number;
}

const STATUSES = ['ACTIVE', 'CLOSED'] as const satisfies readonly RoomStatus[];
/** Long ago: whoever asks how old a room is that does not say so is told that it is not new. */
const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

/** A room of the table of rooms. Its id and what its films are must be there; all else has a default. */
export function readRoom(item: Attributes): Reading<Required<Room>> {
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

const DIGITS = '0123456789';
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-03-01T12:00:00.000Z`, as JavaScript writes a time; of anything else GraphQL's AWSDateTime might make an error. */
function timeOf(value: unknown): string {
  const text = textOf(value) ?? '';
  const characters = text.split('');
  const fits =
    characters.length === UNKNOWN_TIME.length &&
    characters.every((one, index) => {
      const expected = UNKNOWN_TIME.slice(index, index + 1);
      return DIGITS.indexOf(expected) < 0 ? one === expected : DIGITS.indexOf(one) >= 0;
    });
  return fits && isOnClock(text) ? text : UNKNOWN_TIME;
}

/** Whether there is such a day, and such a time of day. */
function isOnClock(text: string): boolean {
  const year = numberOf(text.slice(0, 4)) ?? 0;
  const month = numberOf(text.slice(5, 7)) ?? 0;
  const day = numberOf(text.slice(8, 10)) ?? 0;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeapYear ? 28 : DAYS.find((_, index) => index === month - 1);
  return (
    year > 0 &&
    days !== undefined &&
    day >= 1 &&
    day <= days &&
    text.slice(11, 13) <= '23' &&
    text.slice(14, 16) <= '59' &&
    text.slice(17, 19) <= '59'
  );
}
