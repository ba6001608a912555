import { forEachKey } from '../../keys/entries';
import type { FunctionName } from '../../model/room-cache/functions';
import type { Graph } from '../constructs/dashboard';
import type { ApiLayer } from '../layers/api';
import type { DataLayer } from '../layers/data';
import type { TableName } from '../../model/room-cache/tables';
import type { FunctionsLayer } from './functions';
import { apiGraphs, functionGraphs, tableGraphs } from '../layers/graphs';
import { roomCacheMetric } from './metrics';

/** What there is to be shown. */
export interface GraphSources {
  readonly environmentName: string;
  readonly data: DataLayer<TableName>;
  readonly functions: FunctionsLayer;
  readonly api: ApiLayer;
}

/** The dashboard's graphs, from what a member sees down to what stands below. */
export function graphs({ environmentName, data, functions, api }: GraphSources): Graph[] {
  const { lambdas } = functions;
  const cache = (...metric: [Parameters<typeof roomCacheMetric>[2], string?]) =>
    roomCacheMetric(environmentName, 'cache', ...metric);
  const setAside = (functionName: FunctionName) => roomCacheMetric(environmentName, functionName, 'ItemSetAside');
  const movie = (...metric: [Parameters<typeof roomCacheMetric>[2], string?]) =>
    roomCacheMetric(environmentName, 'movie', ...metric);

  return [
    ...apiGraphs(api.api),
    {
      title: 'Cache hits and misses',
      metrics: {
        'catalogue hits': cache('CacheHit'),
        'catalogue misses': cache('CacheMiss'),
        'details and genres hits': movie('CacheHit'),
        'details and genres misses': movie('CacheMiss'),
      },
    },
    {
      title: 'Fill duration (ms)',
      metrics: { p50: cache('FillDuration', 'p50'), p99: cache('FillDuration', 'p99') },
    },
    { title: 'Films loaded', metrics: { films: cache('FillSize'), 'sequences at their end': cache('EndOfCatalogue') } },
    {
      title: 'TMDB latency (ms)',
      metrics: { p50: cache('TmdbLatency', 'p50'), p99: cache('TmdbLatency', 'p99') },
    },
    {
      title: 'TMDB failures',
      metrics: { 'while filling': cache('TmdbFailure'), 'details and genres': movie('TmdbFailure') },
    },
    {
      title: 'Items of another shape, set aside',
      metrics: forEachKey(lambdas, setAside),
    },
    ...functionGraphs(lambdas),
    ...tableGraphs(data.tables),
  ];
}
