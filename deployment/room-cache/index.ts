import { physicalName } from '../../environments/physical-name';
import { expiresSoon } from '../../model/room-cache/key-expiry';
import { FUNCTIONS } from '../../model/room-cache/functions';
import { featuresOf } from '../features';
import { copiesWith, tablesHeld } from '../holdings';
import { concurrencyChecks } from '../preflight/concurrency';
import type { DeployedSystem } from '../system';
import type { Wait } from '../wait';
import { adoptedApiCheck } from './adopted-api';
import { findEndpoint, targetOf } from './endpoint';
import { leaves } from './leaves';
import { leftBehindCheck } from './left-behind';
import { draw, judge, measurePerformance, performanceSchema } from './performance';
import type { Performance, PerformanceDemands } from './performance/schema';
import { list, print, summarize } from './performance/words';
import { tmdbKeyCheck } from './tmdb-key';
import { tryRoom } from './trial';
import { fileOf } from '../../environments/names';

/** For a room's films. Ends what hangs: how long they may take, the performance says. */
const FILMS: Wait = { timeoutMs: 120_000, pollMs: 250 };

/**
 * Films that come later than the limit fail the performance; verification waits for three times as long, to tell slow from
 * broken. What is broken serves members for that long.
 */
const TIMES_THE_LIMIT = 3;

const copies: DeployedSystem<Performance, PerformanceDemands>['copies'] = (environment, aws) =>
  copiesWith(environment, 'room-cache', 'rooms', aws);

/** Opens rooms, reads their films, closes them. */
export const roomCache: DeployedSystem<Performance, PerformanceDemands> = {
  preflight(context, aws) {
    const { api, functions } = context.environment.systems.roomCache;
    const { adopt } = api;
    return [
      tmdbKeyCheck(context, aws),
      ...concurrencyChecks(context, aws, functions),
      ...(adopt ? [adoptedApiCheck(context, aws, adopt.id)] : []),
    ];
  },

  holdings: (environment, aws) => tablesHeld(environment, 'room-cache', environment.systems.roomCache.tables, aws),
  leaves: (environment, aws) => leaves(environment, () => copies(environment, aws)),
  copies,

  releases: (environment) =>
    Object.keys(FUNCTIONS).map((name) => ({ name, functionName: physicalName(environment, name) })),

  features: (environment) => featuresOf(environment, environment.systems.roomCache),

  verification(deployed, aws, demands) {
    const films = { ...FILMS, ...(demands && { timeoutMs: demands.limits.firstBatchMs * TIMES_THE_LIMIT }) };
    const room = tryRoom(deployed.environment, targetOf(deployed), films);
    return [room.check, leftBehindCheck(deployed, aws, room.tried, films)];
  },

  endToEnd: (environment, aws) => ({
    name: 'end to end',
    run: async (signal) => tryRoom(environment, await findEndpoint(aws.appsync, environment), FILMS).check.run(signal),
  }),

  performance: {
    schema: performanceSchema,
    async measure({ environment, signal }, aws, demands, deployed) {
      const target = deployed ? targetOf(deployed) : await findEndpoint(aws.appsync, environment);
      return measurePerformance(target, { ...demands, signal });
    },
    judge: (figures) => judge(figures),
    ...{ summarize, list, print, draw },
  },

  warnings({ name, systems }, now) {
    const { expires } = systems.roomCache.api.auth;
    if (!expiresSoon(expires, now)) return [];
    return [
      `The API key stops working at ${expires}. Set systems.roomCache.api.auth.expires in ${fileOf(name)}, and deploy.`,
    ];
  },
};
