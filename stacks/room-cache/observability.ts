import type { Construct } from 'constructs';
import { REQUEST_FAILED } from '../../api/shared/log';
import { resourceOf } from '../../environments/physical-name';
import type { RoomCache } from '../../environments/room-cache/schema';
import type { Environment } from '../../environments/schema';
import { KEY_WARNING_DAYS } from '../../model/room-cache/key-expiry';
import { keysOf } from '../../keys/entries';
import { FUNCTIONS } from '../../model/room-cache/functions';
import { TABLES } from '../../model/room-cache/tables';
import { Folder } from '../address';
import { Alarm, type AlarmProps } from '../constructs/alarm';
import { Dashboard } from '../constructs/dashboard';
import { LogMetric } from '../constructs/log-metric';
import { NotificationTopic } from '../constructs/notification-topic';
import { graphs, type GraphSources } from './graphs';
import { apiMetrics, functionMetrics, queueMetrics, tableMetrics } from '../layers/metrics';
import { roomCacheMetric } from './metrics';

export interface ObservabilityLayerProps extends GraphSources {
  readonly region: string;
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  /** Email addresses. */
  readonly notify: Environment['notify'];
  readonly thresholds: RoomCache['alarms'];
}

/** Tells somebody when members lose something, and shows what is going on. */
export class ObservabilityLayer extends Folder {
  readonly dashboard: Dashboard;
  private readonly topic: NotificationTopic;
  private readonly alarms: Alarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ObservabilityLayerProps,
  ) {
    super(scope, id);
    const { nameOf, notify, thresholds, region } = props;
    this.topic = new NotificationTopic(this, 'alarms', {
      name: nameOf('alarms'),
      emails: notify,
      adopt: thresholds.topic?.adopt,
    });
    this.watchFunctions();
    this.watchTables();
    this.watchApi();
    this.watchTmdb();
    this.dashboard = new Dashboard(this, 'dashboard', {
      name: nameOf('dashboard'),
      region,
      alarms: this.alarms.map(({ arn }) => arn),
      graphs: graphs(props),
    });
  }

  private watchFunctions(): void {
    const { functions, thresholds } = this.props;
    for (const name of keysOf(FUNCTIONS)) {
      const fn = functions.lambdas[name];
      const { errors, throttles, longest } = functionMetrics(fn);
      const { lost } = FUNCTIONS[name];
      this.alarm(`${name}-errors`, {
        memberLoses: `The function ${name} fails: ${lost}.`,
        metrics: [errors],
        threshold: thresholds.functionErrors,
      });
      this.alarm(`${name}-throttles`, {
        memberLoses: `Lambda turns calls of the function ${name} away: ${lost}.`,
        metrics: [throttles],
        threshold: thresholds.functionThrottles,
      });
      this.alarm(`${name}-duration`, {
        memberLoses: `The function ${name} comes close to its timeout of ${fn.timeout} s: soon ${lost}.`,
        metrics: [longest],
        threshold: (fn.timeout * 1000 * thresholds.functionDurationPercent) / 100,
      });
      if (fn.deadLetterQueueName !== undefined) {
        this.alarm(`${name}-dead-letters`, {
          memberLoses: `Events for the function ${name} failed for good: ${lost}, until somebody looks at the dead letters.`,
          metrics: [queueMetrics(fn.deadLetterQueueName).waiting],
          threshold: thresholds.deadLetters,
        });
      }
    }
  }

  private watchTables(): void {
    const { data, thresholds } = this.props;
    for (const name of keysOf(TABLES)) {
      const resource = resourceOf(name);
      const { readThrottles, writeThrottles } = tableMetrics(data.tables[name]);
      this.alarm(`${resource}-throttles`, {
        memberLoses: `DynamoDB turns requests to the table ${resource} away: ${TABLES[name].lost}.`,
        metrics: [readThrottles, writeThrottles],
        threshold: thresholds.tableThrottles,
      });
    }
  }

  private watchApi(): void {
    const { api, thresholds, nameOf, environmentName } = this.props;
    const { serverErrors, latencyP95 } = apiMetrics(api.api);
    this.alarm('api-server-errors', {
      memberLoses: 'The API answers with server errors: the app cannot show or change a room.',
      metrics: [serverErrors],
      threshold: thresholds.apiServerErrors,
    });
    const { metric } = new LogMetric(this, 'failed-request-lines', {
      name: nameOf('failed-requests'),
      logGroupName: api.api.logGroupName,
      word: REQUEST_FAILED,
    });
    this.alarm('failed-requests', {
      memberLoses:
        'Requests fail though the API answers: pages of films do not load, or rooms cannot be opened, joined or closed.',
      metrics: [metric],
      threshold: thresholds.failedRequests,
    });
    this.alarm('api-key-expiry', {
      memberLoses: `The API key stops working within ${KEY_WARNING_DAYS} days, and with it the app for every member: set systems.roomCache.api.auth.expires of ${environmentName} to a later day, and deploy.`,
      metrics: [roomCacheMetric(environmentName, 'room', 'ApiKeyExpiresSoon', 'Maximum')],
      threshold: 1,
      missing: 'stays as it is', // it is told once, not after each pause
    });
    this.alarm('api-latency', {
      memberLoses: `One request in 20 takes ${thresholds.apiLatencyMs} ms or more: members see the app wait.`,
      metrics: [latencyP95],
      threshold: thresholds.apiLatencyMs,
    });
  }

  private watchTmdb(): void {
    const { environmentName, thresholds } = this.props;
    this.alarm('tmdb-failures', {
      memberLoses: 'TMDB does not answer: new rooms get no films, and rooms that run out get no more.',
      metrics: [
        roomCacheMetric(environmentName, 'cache', 'TmdbFailure'),
        roomCacheMetric(environmentName, 'movie', 'TmdbFailure'),
      ],
      threshold: thresholds.tmdbFailures,
    });
  }

  private alarm(id: string, props: Omit<AlarmProps, 'name' | 'topicArn'>): void {
    this.alarms.push(new Alarm(this, id, { name: this.props.nameOf(id), topicArn: this.topic.arn, ...props }));
  }
}
