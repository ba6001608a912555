/** A CloudWatch metric. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Maximum`, or a percentile such as `p95`. */
  readonly stat: string;
}

/** Seconds over which alarms and the dashboard put data points together: the period of the configured thresholds. */
export const PERIOD = 300;
