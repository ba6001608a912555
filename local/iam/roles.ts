import { decide, deniedMessage, type Need, type Statement } from './decide';

/** A role of a stack, with what its inline policies say. */
export interface Role {
  readonly arn: string;
  readonly statements: readonly Statement[];
}

/** What AWS answers to who may not do what they ask. */
export class RoleRefusal extends Error {
  override readonly name = 'AccessDeniedException';
}

/** What the roles of the stack that runs allow. A role of another stack may do everything: its policies are not known here. */
export class Roles {
  private roles = new Map<string, Role>();

  /** In place of those so far. */
  use(roles: readonly Role[]): void {
    this.roles = new Map(roles.map((role) => [role.arn, role]));
  }

  /**
   * @param session in whose name the role is taken: a function's
   * @throws RoleRefusal for the first permission that is missing
   */
  require(roleArn: string | undefined, session: string, needs: readonly Need[]): void {
    const role = roleArn === undefined ? undefined : this.roles.get(roleArn);
    if (!role) return;
    for (const need of needs) {
      const decision = decide(role.statements, need);
      if (decision === 'allowed') continue;
      const user = `${role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${session}`;
      throw new RoleRefusal(deniedMessage(user, need, decision));
    }
  }
}
