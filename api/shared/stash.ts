import type { RoomCacheItem } from './items';

/** What the functions of one pipeline hand to each other. */
export type Stash = {
  /** Set by get-room-cache; stays absent when the room has no live cache. */
  cache?: RoomCacheItem;
  /** Set by whoever finds that films should be loaded; start-fill acts on it. */
  fill?: { roomId: string; after: number };
  /** One id for every Lambda invocation of a request. */
  correlationId?: string;
};

/** The stash of roomMovies: the page that it asks for, checked and with its defaults. */
export type PageStash = Stash & { page: { from: number; limit: number } };
