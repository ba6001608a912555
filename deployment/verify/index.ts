import type { Environment } from '../../environments';
import type { Aws } from '../aws/clients';
import type { Check } from '../checks';
import type { Deployed } from '../deployed';
import type { GraphqlTarget } from '../graphql';
import { alarmsCheck } from './alarms';
import { tryRoom } from './end-to-end';
import { functionChecks, type BundleHashes } from './function';
import { leftBehindCheck } from './left-behind';
import { readyCheck } from './ready';
import { resolverChecks } from './resolvers';
import { roleChecks } from './role';
import { schemaCheck } from './schema';
import { subscriptionsCheck } from './subscriptions';
import { tableChecks } from './table';
import type { Wait } from './wait';

export type { BundleHashes } from './function';
export type { Wait } from './wait';

export interface VerificationOptions {
  readonly bundles: BundleHashes;
  /** For AWS to finish what the deploy began. Default: 5 minutes, a look every 2 s. */
  readonly wait?: Partial<Wait>;
  /** For a room's films. Ends what hangs: how long they may take, the performance says. Default: 2 minutes (a deploy has its own), a look every 250 ms. */
  readonly films?: Partial<Wait>;
}

const WAIT: Wait = { timeoutMs: 300_000, pollMs: 2_000 };
const FILMS: Wait = { timeoutMs: 120_000, pollMs: 250 };

/**
 * Whether what AWS has is what was deployed, and whether it works: first each resource against the state, then a room
 * through the endpoint. The checks belong together and run in their order; what they read, they do not change, except
 * for the one room, which is closed again.
 *
 * @throws Error when the state has another shape than the AWS provider's
 */
export function verification(deployed: Deployed, aws: Aws, options: VerificationOptions): Check[] {
  const films = { ...FILMS, ...options.films };
  const room = tryRoom(deployed.environment, deployed, films);
  return [
    readyCheck(deployed, aws, { ...WAIT, ...options.wait }),
    ...tableChecks(deployed, aws),
    ...functionChecks(deployed, aws, options.bundles),
    ...roleChecks(deployed, aws),
    schemaCheck(deployed, aws),
    ...resolverChecks(deployed, aws),
    alarmsCheck(deployed, aws),
    subscriptionsCheck(deployed, aws),
    room.check,
    leftBehindCheck(deployed, aws, room.tried, films),
  ];
}

/** The room through the endpoint alone: after a rollback, or where there is no state at hand. @param films as above */
export function endToEnd(target: GraphqlTarget, environment: Environment, films?: Partial<Wait>): Check {
  return tryRoom(environment, target, { ...FILMS, ...films }).check;
}
