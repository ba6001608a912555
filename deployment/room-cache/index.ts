import { expiresSoon } from '../../model/room-cache/key-expiry';
import { own } from '../../keys/own';
import type { Deployed } from '../deployed';
import { DeploymentError } from '../errors';
import type { GraphqlTarget } from '../graphql';
import type { DeployedSystem } from '../system';
import type { Wait } from '../wait';
import { findEndpoint } from './endpoint';
import { leftBehindCheck } from './left-behind';
import { measurePerformance } from './performance';
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
export const roomCache: DeployedSystem = {
  preflight: (context, aws) => [tmdbKeyCheck(context, aws)],

  verification(deployed, aws, limits) {
    const films = { ...FILMS, ...(limits && { timeoutMs: limits.firstBatchMs * TIMES_THE_LIMIT }) };
    const room = tryRoom(deployed.environment, targetOf(deployed), films);
    return [room.check, leftBehindCheck(deployed, aws, room.tried, films)];
  },

  endToEnd: (environment, aws) => ({
    name: 'end to end',
    run: async (signal) => tryRoom(environment, await findEndpoint(aws.appsync, environment), FILMS).check.run(signal),
  }),

  async measure({ environment, signal }, aws, { deployed, limits, readers }) {
    const target = deployed ? targetOf(deployed) : await findEndpoint(aws.appsync, environment);
    return measurePerformance(target, { limits, readers, signal });
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
