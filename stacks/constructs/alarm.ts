import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { type Metric, PERIOD } from './metric';

export interface AlarmProps {
  readonly name: string;
  /** A sentence for whoever is woken: what a member of a room loses. It is the alarm's description. */
  readonly memberLoses: string;
  /** Several are added up. */
  readonly metrics: readonly [Metric, ...Metric[]];
  /** The alarm goes off when five minutes reach it. */
  readonly threshold: number;
  /** What no data means. @default no alarm: what nobody calls fails nobody */
  readonly missing?: 'stays as it is';
  /** ARN of the SNS topic that hears of the alarm, and of its end. */
  readonly topicArn: string;
}

/** A CloudWatch alarm. */
export class Alarm extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    this.arn = new CloudwatchMetricAlarm(this, 'Default', {
      alarmName: props.name,
      alarmDescription: props.memberLoses,
      ...watched(props.metrics),
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: props.threshold,
      evaluationPeriods: 1,
      treatMissingData: props.missing === 'stays as it is' ? 'ignore' : 'notBreaching',
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
    }).arn;
  }
}

type Watched = Partial<CloudwatchMetricAlarmConfig>;

function watched([metric, ...others]: readonly [Metric, ...Metric[]]): Watched {
  return others.length === 0 ? single(metric) : sum([metric, ...others]);
}

function single({ namespace, metricName, dimensions, stat }: Metric): Watched {
  const statistic = stat.startsWith('p')
    ? { extendedStatistic: stat, evaluateLowSampleCountPercentiles: 'ignore' } // two slow requests are no percentile
    : { statistic: stat };
  return { namespace, metricName, dimensions, period: PERIOD, ...statistic };
}

function sum(metrics: readonly Metric[]): Watched {
  const ids = metrics.map((_, index) => `m${index + 1}`);
  return {
    metricQuery: [
      { id: 'total', expression: ids.map((id) => `FILL(${id}, 0)`).join(' + '), label: 'Total', returnData: true },
      ...metrics.map(({ stat, namespace, metricName, dimensions }, index) => ({
        id: ids[index]!,
        metric: { namespace, metricName, dimensions, stat, period: PERIOD },
      })),
    ],
  };
}
