import { resourceOf } from '../../environments/physical-name';
import type { Graph } from '../constructs/dashboard';
import type { GraphqlApi } from '../constructs/graphql-api';
import type { LambdaFunction } from '../constructs/lambda-function';
import type { Metric } from '../constructs/metric';
import type { AnyTable } from '../constructs/table';
import { apiMetrics, functionMetrics, queueMetrics, tableMetrics } from './metrics';

/** What a dashboard shows of any system. */

export function apiGraphs(api: GraphqlApi): Graph[] {
  const requests = apiMetrics(api);
  return [
    {
      title: 'API latency (ms)',
      metrics: { p50: requests.latencyP50, p95: requests.latencyP95, p99: requests.latencyP99 },
    },
    { title: 'API errors', metrics: { server: requests.serverErrors, client: requests.clientErrors } },
  ];
}

export function functionGraphs(lambdas: Readonly<Record<string, LambdaFunction>>): Graph[] {
  const deadLetters = Object.entries(lambdas).flatMap(([label, { deadLetterQueueName }]) =>
    deadLetterQueueName === undefined ? [] : [[label, queueMetrics(deadLetterQueueName).waiting] as const],
  );
  return [
    { title: 'Function errors', metrics: lines(lambdas, (fn) => functionMetrics(fn).errors) },
    { title: 'Function throttles', metrics: lines(lambdas, (fn) => functionMetrics(fn).throttles) },
    { title: 'Longest function run (ms)', metrics: lines(lambdas, (fn) => functionMetrics(fn).longest) },
    { title: 'Function calls', metrics: lines(lambdas, (fn) => functionMetrics(fn).invocations) },
    ...(deadLetters.length > 0 ? [{ title: 'Dead letters', metrics: Object.fromEntries(deadLetters) }] : []),
  ];
}

/** @param tables by what the configuration calls them */
export function tableGraphs(tables: Readonly<Record<string, AnyTable>>): Graph[] {
  const named = Object.fromEntries(Object.entries(tables).map(([name, table]) => [resourceOf(name), table]));
  return [
    { title: 'Read throttles', metrics: lines(named, (table) => tableMetrics(table).readThrottles) },
    { title: 'Write throttles', metrics: lines(named, (table) => tableMetrics(table).writeThrottles) },
  ];
}

const lines = <T>(sources: Readonly<Record<string, T>>, metricOf: (source: T) => Metric): Record<string, Metric> =>
  Object.fromEntries(Object.entries(sources).map(([label, source]) => [label, metricOf(source)]));
