/** What the tables hold, as far as the resolvers read it. `ttl` is in epoch seconds; DynamoDB may delete days later. */

export type RoomItem = {
  id: string;
  name: string;
  hostId: string;
  mediaType: 'MOVIE' | 'TV';
  genreIds: number[];
  inviteCode: string;
  status: 'ACTIVE' | 'CLOSED';
  /** RFC 3339. */
  createdAt: string;
  ttl: number;
};

export type RoomCacheItem = {
  roomId: string;
  status: 'PENDING' | 'LOADING' | 'READY' | 'EXHAUSTED' | 'FAILED';
  loaded: number;
  batches: number;
  /** By batch number, the fence of the filler that published it. Absent until there is a batch. */
  fences?: number[];
  /** A page that asks for this index, or one behind it, starts the next batch. */
  prefetchFrom: number;
  /** Epoch milliseconds; only while a batch is being loaded. */
  leaseUntil?: number;
  /** Words for a client; only when FAILED. */
  reason?: string;
  /** Epoch milliseconds. */
  updatedAt: number;
  ttl: number;
};

export type RoomMovieItem = {
  sequenceIndex: number;
  batchNumber: number;
  /** Of the filler that wrote it. */
  fence: number;
  movieId: string;
  title: string;
  overview: string;
  posterPath?: string;
  releaseDate?: string;
  voteAverage?: number;
  genreIds: number[];
  ttl: number;
};
