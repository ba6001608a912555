import type { Environment } from '../../environments';
import { requireOwnAccount } from '../aws/account';
import { DeploymentError } from '../errors';
import type { PolicyDocument } from './document';
import { ROLES, type RoleKind, type Trusted } from './kinds';
import { policyOf } from './policy';
import { trustOf, type TrustStatement } from './trust';
import { fileOf } from '../../environments/names';

/** A role, as it is to be. */
export interface RoleDocuments {
  readonly name: string;
  readonly trust: { readonly Version: '2012-10-17'; readonly Statement: readonly [TrustStatement] };
  readonly policy: PolicyDocument;
}

/**
 * The roles of an environment that GitHub's jobs take, without a call to AWS.
 *
 * @throws DeploymentError for an environment that GitHub cannot deploy, or whose account is a placeholder
 */
export function documentsOf(environment: Environment, trusted: Trusted): Readonly<Record<RoleKind, RoleDocuments>> {
  const { name, state } = environment;
  if (state.backend === 'local') {
    throw new DeploymentError(
      'invalid',
      `${name} keeps its state in a file of one checkout: no job of GitHub could deploy it.`,
      `Set state in ${fileOf(name)} to a bucket, or deploy ${name} by hand.`,
    );
  }
  requireOwnAccount(environment);
  const documents = (kind: RoleKind): RoleDocuments => ({
    name: ROLES[kind].name(name),
    trust: { Version: '2012-10-17', Statement: [trustOf(kind, environment, trusted)] },
    policy: policyOf(kind, environment),
  });
  return { deploy: documents('deploy'), plan: documents('plan') };
}
