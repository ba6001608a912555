import type { Log, Metrics, Runtime } from '../../shared/ports';
import type { TmdbClient } from '../shared/tmdb/client';
import type { ValueCacheTable } from './value-cache';

/** What details and genres need of the world. */
export interface MoviePorts {
  readonly values: Pick<ValueCacheTable, 'get' | 'put'>;
  readonly tmdb: Pick<TmdbClient, 'get'>;
  readonly runtime: Pick<Runtime, 'now'>;
  readonly log: Log;
  readonly metrics: Metrics;
}
