import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics as EmbeddedMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { FunctionName } from '../../model/room-cache/functions';
import type { Log, MetricName, Metrics } from './ports';

export interface Observability {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Every line from here on carries this id: AppSync's request id, or Lambda's own when the payload has none. */
  readonly correlate: (correlationId: string) => void;
  /** Writes the metrics of this invocation, in CloudWatch embedded format: one line on standard output. */
  readonly flush: () => void;
}

export interface ObservabilityProps {
  readonly functionName: FunctionName;
  readonly environment: string;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
}

const units = {
  CacheHit: MetricUnit.Count,
  CacheMiss: MetricUnit.Count,
  FillDuration: MetricUnit.Milliseconds,
  FillSize: MetricUnit.Count,
  TmdbLatency: MetricUnit.Milliseconds,
  TmdbFailure: MetricUnit.Count,
  EndOfCatalogue: MetricUnit.Count,
  ItemSetAside: MetricUnit.Count,
  ApiKeyExpiresSoon: MetricUnit.Count,
} satisfies Record<MetricName, string>;

export function createObservability(props: ObservabilityProps): Observability {
  const logger = new Logger({ serviceName: `trinity-${props.functionName}`, logLevel: props.logLevel });
  const embedded = new EmbeddedMetrics({ namespace: 'Trinity/Application' });
  // Powertools adds a dimension `service`; an alarm matches a metric only by its exact set of dimensions.
  embedded.clearDefaultDimensions();
  embedded.setDefaultDimensions({ Environment: props.environment, Function: props.functionName });

  return {
    log: {
      info: (message, details = {}) => logger.info(message, details),
      warn: (message, details = {}) => logger.warn(message, details),
      error: (message, details = {}) => logger.error(message, details),
    },
    metrics: {
      count: (name) => void embedded.addMetric(name, units[name], 1),
      record: (name, value) => void embedded.addMetric(name, units[name], value),
    },
    correlate: (correlationId) => logger.setCorrelationId(correlationId),
    flush: () => {
      if (embedded.hasStoredMetrics()) embedded.publishStoredMetrics();
    },
  };
}
