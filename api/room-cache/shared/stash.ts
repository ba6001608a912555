import type { CacheTasks } from '../../../functions/room-cache/cache/handler';
import type { Room } from '../../../model/room-cache/items/room';
import type { RoomCache } from '../../../model/room-cache/items/room-cache';
import type { RoomMovieItem } from '../../../model/room-cache/items/room-movie';
import type { Member, VoteItem } from '../../../model/room-cache/items/votes';
import type { MediaType } from '../schema.types';

/** What the functions of one pipeline hand to each other. */
export type Stash = {
  /** The media type whose genres get-genres reads. */
  genresOf?: MediaType;
  /** Set by get-room-cache; stays absent when the room has no live cache, or one that cannot be read. */
  cache?: RoomCache;
  /** The status of `cache` as the table has it: `failed` is FAILED. */
  writtenStatus?: unknown;
  /** Set by get-room-cache where there is a cache that cannot be read or has expired: the fence in it. */
  unusable?: { fence: unknown };
  /** Set by find-room where there is no cache; null when there is no live room either. */
  room?: Room | null;
  /**
   * Set by whoever finds that films should be loaded; start-fill acts on it. With `ifLost` the cache function first looks whether
   * films that were loaded are lost: only then the room gets this status, and what is lost is loaded if it is PENDING.
   */
  fill?: Omit<CacheTasks['payloads']['fill'], 'action'>;
  /** Set by get-voted-movie. */
  movie?: RoomMovieItem;
  /** Set by query-members, and by a resolver that needs none of them. */
  members?: Member[];
  /** Set by put-vote. */
  votedAt?: string;
  /** Set by query-votes. */
  votes?: VoteItem[];
  /** One id for every Lambda invocation of a request. */
  correlationId?: string;
};

/** The stash of roomMovies. */
export type PageStash = Stash & {
  /** What is asked for, checked and with its defaults. */
  page: { from: number; limit: number };
  /** Set by query-room-movies when the page ends before a published film that is lost or cannot be read. */
  isBroken?: boolean;
};
