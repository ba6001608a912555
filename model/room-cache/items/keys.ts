import type { Attributes } from '../../item';

/** The table of rooms has two kinds of items: rooms by id, and what invite codes lead to. */
const ROOM = 'ROOM';
const INVITE = 'INVITE';

export const ROOM_PREFIX = `${ROOM}#`;
const INVITE_PREFIX = `${INVITE}#`;

/** Of a room. */
export function roomKey(id: string) {
  return { PK: `${ROOM_PREFIX}${id}`, SK: ROOM };
}

/** Of what an invite code leads to. */
export function inviteKey(code: string) {
  return { PK: `${INVITE_PREFIX}${code}`, SK: INVITE };
}

/** Of which kind an item of that table is; undefined where its key is none that the application asks for. */
export function kindOf({ PK, SK }: Attributes): 'room' | 'invite' | undefined {
  if (typeof PK !== 'string') {
    return undefined;
  }
  if (SK === ROOM && PK.startsWith(ROOM_PREFIX) && PK.length > ROOM_PREFIX.length) {
    return 'room';
  }
  return SK === INVITE && PK.startsWith(INVITE_PREFIX) && PK.length > INVITE_PREFIX.length ? 'invite' : undefined;
}
