/** What deploys, and what only plans. */
export type RoleKind = 'deploy' | 'plan';

interface Role {
  /** Not `trinity-…`: what is called so, the deploying role may change. */
  readonly name: (environment: string) => string;
  /** The environments of GitHub whose jobs take it (.github/workflows). */
  readonly environments: (environment: string) => readonly string[];
}

export const ROLES: Readonly<Record<RoleKind, Role>> = {
  deploy: { name: (environment) => `github-deploys-${environment}`, environments: (environment) => [environment] },
  plan: {
    name: (environment) => `github-plans-${environment}`,
    environments: (environment) => [`${environment}-plan`],
  },
};

export const ROLE_KINDS: readonly RoleKind[] = ['deploy', 'plan'];
