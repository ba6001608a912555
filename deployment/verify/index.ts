import type { Aws } from '../aws/clients';
import type { Check } from '../checks';
import type { Deployed } from '../deployed';
import { systemOf, type Demands } from '../systems';
import type { Wait } from '../wait';
import { alarmsCheck } from './alarms';
import { functionChecks, type BundleHashes } from './function';
import { readyCheck } from './ready';
import { resolverChecks } from './resolvers';
import { roleChecks } from './role';
import { schemaCheck } from './schema';
import { subscriptionsCheck } from './subscriptions';
import { tableChecks } from './table';

export type { BundleHashes } from './function';

export interface VerificationOptions {
  readonly bundles: BundleHashes;
  /** For AWS to finish what the deploy began. Default: 5 minutes, a look every 2 s. */
  readonly wait?: Partial<Wait>;
  /** What may be slow at most. Default: the system waits as long as it sees fit. */
  readonly demands?: Demands | undefined;
}

const WAIT: Wait = { timeoutMs: 300_000, pollMs: 2_000 };

/**
 * Whether what AWS has is what was deployed, and whether it works: first each resource against the state, then the system as its
 * clients use it. The checks belong together and run in their order; what they read, they do not change, except for what a
 * system makes to be tried, which is gone again.
 *
 * @throws Error when the state has another shape than the AWS provider's
 */
export function verification(deployed: Deployed, aws: Aws, options: VerificationOptions): Check[] {
  const { demands } = options;
  const trials = systemOf(deployed.system).verification(deployed, aws, demands); // first, it says whether all is there
  return [
    readyCheck(deployed, aws, { ...WAIT, ...options.wait }),
    ...tableChecks(deployed, aws),
    ...functionChecks(deployed, aws, options.bundles),
    ...roleChecks(deployed, aws),
    schemaCheck(deployed, aws),
    ...resolverChecks(deployed, aws),
    alarmsCheck(deployed, aws),
    subscriptionsCheck(deployed, aws),
    ...trials,
  ];
}
