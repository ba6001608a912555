import type { KeyAttribute, TableKey } from '../table-key';

/** A table of the room cache: what the stacks make, watch, show and put out derives from it, and so does what an environment says. */
export interface TableEntry extends TableKey {
  /** What an alarm says of a table that turns requests away: `DynamoDB turns requests … away: <lost>.` */
  readonly lost: string;
}

const text = (name: string): KeyAttribute => ({ name, type: 'S' });
const number = (name: string): KeyAttribute => ({ name, type: 'N' });

/** The keys are those by which the application reads and writes, the same in every environment. DynamoDB never changes one. */
export const TABLES = {
  /** Rooms by id, and invite codes. */
  rooms: {
    hashKey: text('PK'),
    rangeKey: text('SK'),
    lost: 'rooms cannot be opened, joined or closed',
  },
  /** The films of each room, in their order. */
  roomMovieCache: {
    hashKey: text('roomId'),
    rangeKey: number('sequenceIndex'),
    lost: 'pages of films do not load, or a room gets no more of them',
  },
  /** How far each room is filled, and who fills it. */
  roomCacheMetadata: {
    hashKey: text('roomId'),
    lost: 'pages of films do not load, and no room gets more of them',
  },
  /** Who is in each room. */
  roomMembers: {
    hashKey: text('roomId'),
    rangeKey: text('userId'),
    lost: 'nobody can open a room or join one by name, and votes are refused',
  },
  /** What each member says of each film, and who likes it. */
  votes: {
    hashKey: text('roomId'),
    rangeKey: text('userId#movieId'),
    lost: 'members cannot say what they like',
  },
  /** The films that everybody in a room likes. */
  roomMatches: {
    hashKey: text('roomId'),
    rangeKey: text('movieId'),
    lost: 'members are not told of a film that everybody likes',
  },
  /** What TMDB said, shared by all rooms with one filter. */
  filterCache: {
    hashKey: text('cacheKey'),
    rangeKey: text('part'),
    lost: 'new rooms wait longer for their first films, and details may not show',
  },
} as const satisfies Record<string, TableEntry>;

export type TableName = keyof typeof TABLES;
