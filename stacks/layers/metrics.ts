import type { GraphqlApi } from '../constructs/graphql-api';
import type { LambdaFunction } from '../constructs/lambda-function';
import type { Metric } from '../constructs/metric';
import type { AnyTable } from '../constructs/table';

/** The metrics that alarms and dashboard look at, by what they tell. */

export const functionMetrics = (fn: LambdaFunction) => {
  const of = (metricName: string, stat: string): Metric => ({
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: fn.name },
    stat,
  });
  return {
    invocations: of('Invocations', 'Sum'),
    errors: of('Errors', 'Sum'),
    throttles: of('Throttles', 'Sum'),
    longest: of('Duration', 'Maximum'),
  };
};

export const queueMetrics = (queueName: string) => {
  const dimensions = { QueueName: queueName };
  const waiting: Metric = {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions,
    stat: 'Maximum',
  };
  return { waiting };
};

export const apiMetrics = (api: GraphqlApi) => {
  const of = (metricName: string, stat: string): Metric => ({
    namespace: 'AWS/AppSync',
    metricName,
    dimensions: { GraphQLAPIId: api.id },
    stat,
  });
  return {
    serverErrors: of('5XXError', 'Sum'),
    clientErrors: of('4XXError', 'Sum'),
    latencyP50: of('Latency', 'p50'),
    latencyP95: of('Latency', 'p95'),
    latencyP99: of('Latency', 'p99'),
  };
};

export const tableMetrics = (table: AnyTable) => {
  const of = (metricName: string): Metric => ({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensions: { TableName: table.name },
    stat: 'Sum',
  });
  return { readThrottles: of('ReadThrottleEvents'), writeThrottles: of('WriteThrottleEvents') };
};

/** @param stat as CloudWatch calls it. Default: `Sum` */
export type ApplicationMetric<Fn extends string, Name extends string> = (
  environmentName: string,
  functionName: Fn,
  metricName: Name,
  stat?: string,
) => Metric;

/** What functions write themselves, in CloudWatch embedded metric format. */
export const applicationMetric: ApplicationMetric<string, string> = (
  environmentName,
  functionName,
  metricName,
  stat = 'Sum',
) => ({
  namespace: 'Trinity/Application',
  metricName,
  dimensions: { Environment: environmentName, Function: functionName },
  stat,
});
