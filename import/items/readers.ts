import type { RoomCache } from '../../environments/room-cache/schema';
import { readHead, readPart } from '../../functions/room-cache/cache/filter-items';
import { detailsSchema } from '../../functions/room-cache/movie/details';
import { genresSchema } from '../../functions/room-cache/shared/genre';
import { valueReader } from '../../functions/room-cache/movie/value-cache';
import type { Reader } from '../../functions/shared/item-reader';
import { readInvite, readRoom } from '../../model/room-cache/items/room';
import { readRoomCache } from '../../model/room-cache/items/room-cache';
import { readRoomMovie } from '../../model/room-cache/items/room-movie';
import { isLikes, readLikes, readMatch, readMember, readVote } from '../../model/room-cache/items/votes';
import { own } from '../../keys/own';
import { kindOf } from '../../model/room-cache/items/keys';

/** How the application reads the items of each table, by its name in the configuration: the stores' own readers, and no others. */
const READERS: Readonly<Record<keyof RoomCache['tables'], Reader<object>>> = {
  rooms: (item) => {
    const kind = kindOf(item);
    if (kind !== undefined) return kind === 'room' ? readRoom(item) : readInvite(item);
    return { problem: 'PK and SK are no key that the application asks for' };
  },
  roomMovieCache: readRoomMovie,
  roomCacheMetadata: readRoomCache,
  roomMembers: readMember,
  votes: (item) => (isLikes(item) ? readLikes(item) : readVote(item)),
  roomMatches: readMatch,
  filterCache: (item) => {
    if (item.part === 'HEAD') return readHead(item);
    if (isKey(item.part, /^[0-9a-f]+#\d+$/)) return readPart(item);
    if (item.part === 'VALUE' && isKey(item.cacheKey, /^details:/)) return readDetails(item);
    if (item.part === 'VALUE' && isKey(item.cacheKey, /^genres:/)) return readGenres(item);
    return { problem: 'cacheKey and part are no key that the application asks for' };
  },
};
const readDetails = valueReader(detailsSchema);
const readGenres = valueReader(genresSchema);

const isKey = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);

/** @param id of a declared table */
export function readerOf(id: string): Reader<object> {
  const reader = own<Reader<object>>(READERS, id);
  if (!reader) throw new TypeError(`import/items/readers.ts has no reader of the table ${id}.`);
  return reader;
}
