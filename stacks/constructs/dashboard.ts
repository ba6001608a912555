import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { partitionOf } from '../../environments/partition';
import { type Metric, PERIOD } from './metric';

/** One graph. */
export interface Graph {
  readonly title: string;
  /** Label of each line. */
  readonly metrics: Readonly<Record<string, Metric>>;
}

export interface DashboardProps {
  readonly name: string;
  readonly region: string;
  /** ARNs of the alarms whose state stands on top. */
  readonly alarms: readonly string[];
  /** Left to right, three in a row. */
  readonly graphs: readonly Graph[];
}

const COLUMNS = 24;
const PER_ROW = 3;
const GRAPH = { width: COLUMNS / PER_ROW, height: 6 };
const ALARMS = { width: COLUMNS, height: 4 };

/** A CloudWatch dashboard. */
export class Dashboard extends Construct {
  /** Where to look at it. */
  readonly url: string;

  constructor(scope: Construct, id: string, { name, region, alarms, graphs }: DashboardProps) {
    super(scope, id);
    const widgets = [
      { type: 'alarm', x: 0, y: 0, ...ALARMS, properties: { title: 'Alarms', alarms } },
      ...graphs.map((graph, index) => ({
        type: 'metric',
        x: (index % PER_ROW) * GRAPH.width,
        y: ALARMS.height + Math.floor(index / PER_ROW) * GRAPH.height,
        ...GRAPH,
        properties: {
          title: graph.title,
          region,
          view: 'timeSeries',
          period: PERIOD,
          metrics: Object.entries(graph.metrics).map(([label, metric]) => line(label, metric)),
        },
      })),
    ];
    new CloudwatchDashboard(this, 'Default', { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) });
    const console = partitionOf(region) === 'aws-cn' ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
    this.url = `https://${region}.${console}/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
  }
}

/** CloudWatch writes a metric as a list: namespace, name, dimension names and values in turn, options. */
function line(label: string, { namespace, metricName, dimensions, stat }: Metric): unknown[] {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat, label }];
}
