import type { Environment } from '../../environments';
import { arnIn } from './resources';
import { ROLES, type RoleKind, type Trusted } from './kinds';

/** Where GitHub says whose a job is. */
export const ISSUER = 'token.actions.githubusercontent.com';
/** Whom its tokens are for: what aws-actions/configure-aws-credentials asks for. */
export const AUDIENCE = 'sts.amazonaws.com';

export interface TrustStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: { readonly Federated: string };
  readonly Action: 'sts:AssumeRoleWithWebIdentity';
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

export const providerArn = (environment: Pick<Environment, 'region' | 'account'>): string =>
  arnIn(environment)('iam', `oidc-provider/${ISSUER}`, '');

/**
 * Who may take a role: the jobs of one repository that run in its environments of GitHub, and nobody else.
 */
export function trustOf(role: RoleKind, environment: Environment, trusted: Trusted): TrustStatement {
  const jobs = ROLES[role].jobs(environment.name, trusted);
  return {
    Sid: 'GitHub',
    Effect: 'Allow',
    Principal: { Federated: providerArn(environment) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${ISSUER}:aud`]: AUDIENCE,
        [`${ISSUER}:sub`]: jobs.map((job) => `${trusted.subject}:environment:${job}`),
      },
    },
  };
}
