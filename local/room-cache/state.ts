import { readRoom, type Room } from '../../model/room-cache/items/room';
import { readRoomCache, type RoomCache } from '../../model/room-cache/items/room-cache';
import { readRoomMovie } from '../../model/room-cache/items/room-movie';
import { kindOf } from '../../model/room-cache/items/keys';
import { readMatch, readMember } from '../../model/room-cache/items/votes';
import type { ShownTable, TableItems } from '../system';

/** The newest rooms that are shown. */
const MOST = 50;

/** Rooms, how far each is filled and by whom; and of one, in the address as `room`, its films and who is in it. */
export async function stateOf(items: TableItems, address: URLSearchParams): Promise<ShownTable[]> {
  const [rooms, caches] = await Promise.all([items.all('rooms'), items.all('room_cache_metadata')]);
  const cacheOf = new Map(
    caches.flatMap((item) => readRoomCache(item).value ?? []).map((cache) => [cache.roomId, cache]),
  );
  const known = rooms
    .filter((item) => kindOf(item) === 'room')
    .flatMap((item) => readRoom(item).value ?? [])
    .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  const chosen = known.find(({ id }) => id === address.get('room'));
  return [
    {
      title: known.length > MOST ? `Rooms, the newest ${MOST} of ${known.length}` : 'Rooms',
      columns: ['Room', 'Invite', 'State', 'Fill', 'Films', 'Batches', 'Lease', 'Fence', 'Films by', 'Ends'],
      rows: known.slice(0, MOST).map((room) => rowOf(room, cacheOf.get(room.id))),
      none: 'None yet. The page opens one.',
    },
    ...(chosen ? await detailsOf(items, chosen) : []),
  ];
}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19);

function rowOf({ id, name, inviteCode, status, ttl }: Room, cache: RoomCache | undefined): ShownTable['rows'][number] {
  const { status: fill, reason, loaded = 0, batches = 0, fence = 0, leaseOwner, leaseUntil } = cache ?? {};
  const lease = leaseUntil === undefined ? 'none' : `${leaseOwner ?? 'somebody'}, until ${at(leaseUntil)}`;
  return [
    { text: name, href: `/console?room=${encodeURIComponent(id)}` },
    ...[inviteCode, status, fill === undefined ? 'no cache' : [fill, reason].filter(Boolean).join(': ')],
    ...[loaded, batches, lease, fence],
    { text: 'GraphiQL', href: `/graphiql?roomId=${encodeURIComponent(id)}` },
    at(ttl * 1000),
  ];
}

async function detailsOf(items: TableItems, { id, name }: Room): Promise<ShownTable[]> {
  const [films, members, matches] = await Promise.all(
    ['room_movie_cache', 'room_members', 'room_matches'].map((source) => items.below(source, 'roomId', id)),
  );
  return [
    {
      title: `${name}: its films, in their order`,
      columns: ['Place', 'Batch', 'Fence', 'Film', 'TMDB id'],
      rows: films!
        .flatMap((item) => readRoomMovie(item).value ?? [])
        .map(({ sequenceIndex, batchNumber, fence, title, movieId }) => [
          sequenceIndex,
          batchNumber,
          fence,
          title,
          movieId,
        ]),
      none: 'None yet.',
    },
    {
      title: `${name}: who is in it`,
      columns: ['Member', 'Role', 'Since'],
      rows: members!
        .flatMap((item) => readMember(item).value ?? [])
        .map(({ name: who, role, joinedAt }) => [who, role, joinedAt]),
      none: 'Nobody is in it by name.',
    },
    {
      title: `${name}: matches`,
      columns: ['Film', 'Place', 'Since'],
      rows: matches!
        .flatMap((item) => readMatch(item).value ?? [])
        .map(({ title, sequenceIndex, matchedAt }) => [title, sequenceIndex, matchedAt]),
      none: 'None yet.',
    },
  ];
}
