import type { Construct } from 'constructs';
import { REQUEST_FAILED } from '../../api/shared/log';
import type { RoomCache } from '../../environments/room-cache/schema';
import { FUNCTIONS } from '../../model/room-cache/functions';
import { KEY_WARNING_DAYS } from '../../model/room-cache/key-expiry';
import { TABLES } from '../../model/room-cache/tables';
import { Dashboard } from '../constructs/dashboard';
import { Watch, type WatchProps } from '../layers/watch';
import { graphs, type GraphSources } from './graphs';
import { roomCacheMetric } from './metrics';

export interface ObservabilityLayerProps extends GraphSources, Omit<WatchProps, 'adoptedTopic'> {
  readonly region: string;
  readonly thresholds: RoomCache['alarms'];
}

/** Tells somebody when members lose something, and shows what is going on. */
export class ObservabilityLayer extends Watch {
  readonly dashboard: Dashboard;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ObservabilityLayerProps,
  ) {
    super(scope, id, { ...props, adoptedTopic: props.thresholds.topic?.adopt });
    const { functions, data, nameOf, thresholds, region } = props;
    this.watchFunctions(FUNCTIONS, functions.lambdas, thresholds);
    this.watchTables(TABLES, data.tables, thresholds.tableThrottles);
    this.watchApi();
    this.watchTmdb();
    this.dashboard = new Dashboard(this, 'dashboard', {
      name: nameOf('dashboard'),
      region,
      alarms: this.alarms.map(({ arn }) => arn),
      graphs: graphs(props),
    });
  }

  private watchApi(): void {
    const {
      api: { api },
      thresholds,
      environmentName,
    } = this.props;
    const loses = 'The API answers with server errors: the app cannot show or change a room.';
    this.watchServerErrors(api, loses, thresholds.apiServerErrors);
    this.watchFailedRequests(
      api,
      REQUEST_FAILED,
      'Requests fail though the API answers: pages of films do not load, or rooms cannot be opened, joined or closed.',
      thresholds.failedRequests,
    );
    this.alarm('api-key-expiry', {
      memberLoses: `The API key stops working within ${KEY_WARNING_DAYS} days, and with it the app for every member: set systems.roomCache.api.auth.expires of ${environmentName} to a later day, and deploy.`,
      metrics: [roomCacheMetric(environmentName, 'room', 'ApiKeyExpiresSoon', 'Maximum')],
      threshold: 1,
      missing: 'stays as it is', // it is told once, not after each pause
    });
    this.watchLatency(api, 'members see the app wait', thresholds.apiLatencyMs);
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
}
