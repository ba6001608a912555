import './as-a-browser';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { createHmac } from 'node:crypto';
import { Cognito, readClient, readPool, type Directory, type Group, type Message } from '../../../local/cognito';
import { serveCognito } from '../../../local/cognito/endpoint';
import { LocalUserPools } from '../../../local/user-pools';

export const POOL = 'eu-west-1_Ab1Cd2Ef3';
const OTHER_POOL = 'eu-west-1_Zz9Yy8Xx7';
export const CLIENT = 'console';
export const PASSWORD = 'Correct-horse-battery-1';
export const TEMPORARY = 'Temporary-password-1';
export const EMAIL = 'ana@example.com';

/** As stacks/constructs/user-pool.ts makes one. */
const AS_MADE = {
  Id: POOL,
  Name: 'people',
  Policies: {
    PasswordPolicy: {
      ...{ MinimumLength: 12, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
      ...{ RequireSymbols: true, TemporaryPasswordValidityDays: 3 },
    },
  },
  MfaConfiguration: 'OPTIONAL',
  SoftwareTokenMfaConfiguration: { Enabled: true },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  UsernameAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  SchemaAttributes: [
    {
      ...{ Name: 'custom:tenants', AttributeDataType: 'String', Mutable: true },
      StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
    },
  ],
};

const OF_CLIENT = {
  ClientId: CLIENT,
  UserPoolId: POOL,
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  EnableTokenRevocation: true,
  ...{ AccessTokenValidity: 60, IdTokenValidity: 60, RefreshTokenValidity: 1 },
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
  ReadAttributes: ['email', 'email_verified', 'name', 'custom:tenants'],
  WriteAttributes: ['email', 'name'],
};

export interface Started {
  readonly cognito: Cognito;
  readonly endpoint: string;
  readonly userPools: LocalUserPools;
  /** Signs with AWS credentials. */
  readonly administrator: CognitoIdentityProviderClient;
  /** What would have been mailed. */
  readonly sent: Message[];
  readonly groups: Group[];
  readonly now: () => number;
  /** Lets time go by. */
  readonly pass: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Two pools of the same settings, and a client of each, `console` and `console-2`. */
export async function start(changes: { readonly pool?: object; readonly client?: object } = {}): Promise<Started> {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const groups: Group[] = [{ GroupName: 'admins' }, { GroupName: 'readers' }];
  const pools = [POOL, OTHER_POOL].map((Id) => readPool({ ...AS_MADE, ...changes.pool, Id }));
  const clients = [
    readClient({ ...OF_CLIENT, ...changes.client }),
    readClient({ ...OF_CLIENT, ...changes.client, ClientId: `${CLIENT}-2`, UserPoolId: OTHER_POOL }),
  ];
  const directory: Directory = {
    pools: () => Promise.resolve(pools),
    pool: (id) => Promise.resolve(pools.find((one) => one.id === id)),
    client: (id) => Promise.resolve(clients.find((one) => one.id === id)),
    groups: () => Promise.resolve(groups),
  };
  const userPools = new LocalUserPools(now);
  const sent: Message[] = [];
  const cognito = new Cognito({ directory, userPools, now, send: (message) => sent.push(message) });
  const served = await serveCognito(cognito);
  const { endpoint } = served;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const administrator = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    endpoint,
    credentials,
    maxAttempts: 1,
  });
  return {
    ...{ cognito, endpoint, userPools, administrator, sent, groups, now },
    pass: (milliseconds) => void (ahead += milliseconds),
    async close() {
      administrator.destroy();
      await served.close();
    },
  };
}

/** What Amazon's client says, each as one of its callbacks has it. */
export type Outcome =
  | { readonly kind: 'in'; readonly session: CognitoUserSession }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string }
  | { readonly kind: 'newPassword'; readonly attributes: Record<string, string>; readonly required: string[] }
  | { readonly kind: 'code' }
  | { readonly kind: 'setUp' };

/** Somebody in front of a page that signs in by Amazon's own client for browsers. */
export class Person {
  readonly user: CognitoUser;

  constructor(
    { endpoint }: Pick<Started, 'endpoint'>,
    readonly username: string,
    ids = { UserPoolId: POOL, ClientId: CLIENT },
  ) {
    const Pool = new CognitoUserPool({ ...ids, endpoint, Storage: new Memory() });
    this.user = new CognitoUser({ Username: username, Pool, Storage: new Memory() });
  }

  signIn(Password: string): Promise<Outcome> {
    const details = new AuthenticationDetails({ Username: this.username, Password });
    return this.told((callbacks) => this.user.authenticateUser(details, callbacks));
  }

  setNewPassword(password: string, attributes: object = {}): Promise<Outcome> {
    return this.told((callbacks) => this.user.completeNewPasswordChallenge(password, attributes, callbacks));
  }

  sayCode(code: string): Promise<Outcome> {
    return this.told((callbacks) => this.user.sendMFACode(code, callbacks, 'SOFTWARE_TOKEN_MFA'));
  }

  /** @returns the secret that the app is told */
  setUpApp(): Promise<string> {
    return new Promise((resolve, reject) =>
      this.user.associateSoftwareToken({ associateSecretCode: resolve, onFailure: reject }),
    );
  }

  verifyApp(code: string): Promise<Outcome | 'verified'> {
    return new Promise((resolve) =>
      this.user.verifySoftwareToken(code, 'my telephone', {
        onSuccess: (session) => resolve('getAccessToken' in session ? { kind: 'in', session } : 'verified'),
        onFailure: (error: Error) => resolve(failed(error)),
      }),
    );
  }

  /** By the refresh token of the last sign-in. */
  refresh(session: CognitoUserSession): Promise<CognitoUserSession> {
    return new Promise((resolve, reject) =>
      this.user.refreshSession(session.getRefreshToken(), (error: Error | null, next: CognitoUserSession) =>
        error ? reject(error) : resolve(next),
      ),
    );
  }

  signOutEverywhere(): Promise<Outcome | 'out'> {
    return new Promise((resolve) =>
      this.user.globalSignOut({ onSuccess: () => resolve('out'), onFailure: (error) => resolve(failed(error)) }),
    );
  }

  private told(ask: (callbacks: Parameters<CognitoUser['authenticateUser']>[1]) => void): Promise<Outcome> {
    return new Promise((resolve) =>
      ask({
        onSuccess: (session) => resolve({ kind: 'in', session }),
        onFailure: (error: Error) => resolve(failed(error)),
        newPasswordRequired: (attributes: Record<string, string>, required: string[]) =>
          resolve({ kind: 'newPassword', attributes, required }),
        totpRequired: () => resolve({ kind: 'code' }),
        mfaSetup: () => resolve({ kind: 'setUp' }),
      }),
    );
  }
}

/** @throws Error for whoever is not in */
export function sessionOf(outcome: Outcome | 'verified'): CognitoUserSession {
  if (outcome !== 'verified' && outcome.kind === 'in') return outcome.session;
  throw new Error(`Nobody is in: ${JSON.stringify(outcome)}`);
}

const failed = ({ name, message }: Error): Outcome => ({ kind: 'failed', name, message });
export const REFUSED = {
  kind: 'failed',
  name: 'NotAuthorizedException',
  message: 'Incorrect username or password.',
};

class Memory {
  private readonly all = new Map<string, string>();
  getItem = (name: string) => this.all.get(name) ?? null;
  setItem = (name: string, value: string) => void this.all.set(name, value);
  removeItem = (name: string) => void this.all.delete(name);
  clear = () => this.all.clear();
}

/** What an app shows, by RFC 6238 as it is written there, and not as it is done in the pool. */
export function codeOf(secret: string, at: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = 0n;
  for (const letter of secret) bits = (bits << 5n) | BigInt(letters.indexOf(letter));
  const length = Math.floor((secret.length * 5) / 8);
  bits >>= BigInt(secret.length * 5 - length * 8);
  const key = Buffer.from(bits.toString(16).padStart(length * 2, '0'), 'hex');
  const counter = Buffer.from(
    Math.floor(at / 30_000)
      .toString(16)
      .padStart(16, '0'),
    'hex',
  );
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.at(-1)! & 0xf;
  const binary =
    ((digest[offset]! & 0x7f) << 24) | (digest[offset + 1]! << 16) | (digest[offset + 2]! << 8) | digest[offset + 3]!;
  return String(binary % 10 ** 6).padStart(6, '0');
}
