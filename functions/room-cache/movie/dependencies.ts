import { createDynamodb } from '../../shared/dynamodb';
import { createObservability } from '../../shared/observability';
import { METRICS } from '../shared/metrics';
import { systemRuntime } from '../../shared/runtime';
import { TmdbClient } from '../shared/tmdb/client';
import { details } from '../shared/tmdb/details';
import { genres } from '../shared/tmdb/genres';
import { ParameterKey, readParameter } from '../shared/tmdb/key';
import type { MovieConfig } from './config';
import type { MovieDependencies } from './handler';
import { ValueCacheTable } from './value-cache';

/** The real table, the real TMDB, the real clock. */
export function createDependencies(config: MovieConfig): MovieDependencies {
  const runtime = systemRuntime;
  const observability = createObservability({ ...config, functionName: 'movie', units: METRICS });
  const { log, metrics } = observability;
  const key = new ParameterKey(config.tmdb.parameterName, readParameter(config.tmdb.parameterName), runtime.now);
  const tmdb = new TmdbClient({ url: config.tmdb.url, key, fetch, runtime, log, metrics });
  return {
    observability,
    filterTtlSeconds: config.filterTtlSeconds,
    ports: {
      values: new ValueCacheTable(createDynamodb(), config.tables.filterCache, { ...runtime, log, metrics }),
      catalogue: {
        details: (title, call) => details(tmdb, title, call),
        genres: (mediaType, call) => genres(tmdb, mediaType, call),
      },
      runtime,
      log,
      metrics,
    },
  };
}
