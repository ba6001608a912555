import type { Log, Runtime } from '../../shared/ports';
import type { RoomCacheMetrics } from '../shared/metrics';
import type { TmdbClient } from '../shared/tmdb/client';
import type { ValueCacheTable } from './value-cache';

/** What details and genres need of the world. */
export interface MoviePorts {
  readonly values: Pick<ValueCacheTable, 'get' | 'put'>;
  readonly tmdb: Pick<TmdbClient, 'get'>;
  readonly runtime: Pick<Runtime, 'now'>;
  readonly log: Log;
  readonly metrics: RoomCacheMetrics;
}
