import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Construct } from 'constructs';
import type { Metric } from './metric';

export interface LogMetricProps {
  /** Of the filter, and of the metric: those of a filter on words have no dimensions to tell environments apart. */
  readonly name: string;
  readonly logGroupName: string;
  /** Letters, digits and _, which a line has to contain. */
  readonly word: string;
}

/** Counts the lines of a log that contain a word. */
export class LogMetric extends Construct {
  readonly metric: Metric;

  constructor(scope: Construct, id: string, { name, logGroupName, word }: LogMetricProps) {
    super(scope, id);
    const namespace = 'Trinity/Application';
    new CloudwatchLogMetricFilter(this, 'Default', {
      name,
      logGroupName,
      pattern: word,
      metricTransformation: { namespace, name, value: '1', unit: 'Count' },
    });
    this.metric = { namespace, metricName: name, dimensions: {}, stat: 'Sum' };
  }
}
