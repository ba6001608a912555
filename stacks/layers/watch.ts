import type { Construct } from 'constructs';
import { resourceOf } from '../../environments/physical-name';
import type { Environment } from '../../environments/schema';
import { own } from '../../keys/own';
import { Folder } from '../address';
import { Alarm, type AlarmProps } from '../constructs/alarm';
import type { LambdaFunction } from '../constructs/lambda-function';
import { LogMetric } from '../constructs/log-metric';
import { NotificationTopic, type NotificationTopicProps } from '../constructs/notification-topic';
import type { GraphqlApi } from '../constructs/graphql-api';
import type { AnyTable } from '../constructs/table';
import { apiMetrics, functionMetrics, queueMetrics, tableMetrics } from './metrics';

export interface WatchProps {
  /** Physical name of a resource. */
  readonly nameOf: (resource: string) => string;
  /** Email addresses. */
  readonly notify: Environment['notify'];
  /** A topic that exists, perhaps. @default it is made */
  readonly adoptedTopic?: NotificationTopicProps['adopt'];
}

/** What somebody loses when a part of a system fails, by the part's name. */
type Lost = Readonly<Record<string, { readonly lost: string }>>;

/** The alarms of a system, whose parts are watched alike in all of them. */
export abstract class Watch extends Folder {
  protected readonly alarms: Alarm[] = [];
  private readonly topic: NotificationTopic;

  constructor(
    scope: Construct,
    id: string,
    private readonly watched: WatchProps,
  ) {
    super(scope, id);
    const { nameOf, notify, adoptedTopic } = watched;
    this.topic = new NotificationTopic(this, 'alarms', { name: nameOf('alarms'), emails: notify, adopt: adoptedTopic });
  }

  protected watchFunctions(
    entries: Lost,
    lambdas: Readonly<Record<string, LambdaFunction>>,
    thresholds: {
      readonly functionErrors: number;
      readonly functionThrottles: number;
      readonly functionDurationPercent: number;
      readonly deadLetters?: number;
    },
  ): void {
    for (const [name, { lost }] of Object.entries(entries)) {
      const fn = own(lambdas, name)!;
      const { errors, throttles, longest } = functionMetrics(fn);
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
      if (fn.deadLetterQueueName === undefined || thresholds.deadLetters === undefined) continue;
      this.alarm(`${name}-dead-letters`, {
        memberLoses: `Events for the function ${name} failed for good: ${lost}, until somebody looks at the dead letters.`,
        metrics: [queueMetrics(fn.deadLetterQueueName).waiting],
        threshold: thresholds.deadLetters,
      });
    }
  }

  /** @param idOf an alarm's, of its table's resource: a function may be called as a table is */
  protected watchTables(
    entries: Lost,
    tables: Readonly<Record<string, AnyTable>>,
    threshold: number,
    idOf = (resource: string): string => `${resource}-throttles`,
  ): void {
    for (const [name, { lost }] of Object.entries(entries)) {
      const resource = resourceOf(name);
      const { readThrottles, writeThrottles } = tableMetrics(own(tables, name)!);
      this.alarm(idOf(resource), {
        memberLoses: `DynamoDB turns requests to the table ${resource} away: ${lost}.`,
        metrics: [readThrottles, writeThrottles],
        threshold,
      });
    }
  }

  protected watchServerErrors(api: GraphqlApi, memberLoses: string, threshold: number): void {
    this.alarm('api-server-errors', { memberLoses, metrics: [apiMetrics(api).serverErrors], threshold });
  }

  /** @param word that begins the line of each such request in the API's log */
  protected watchFailedRequests(api: GraphqlApi, word: string, memberLoses: string, threshold: number): void {
    const name = this.watched.nameOf('failed-requests');
    const { metric } = new LogMetric(this, 'failed-request-lines', { name, logGroupName: api.logGroupName, word });
    this.alarm('failed-requests', { memberLoses, metrics: [metric], threshold });
  }

  protected watchLatency(api: GraphqlApi, whoWaits: string, threshold: number): void {
    const memberLoses = `One request in 20 takes ${threshold} ms or more: ${whoWaits}.`;
    this.alarm('api-latency', { memberLoses, metrics: [apiMetrics(api).latencyP95], threshold });
  }

  protected alarm(id: string, props: Omit<AlarmProps, 'name' | 'topicArn'>): void {
    this.alarms.push(new Alarm(this, id, { name: this.watched.nameOf(id), topicArn: this.topic.arn, ...props }));
  }
}
