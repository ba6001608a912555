import { resourceOf } from '../../environments/physical-name';
import { forEachKey, keysOf } from '../../keys/entries';
import type { FunctionName } from '../../model/room-cache/functions';
import type { Graph } from '../constructs/dashboard';
import type { Metric } from '../constructs/metric';
import type { ApiLayer } from '../layers/api';
import type { DataLayer } from '../layers/data';
import type { TableName } from '../../model/room-cache/tables';
import type { FunctionsLayer } from './functions';
import { apiMetrics, functionMetrics, queueMetrics, tableMetrics } from '../layers/metrics';
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
  const requests = apiMetrics(api.api);
  const { lambdas } = functions;
  const tables = Object.fromEntries(keysOf(data.tables).map((name) => [resourceOf(name), data.tables[name]]));
  const cache = (...metric: [Parameters<typeof roomCacheMetric>[2], string?]) =>
    roomCacheMetric(environmentName, 'cache', ...metric);
  const setAside = (functionName: FunctionName) => roomCacheMetric(environmentName, functionName, 'ItemSetAside');
  const movie = (...metric: [Parameters<typeof roomCacheMetric>[2], string?]) =>
    roomCacheMetric(environmentName, 'movie', ...metric);

  return [
    {
      title: 'API latency (ms)',
      metrics: { p50: requests.latencyP50, p95: requests.latencyP95, p99: requests.latencyP99 },
    },
    { title: 'API errors', metrics: { server: requests.serverErrors, client: requests.clientErrors } },
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
    { title: 'Function errors', metrics: lines(lambdas, (fn) => functionMetrics(fn).errors) },
    { title: 'Function throttles', metrics: lines(lambdas, (fn) => functionMetrics(fn).throttles) },
    { title: 'Longest function run (ms)', metrics: lines(lambdas, (fn) => functionMetrics(fn).longest) },
    { title: 'Function calls', metrics: lines(lambdas, (fn) => functionMetrics(fn).invocations) },
    { title: 'Dead letters', metrics: deadLetters(lambdas) },
    { title: 'Read throttles', metrics: lines(tables, (table) => tableMetrics(table).readThrottles) },
    { title: 'Write throttles', metrics: lines(tables, (table) => tableMetrics(table).writeThrottles) },
  ];
}

function lines<T>(sources: Record<string, T>, metricOf: (source: T) => Metric): Record<string, Metric> {
  return Object.fromEntries(Object.entries(sources).map(([label, source]) => [label, metricOf(source)]));
}

function deadLetters(lambdas: Record<string, { readonly deadLetterQueueName: string | undefined }>) {
  return Object.fromEntries(
    Object.entries(lambdas).flatMap(([label, { deadLetterQueueName }]) =>
      deadLetterQueueName === undefined ? [] : [[label, queueMetrics(deadLetterQueueName).waiting]],
    ),
  );
}
