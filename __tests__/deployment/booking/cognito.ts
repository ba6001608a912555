import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import { awsError, type Answers } from '../aws';

interface Attribute {
  readonly Name: string;
  readonly Value: string;
}
type Member = Omit<UserType, 'Attributes'> & { Username: string; Attributes: Attribute[] };

/** A user pool in memory, as far as administrators are made in it. `administrators.integration.test.ts` holds it to moto's. */
export class MemoryPool {
  readonly members: Member[] = [];
  /** Who was mailed an invitation, each time. */
  readonly invited: string[] = [];

  constructor(
    private readonly name: string,
    /** Of a page of members. */
    private readonly most = 60,
  ) {}

  readonly answers: Answers = {
    ListUserPoolsCommand: ({ NextToken }) =>
      NextToken === undefined
        ? { UserPools: [{ Id: 'other', Name: `${this.name}-2` }], NextToken: 'more' }
        : { UserPools: [{ Id: 'eu-west-1_a', Name: this.name }] },
    ListUsersCommand: ({ UserPoolId, Filter, PaginationToken, Limit }) => {
      expect([UserPoolId, Number(Limit) <= 60]).toEqual(['eu-west-1_a', true]);
      const [, email] = /^email = "(.*)"$/.exec(String(Filter)) ?? [];
      const found = this.members.filter((one) => email === undefined || emailOf(one) === email);
      const first = Number(PaginationToken ?? 0);
      const next = first + this.most;
      return {
        Users: structuredClone(found.slice(first, next)),
        ...(next < found.length && { PaginationToken: String(next) }),
      };
    },
    AdminCreateUserCommand: ({ Username, UserAttributes = [], MessageAction, DesiredDeliveryMediums, ...rest }) => {
      expect([DesiredDeliveryMediums, Object.keys(rest)]).toEqual([['EMAIL'], ['UserPoolId']]);
      const email = String(Username);
      const before = this.members.find((one) => emailOf(one) === email);
      if ((MessageAction === 'RESEND') !== (before !== undefined)) return awsError('UsernameExistsException', 'No.');
      if (!before) {
        const Attributes = UserAttributes as Attribute[];
        this.members.push({
          Username: `sub-${this.members.length}`,
          Attributes,
          Enabled: true,
          UserStatus: 'FORCE_CHANGE_PASSWORD',
        });
      }
      this.invited.push(email);
      return {};
    },
    AdminUpdateUserAttributesCommand: ({ Username, UserAttributes }) => {
      const one = this.members.find((member) => member.Username === Username);
      if (!one) return awsError('UserNotFoundException', 'User does not exist.');
      for (const attribute of UserAttributes as Attribute[])
        one.Attributes = [...one.Attributes.filter(({ Name }) => Name !== attribute.Name), attribute];
      return {};
    },
  };

  /** By e-mail address, what their claim says. */
  claims(): Record<string, string | undefined> {
    return Object.fromEntries(this.members.map((one) => [emailOf(one), attributeOf(one, 'custom:tenants')]));
  }
}

const attributeOf = ({ Attributes }: Member, name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
const emailOf = (member: Member): string => attributeOf(member, 'email')!;
