import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics as EmbeddedMetrics } from '@aws-lambda-powertools/metrics';
import { own } from '../../keys/own';
import type { Log, Metrics } from './ports';

export interface Observability<Name extends string = never> {
  readonly log: Log;
  readonly metrics: Metrics<Name, Name>;
  /** Every line from here on carries this id: AppSync's request id, or Lambda's own when the payload has none. */
  readonly correlate: (correlationId: string) => void;
  /** Writes the metrics of this invocation, in CloudWatch embedded format: one line on standard output. */
  readonly flush: () => void;
}

export interface ObservabilityProps<Name extends string> {
  readonly functionName: string;
  readonly environment: string;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** CloudWatch's unit of each metric. */
  readonly units: Readonly<Record<Name, 'Count' | 'Milliseconds'>>;
}

/** Metrics go to CloudWatch's namespace `Trinity/Application`. */
export function createObservability<Name extends string>(props: ObservabilityProps<Name>): Observability<Name> {
  const logger = new Logger({ serviceName: `trinity-${props.functionName}`, logLevel: props.logLevel });
  const embedded = new EmbeddedMetrics({ namespace: 'Trinity/Application' });
  // Powertools adds a dimension `service`; an alarm matches a metric only by its exact set of dimensions.
  embedded.clearDefaultDimensions();
  embedded.setDefaultDimensions({ Environment: props.environment, Function: props.functionName });
  const add = (name: Name, value: number): void => void embedded.addMetric(name, own(props.units, name)!, value);

  return {
    log: {
      info: (message, details = {}) => logger.info(message, details),
      warn: (message, details = {}) => logger.warn(message, details),
      error: (message, details = {}) => logger.error(message, details),
    },
    metrics: { count: (name) => add(name, 1), record: add },
    correlate: (correlationId) => logger.setCorrelationId(correlationId),
    flush: () => {
      if (embedded.hasStoredMetrics()) embedded.publishStoredMetrics();
    },
  };
}
