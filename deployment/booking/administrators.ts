import {
  AdminCreateUserCommand,
  AdminUpdateUserAttributesCommand,
  ListUsersCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Environment } from '../../environments';
import { nameIn } from '../../environments/physical-name';
import { rolesOf, claimOf, TENANTS_CLAIM, type Role } from '../../model/booking/administrators';
import type { Aws } from '../aws/clients';
import { findUserPool } from '../aws/user-pools';
import { deployFirst } from '../endpoint';
import { DeploymentError } from '../errors';

/** Who manages a tenant. */
export interface Administrator {
  readonly email: string;
  readonly role: Role;
  /** Whether they can sign in: nobody has disabled them, and they have set a password of their own. */
  readonly state: 'ACTIVE' | 'INVITED' | 'DISABLED';
}

/** Cognito's own limit of a page. */
const USERS = 60;

/** Members of the user pool, as far as they manage tenants. Nobody here has or sends a password: Cognito mails an invitation. */
export class Administrators {
  private pool: Promise<string> | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly cognito: Aws['cognito'],
  ) {}

  /** By e-mail address. The whole pool is read: Cognito looks for nobody by an attribute of ours. */
  async ofTenant(tenantId: string): Promise<Administrator[]> {
    const administrators: Administrator[] = [];
    for await (const user of this.users()) {
      const role = rolesIn(user).get(tenantId);
      if (role) administrators.push({ email: emailOf(user), role, state: stateOf(user) });
    }
    return administrators.sort((one, other) => (one.email < other.email ? -1 : 1));
  }

  /**
   * Lets somebody manage a tenant, beside those that they manage already. Who has not answered an invitation gets another.
   *
   * @throws DeploymentError when they are disabled: they could not sign in
   */
  async add(tenantId: string, email: string, role: Role): Promise<'INVITED' | 'CHANGED'> {
    const user = await this.find(email);
    const pool = await this.poolId();
    if (user && stateOf(user) === 'DISABLED') {
      const reason = `${email} is disabled in the user pool: nobody can sign in as them.`;
      const next = `Enable them, and run the command again: aws cognito-idp admin-enable-user --region ${this.environment.region} --user-pool-id ${pool} --username ${user.Username}`;
      throw new DeploymentError('invalid', reason, next);
    }
    if (user) await this.write(user, new Map([...rolesIn(user), [tenantId, role]]));
    const isNew = !user || stateOf(user) === 'INVITED';
    if (!isNew) return 'CHANGED';
    const attributes = { email, email_verified: 'true', [TENANTS_CLAIM]: claimOf(new Map([[tenantId, role]])) };
    await this.cognito.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId: pool, Username: email, DesiredDeliveryMediums: ['EMAIL'] },
        ...(user ? { MessageAction: 'RESEND' } : { UserAttributes: attributesOf(attributes) }),
      }),
    );
    return 'INVITED';
  }

  /** @returns false when they do not manage it */
  async remove(tenantId: string, email: string): Promise<boolean> {
    const user = await this.find(email);
    return user !== undefined && this.takeFrom(user, tenantId);
  }

  /** Of everybody, also of who is disabled. @returns members of the pool who manage nothing, any more or yet */
  async removeAll(tenantId: string): Promise<string[]> {
    const users: UserType[] = [];
    for await (const user of this.users()) users.push(user);
    for (const user of users) await this.takeFrom(user, tenantId);
    const rest = users.filter((user) => [...rolesIn(user).keys()].every((one) => one === tenantId));
    return rest.map(emailOf).sort();
  }

  private async takeFrom(user: UserType, tenantId: string): Promise<boolean> {
    const roles = rolesIn(user);
    if (!roles.delete(tenantId)) return false;
    await this.write(user, roles);
    return true;
  }

  private async write({ Username }: UserType, roles: ReadonlyMap<string, Role>): Promise<void> {
    const UserAttributes = attributesOf({ [TENANTS_CLAIM]: claimOf(roles) });
    const UserPoolId = await this.poolId();
    await this.cognito.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
  }

  private async find(email: string): Promise<UserType | undefined> {
    const input = { UserPoolId: await this.poolId(), Filter: `email = "${email}"`, Limit: 1 };
    return (await this.cognito.send(new ListUsersCommand(input))).Users?.[0];
  }

  private async *users(): AsyncGenerator<UserType, void> {
    const UserPoolId = await this.poolId();
    let PaginationToken: string | undefined;
    do {
      const page = await this.cognito.send(new ListUsersCommand({ UserPoolId, Limit: USERS, PaginationToken }));
      yield* page.Users ?? [];
      ({ PaginationToken } = page);
    } while (PaginationToken !== undefined);
  }

  /** @throws DeploymentError when it is not deployed */
  private poolId(): Promise<string> {
    return (this.pool ??= this.findPool());
  }

  private async findPool(): Promise<string> {
    const name = nameIn(this.environment, 'booking', 'administrators');
    const found = await findUserPool(this.cognito, name);
    if (found !== undefined) return found;
    const reason = `There is no user pool ${name} in ${this.environment.region}.`;
    throw new DeploymentError('invalid', reason, deployFirst(this.environment, 'booking'));
  }
}

const attributesOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

const valueOf = ({ Attributes = [] }: UserType, name: string): string | undefined =>
  Attributes.find((one) => one.Name === name)?.Value;

const emailOf = (user: UserType): string => valueOf(user, 'email') ?? user.Username ?? '';
const rolesIn = (user: UserType): Map<string, Role> => rolesOf(valueOf(user, TENANTS_CLAIM));

function stateOf({ Enabled, UserStatus }: UserType): Administrator['state'] {
  if (Enabled === false) return 'DISABLED';
  return UserStatus === 'FORCE_CHANGE_PASSWORD' ? 'INVITED' : 'ACTIVE';
}
