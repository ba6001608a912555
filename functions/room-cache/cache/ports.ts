import type { Log, Runtime } from '../../shared/ports';
import type { RoomCacheMetrics } from '../shared/metrics';
import type { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import type { FilmCatalogue } from '../shared/film-catalogue';
import type { FilterCacheTable } from './filter-cache';
import type { RoomMovieCacheTable } from './room-movie-cache';

/** What filling and cleaning need of the world. Each table offers one method per access pattern. */
export interface CachePorts {
  readonly metadata: Public<RoomCacheMetadataTable>;
  readonly movies: Public<RoomMovieCacheTable>;
  readonly filters: Public<FilterCacheTable>;
  readonly discover: FilmCatalogue['discover'];
  readonly runtime: Runtime;
  readonly log: Log;
  readonly metrics: RoomCacheMetrics;
}

/** How the environment wants rooms to be filled. */
export interface CacheSettings {
  /** Films per batch. */
  readonly batchSize: number;
  readonly maxBatches: number;
  /** 0 to 1: the part of what is loaded whose reading starts the next batch. */
  readonly prefetchThreshold: number;
  /** ISO 639-1. */
  readonly languages: readonly string[];
  readonly minVoteCount: number;
  /** How long a look at TMDB counts as fresh. */
  readonly filterTtlSeconds: number;
  /** How long a room lives: so long a snapshot must last for the rooms that have started from it. */
  readonly roomTtlSeconds: number;
}

/** The time that this invocation has. */
export interface Invocation {
  /** Unique. */
  readonly id: string;
  /** Milliseconds: no waiting and no retrying beyond, so that there is time to say FAILED. */
  readonly timeLeft: () => number;
  /** Epoch milliseconds: the function is certainly not running any more. */
  readonly leaseUntil: number;
}

/** A class's public side, which a fake can have too. */
type Public<Class> = { [Key in keyof Class]: Class[Key] };
