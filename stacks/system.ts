import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/schema';
import type { Bundles } from './bundles';

/** What a synthesis asks of a system. What a deploy and a local run ask stands in deployment/system.ts and local/system.ts. */
export interface System {
  /** Makes its stack of an environment. @throws SynthesisError when its parts do not fit together */
  compose(scope: Construct, environment: Environment, bundles: Bundles): TerraformStack;
}
