import * as z from 'zod';
import { listOf } from './attributes';
import type { Member } from './members';
import type { Pool } from './pool';
import { CognitoRefusal, invalid } from './refusal';
import type { ClientSettings, Group, PoolSettings } from './settings';
import type { SignIn } from './sign-in';

/** What an operation reaches. */
export interface Reach {
  /** @throws CognitoRefusal when there is none */
  pool(id: string): Promise<Pool>;
  /** @throws CognitoRefusal when there is none */
  client(id: string): Promise<{ readonly pool: Pool; readonly client: ClientSettings }>;
  /** Who signed in with an access token. @throws CognitoRefusal where it counts no more */
  signedIn(accessToken: string): Promise<{
    readonly pool: Pool;
    readonly client: ClientSettings;
    readonly member: Member;
  }>;
  /** The client of a sign-in that is underway. @throws CognitoRefusal where there is none */
  underway(session: string): Promise<SignIn>;
  pools(): Promise<readonly PoolSettings[]>;
  groups(poolId: string): Promise<readonly Group[]>;
}

export interface Operation {
  /** @throws CognitoRefusal */
  run(reach: Reach, input: unknown): Promise<object>;
}

/** @param members of its input, as far as they mean something here; Cognito ignores what nobody knows */
export function operation<Shape extends z.ZodRawShape>(
  members: Shape,
  run: (reach: Reach, input: z.infer<z.ZodObject<Shape>>) => Promise<object>,
): Operation {
  const schema = z.object(members);
  return {
    async run(reach, input) {
      const parsed = schema.safeParse(input);
      if (parsed.success) return run(reach, parsed.data);
      const [first] = parsed.error.issues;
      const where = first?.path.join('.') ?? '';
      throw invalid(`1 validation error detected: Value at '${where}' failed to satisfy constraint: ${first?.message}`);
    },
  };
}

export const ATTRIBUTES = z.array(
  z.object({ Name: z.string(), Value: z.string().default('') }), // "To delete an attribute, submit it without a value"
);
export const PARAMETERS = z.record(z.string(), z.string()).default({});

/** As AdminGetUser and ListUsers say it. */
export const describe = ({ username, created, modified, isEnabled, status }: Member) => ({
  ...{ Username: username, UserCreateDate: created / 1000, UserLastModifiedDate: modified / 1000 },
  ...{ Enabled: isEnabled, UserStatus: status },
});

const APP = 'SOFTWARE_TOKEN_MFA';
const preference = z.object({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) });
/** Of SetUserMFAPreference, for whoever asks. */
export const MFA = {
  SoftwareTokenMfaSettings: preference.optional(),
  SMSMfaSettings: preference.optional(),
  EmailMfaSettings: preference.optional(),
};

/** @throws CognitoRefusal for a factor that is not there, or does not run here */
export function setMfa(member: Member, asked: z.infer<z.ZodObject<typeof MFA>>): void {
  if (asked.SMSMfaSettings?.Enabled || asked.EmailMfaSettings?.Enabled)
    throw invalid('Codes by SMS and by e-mail do not run here. SoftwareTokenMfaSettings does.');
  const { SoftwareTokenMfaSettings: app } = asked;
  if (!app) return;
  if (app.Enabled && !member.totp) throw invalid('User has not verified software token mfa');
  member.wantsTotp = app.Enabled;
}

export const describeMfa = ({ totp, wantsTotp }: Member) =>
  totp && wantsTotp ? { PreferredMfaSetting: APP, UserMFASettingList: [APP] } : {};

/** All of a member. */
export const describeWhole = (member: Member) => ({
  ...describe(member),
  UserAttributes: listOf(member.attributes),
  ...describeMfa(member),
});

export const userExists = (): CognitoRefusal =>
  new CognitoRefusal('UsernameExistsException', 'User account already exists');
