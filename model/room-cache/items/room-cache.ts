import type { CacheStatus, MediaType, RoomCache as ShownRoomCache } from '../../../api/room-cache/schema.types';
import type { Attributes, Reading } from '../../item';
import {
  countOf,
  expiryOf,
  genresOf,
  idOf,
  isAbsent,
  MEDIA_TYPES,
  textOf,
  wholeOf,
  wholesOf,
  wordOf,
  WRONG_GENRES,
  WRONG_MEDIA_TYPE,
  WRONG_TTL,
  type LeftOut,
} from './attributes';

type Shown = Omit<ShownRoomCache, 'expiresAt'>;

/** The state of a room's fill. Readers may see `sequenceIndex` 0 to `loaded - 1`. */
export interface RoomCache extends Shown {
  readonly mediaType: MediaType;
  readonly genreIds: readonly number[];
  /** A read that reaches this index starts the next batch. */
  readonly prefetchFrom: number;
  /** Counts the leases of this room. Who holds the highest number may write. */
  readonly fence: number;
  /**
   * By batch number, the fence under which it was published. A replica that lags may still show what a dead filler wrote
   * before; readers tell it by its fence. Absent until the first batch.
   */
  readonly fences?: number[];
  /** Epoch milliseconds; only while LOADING. */
  readonly leaseUntil?: number;
  /** The invocation that holds the lease; only while LOADING. */
  readonly leaseOwner?: string;
  /** The catalogue snapshot that the next batch continues. */
  readonly catalogueVersion?: string;
  /** The room changed to a younger snapshot on its way: what it has already must be left out by looking. */
  readonly repinned?: boolean;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
  /** Epoch seconds. The room's films carry the same. */
  readonly ttl: number;
}

const STATUSES = ['PENDING', 'LOADING', 'READY', 'EXHAUSTED', 'FAILED'] as const satisfies readonly CacheStatus[];

/**
 * The state of a room's fill. Films that somebody else has loaded are not gone on with: their order is not this room's, and
 * the next batch would hide them, having a fence where they have none. Such a room is filled anew.
 */
export function readRoomCache(item: Attributes): Reading<RoomCache & Required<Shown>> {
  const roomId = idOf(item.roomId);
  const mediaType = wordOf(item.mediaType, MEDIA_TYPES);
  const genreIds = genresOf(item.genreIds);
  const status = isAbsent(item.status) ? 'PENDING' : wordOf(item.status, STATUSES);
  const loaded = countOf(item.loaded ?? 0);
  const batches = countOf(item.batches ?? 0);
  const fence = wholeOf(item.fence ?? 0);
  const fences = wholesOf(item.fences);
  const ttl = expiryOf(item.ttl);
  if (roomId === undefined) {
    return { problem: 'roomId is no text' };
  }
  if (!mediaType) {
    return { problem: WRONG_MEDIA_TYPE };
  }
  if (!genreIds) {
    return { problem: WRONG_GENRES };
  }
  if (!status) {
    return { problem: `status is not ${STATUSES.join(', ')}` };
  }
  if (loaded === undefined || batches === undefined || fence === undefined) {
    return { problem: 'loaded, batches or fence is not a whole number' };
  }
  if (!fences || fences.length < batches || (loaded > 0 && batches === 0)) {
    return { problem: 'fences does not have a whole number for each batch' };
  }
  if (ttl === undefined) {
    return { problem: WRONG_TTL };
  }
  const leaseUntil = wholeOf(item.leaseUntil) ?? (status === 'LOADING' ? 0 : undefined);
  const leaseOwner = textOf(item.leaseOwner);
  const catalogueVersion = textOf(item.catalogueVersion);
  const reason = textOf(item.reason);
  return {
    value: {
      ...{ roomId, mediaType, genreIds, status, loaded, batches, fence, ttl },
      prefetchFrom: Math.min(countOf(item.prefetchFrom) ?? loaded, loaded),
      updatedAt: wholeOf(item.updatedAt) ?? 0,
      ...(item.fences === undefined ? {} : { fences }), // written as NULL, it is not yet a list that can be added to
      ...(leaseUntil === undefined ? {} : { leaseUntil }),
      ...(leaseOwner === undefined ? {} : { leaseOwner }),
      ...(catalogueVersion === undefined ? {} : { catalogueVersion }),
      ...(typeof item.repinned === 'boolean' ? { repinned: item.repinned } : {}),
      ...(reason === undefined ? ({} as LeftOut<'reason'>) : { reason }),
    },
  };
}
