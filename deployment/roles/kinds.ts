/** What deploys, and what only plans. */
export type RoleKind = 'deploy' | 'plan';

/** Whom the roles trust. */
export interface Trusted {
  /** What GitHub's tokens begin with: `repo:OWNER/REPOSITORY`. */
  readonly subject: string;
  /** Whether what a pull request has may plan, before it is merged. */
  readonly pullRequests: boolean;
}

interface Role {
  /** Not `trinity-…`: what is called so, the deploying role may change. */
  readonly name: (environment: string) => string;
  /** The environments of GitHub whose jobs take it (.github/workflows). */
  readonly jobs: (environment: string, trusted: Pick<Trusted, 'pullRequests'>) => readonly string[];
}

export const ROLES: Readonly<Record<RoleKind, Role>> = {
  deploy: { name: (environment) => `github-deploys-${environment}`, jobs: (environment) => [environment] },
  plan: {
    name: (environment) => `github-plans-${environment}`,
    jobs: (environment, { pullRequests }) => [
      `${environment}-plan`,
      ...(pullRequests ? [`${environment}-review`] : []),
    ],
  },
};

export const ROLE_KINDS: readonly RoleKind[] = ['deploy', 'plan'];
