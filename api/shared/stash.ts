import type { RoomCacheItem } from './items';

/** What the functions of one pipeline hand to each other. */
export type Stash = {
  /** The page that roomMovies asks for, checked and with its defaults. */
  page?: { from: number; limit: number };
  /** Set by get-room-cache; stays absent when the room has no live cache. */
  cache?: RoomCacheItem;
  /** Set by whoever finds that films should be loaded; start-fill acts on it. */
  fill?: { roomId: string; after: number };
  /** One id for every Lambda invocation of a request. */
  correlationId?: string;
};
