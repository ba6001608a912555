import type { GraphqlApi } from '../constructs/graphql-api';
import type { LambdaFunction } from '../constructs/lambda-function';
import type { Metric } from '../constructs/metric';
import type { AnyTable } from '../constructs/table';

/** The metrics that alarms and dashboard look at, by what they tell. */

/** Those of one thing. */
const metricsIn =
  (namespace: string, dimensions: Metric['dimensions']) =>
  (metricName: string, stat: string): Metric => ({ namespace, metricName, dimensions, stat });

export const functionMetrics = (fn: LambdaFunction) => {
  const of = metricsIn('AWS/Lambda', { FunctionName: fn.name });
  return {
    invocations: of('Invocations', 'Sum'),
    errors: of('Errors', 'Sum'),
    throttles: of('Throttles', 'Sum'),
    longest: of('Duration', 'Maximum'),
  };
};

export const queueMetrics = (queueName: string) => {
  const of = metricsIn('AWS/SQS', { QueueName: queueName });
  return { waiting: of('ApproximateNumberOfMessagesVisible', 'Maximum') };
};

export const apiMetrics = (api: GraphqlApi) => {
  const of = metricsIn('AWS/AppSync', { GraphQLAPIId: api.id });
  return {
    serverErrors: of('5XXError', 'Sum'),
    clientErrors: of('4XXError', 'Sum'),
    latencyP50: of('Latency', 'p50'),
    latencyP95: of('Latency', 'p95'),
    latencyP99: of('Latency', 'p99'),
  };
};

export const tableMetrics = (table: AnyTable) => {
  const of = metricsIn('AWS/DynamoDB', { TableName: table.name });
  return { readThrottles: of('ReadThrottleEvents', 'Sum'), writeThrottles: of('WriteThrottleEvents', 'Sum') };
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
) => metricsIn('Trinity/Application', { Environment: environmentName, Function: functionName })(metricName, stat);
