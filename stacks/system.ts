import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/schema';
import type { Bundles } from './bundles';

/** What a synthesis asks of a system. What a deploy and a local run ask stands in deployment/system.ts and local/system.ts. */
export interface System {
  /** Makes its stack of an environment. @throws SynthesisError when its parts do not fit together */
  compose(scope: Construct, environment: Environment, bundles: Bundles): TerraformStack;
}

/**
 * What a build asks of a system when a type is wrong, and nothing will be synthesized.
 *
 * @param root the checkout
 * @param parts that were bundled: resolvers such as `query.room`, AppSync functions such as `find-room`
 * @returns what does not fit together, as the synthesis would say it; empty when all does
 */
export type Unwired = (
  root: string,
  parts: { readonly resolvers: readonly string[]; readonly functions: readonly string[] },
) => string[];
