import type { Construct } from 'constructs';
import { REQUEST_FAILED } from '../../api/shared/log';
import type { Booking } from '../../environments/booking/schema';
import type { MetricName } from '../../functions/booking/shared/metrics';
import { EXTRACTORS } from '../../model/booking/extractors';
import { FUNCTIONS, type FunctionName } from '../../model/booking/functions';
import { TABLES, type TableName } from '../../model/booking/tables';
import { Dashboard, type Graph } from '../constructs/dashboard';
import type { ApiLayer } from '../layers/api';
import type { DataLayer } from '../layers/data';
import { apiGraphs, functionGraphs, tableGraphs } from '../layers/graphs';
import { applicationMetric, type ApplicationMetric } from '../layers/metrics';
import { Watch, type WatchProps } from '../layers/watch';
import type { FunctionsLayer } from './functions';

export interface ObservabilityLayerProps extends WatchProps {
  readonly environmentName: string;
  readonly region: string;
  readonly thresholds: Booking['alarms'];
  readonly data: DataLayer<TableName>;
  readonly functions: FunctionsLayer;
  readonly api: ApiLayer;
  /** A model of Bedrock reads messages beside the rules. */
  readonly hasModel: boolean;
}

const bookingMetric: ApplicationMetric<`booking-${FunctionName}`, MetricName> = applicationMetric;

/** Tells somebody when visitors or businesses lose something, and shows what is going on. Metrics are of all tenants together. */
export class ObservabilityLayer extends Watch {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: ObservabilityLayerProps) {
    super(scope, id, props);
    const { functions, data, api, thresholds, nameOf, region, environmentName, hasModel } = props;
    this.watchFunctions(FUNCTIONS, functions.lambdas, thresholds);
    this.watchTables(TABLES, data.tables, thresholds.tableThrottles, (resource) => `${resource}-table-throttles`);
    this.watchServerErrors(
      api.api,
      'The API answers with server errors: visitors cannot chat or book, and businesses do not see their day.',
      thresholds.apiServerErrors,
    );
    this.watchFailedRequests(
      api.api,
      REQUEST_FAILED,
      'Requests fail though the API answers: a chat does not go on, times do not show, or a booking is not made.',
      thresholds.failedRequests,
    );
    this.watchLatency(api.api, 'visitors see the chat wait', thresholds.apiLatencyMs);
    this.alarm('refused-keys', {
      memberLoses: 'Many widgets are turned away: a business has put an old key into its page, or somebody tries keys.',
      metrics: [bookingMetric(environmentName, 'booking-authorizer', 'KeyRefused')],
      threshold: thresholds.refusedKeys,
    });
    if (hasModel) {
      this.alarm('model-failures', {
        memberLoses: `Bedrock does not read what it is asked to: ${EXTRACTORS.BEDROCK.lost}.`,
        metrics: [bookingMetric(environmentName, 'booking-agent', 'ModelFailed')],
        threshold: thresholds.modelFailures,
      });
    }
    this.dashboard = new Dashboard(this, 'dashboard', {
      name: nameOf('dashboard'),
      region,
      alarms: this.alarms.map(({ arn }) => arn),
      graphs: [
        ...apiGraphs(api.api),
        ...ownGraphs((...of) => bookingMetric(environmentName, ...of), hasModel),
        ...functionGraphs(functions.lambdas),
        ...tableGraphs(data.tables),
      ],
    });
  }
}

type Own = (...of: [`booking-${FunctionName}`, MetricName, string?]) => ReturnType<typeof bookingMetric>;

const ownGraphs = (metric: Own, hasModel: boolean): Graph[] => [
  {
    title: 'Bookings',
    metrics: {
      'made by hand': metric('booking-bookings', 'BookingMade'),
      'made in a chat': metric('booking-agent', 'BookingMade'),
      cancelled: metric('booking-bookings', 'BookingCancelled'),
      'times that were gone': metric('booking-bookings', 'BookingRefused'),
    },
  },
  {
    title: 'Messages',
    metrics: {
      answered: metric('booking-agent', 'MessageAnswered'),
      'not understood': metric('booking-agent', 'MessageUnsure'),
      'handed to a person': metric('booking-agent', 'HumanAsked'),
    },
  },
  {
    title: 'Time of an answer (ms)',
    metrics: {
      p50: metric('booking-agent', 'MessageDuration', 'p50'),
      p99: metric('booking-agent', 'MessageDuration', 'p99'),
    },
  },
  ...(hasModel ? modelGraphs(metric) : []),
  {
    title: 'Turned away',
    metrics: { keys: metric('booking-authorizer', 'KeyRefused'), 'too many': metric('booking-agent', 'RateLimited') },
  },
];

const modelGraphs = (metric: Own): Graph[] => [
  {
    title: 'Messages that Bedrock is asked of',
    metrics: { all: metric('booking-agent', 'ModelAsked'), 'not answered': metric('booking-agent', 'ModelFailed') },
  },
  {
    title: 'Time of Bedrock (ms)',
    metrics: {
      p50: metric('booking-agent', 'ModelDuration', 'p50'),
      p99: metric('booking-agent', 'ModelDuration', 'p99'),
    },
  },
];
