import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { RoomCacheMetadataTable } from '../shared/room-cache-metadata';
import { METRICS } from '../shared/metrics';
import { systemRuntime } from '../../shared/runtime';
import { TmdbClient } from '../shared/tmdb/client';
import { discover } from '../shared/tmdb/discover';
import { ParameterKey, readParameter } from '../shared/tmdb/key';
import type { CacheConfig } from './config';
import { FilterCacheTable } from './filter-cache';
import type { CacheDependencies } from './handler';
import { RoomMovieCacheTable } from './room-movie-cache';

/** The real tables, the real TMDB, the real clock. */
export function createDependencies(config: CacheConfig): CacheDependencies {
  const runtime = systemRuntime;
  const observability = createObservability({ ...config, functionName: 'cache', units: METRICS });
  const dynamodb = createDynamodb();
  const { log, metrics } = observability;
  const ports = { ...runtime, log, metrics };
  const key = new ParameterKey(config.tmdb.parameterName, readParameter(config.tmdb.parameterName), runtime.now);
  const tmdb = new TmdbClient({ url: config.tmdb.url, key, fetch, runtime, log, metrics });
  return {
    observability,
    settings: config.settings,
    ports: {
      metadata: new RoomCacheMetadataTable(dynamodb, config.tables.roomCacheMetadata, ports),
      movies: new RoomMovieCacheTable(dynamodb, config.tables.roomMovieCache, ports),
      filters: new FilterCacheTable(dynamodb, config.tables.filterCache, ports),
      discover: (query, call) => discover(tmdb, query, call),
      runtime,
      log,
      metrics,
    },
  };
}
