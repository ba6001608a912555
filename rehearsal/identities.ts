import type { Environment } from '../environments';
import { partitionOf } from '../environments/partition';
import { ROLE_KINDS, ROLES, type RoleKind } from '../deployment/roles/kinds';
import { policyOf } from '../deployment/roles/policy';
import type { Principal } from './aws';

/** Access key ids: by whose a request is signed, the emulated AWS knows who it is. */
export const IDENTITIES = {
  /** Whoever owns the account, and the rehearsal itself: may do everything. */
  administrator: 'emulated',
  /** The jobs of GitHub. */
  deploy: 'deploys',
  plan: 'plans',
} as const satisfies Readonly<Record<RoleKind | 'administrator', string>>;
export type Identity = keyof typeof IDENTITIES;

/** How the roles of an environment are looked at: refused what their policies do not say, or only written down. */
export type RolesMode = 'enforced' | 'recorded';

/** The two roles of an environment as they are in an account. @param environment with the account that is really meant */
export function principalsOf(environment: Environment, mode: RolesMode): Readonly<Record<string, Principal>> {
  const { name, account, region } = environment;
  return Object.fromEntries(
    ROLE_KINDS.map((kind) => [
      IDENTITIES[kind],
      {
        arn: `arn:${partitionOf(region)}:sts::${account}:assumed-role/${ROLES[kind].name(name)}/rehearsal`,
        ...(mode === 'enforced' && { statements: policyOf(kind, environment).Statement }),
      },
    ]),
  );
}
