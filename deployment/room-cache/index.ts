import { physicalName } from '../../environments/physical-name';
import { own } from '../../keys/own';
import { expiresSoon } from '../../model/room-cache/key-expiry';
import { FUNCTIONS } from '../../model/room-cache/functions';
import type { Deployed } from '../deployed';
import { DeploymentError } from '../errors';
import type { GraphqlTarget } from '../graphql';
import type { DeployedSystem } from '../system';
import type { Wait } from '../wait';
import { adoptedApiCheck } from './adopted-api';
import { concurrencyCheck, reservesConcurrency } from './concurrency';
import { findEndpoint } from './endpoint';
import { featuresOf } from './features';
import { copies, holdings, leaves } from './holdings';
import { leftBehindCheck } from './left-behind';
import { drawLatencies, judge, measurePerformance, performanceSchema } from './performance';
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

/** Opens rooms, reads their films, closes them. */
export const roomCache: DeployedSystem<Performance, PerformanceDemands> = {
  preflight(context, aws) {
    const { adopt } = context.environment.systems.roomCache.api;
    return [
      tmdbKeyCheck(context, aws),
      ...(reservesConcurrency(context.environment) ? [concurrencyCheck(context, aws)] : []),
      ...(adopt ? [adoptedApiCheck(context, aws, adopt.id)] : []),
    ];
  },

  holdings,
  leaves,
  copies,

  releases: (environment) =>
    Object.keys(FUNCTIONS).map((name) => ({ name, functionName: physicalName(environment, name) })),

  features: featuresOf,

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
    ...{ summarize, list, print },
    draw: drawLatencies,
  },

  warnings({ name, systems }, now) {
    const { expires } = systems.roomCache.api.auth;
    if (!expiresSoon(expires, now)) return [];
    return [
      `The API key stops working at ${expires}. Set systems.roomCache.api.auth.expires in ${fileOf(name)}, and deploy.`,
    ];
  },
};

/** @throws DeploymentError when the state has no complete deploy */
function targetOf({ environment: { name }, resources, outputs }: Deployed): GraphqlTarget {
  const [endpoint, apiKey] = [own(outputs, 'graphql_endpoint'), own(outputs, 'api_key')];
  if (typeof endpoint === 'string' && typeof apiKey === 'string') return { endpoint, apiKey };
  const reason = `The Terraform state of ${name} has no GraphQL endpoint: ${resources.length === 0 ? 'nothing is deployed' : 'its deploy did not end'}.`;
  throw new DeploymentError('verification', reason, `Run bin/trinity deploy ${name}.`);
}
