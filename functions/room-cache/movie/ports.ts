import type { Log, Runtime } from '../../shared/ports';
import type { RoomCacheMetrics } from '../shared/metrics';
import type { FilmCatalogue } from '../shared/film-catalogue';
import type { ValueCacheTable } from './value-cache';

/** What details and genres need of the world. */
export interface MoviePorts {
  readonly values: Pick<ValueCacheTable, 'get' | 'put'>;
  readonly catalogue: Pick<FilmCatalogue, 'details' | 'genres'>;
  readonly runtime: Pick<Runtime, 'now'>;
  readonly log: Log;
  readonly metrics: RoomCacheMetrics;
}
