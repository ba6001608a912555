import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoUserSession } from 'amazon-cognito-identity-js';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createApi, type ApiDefinition } from '../../../packages/appsync-js/src';
import {
  CLIENT,
  codeOf,
  EMAIL,
  PASSWORD,
  Person,
  POOL,
  REFUSED,
  sessionOf,
  start,
  type Started,
  TEMPORARY,
} from './support';

type Claims = Readonly<Record<string, unknown>>;
const MINUTE = 60_000;
const who = { UserPoolId: POOL, Username: EMAIL };
const UserAttributes = [
  { Name: 'email', Value: EMAIL },
  { Name: 'email_verified', Value: 'true' },
  { Name: 'custom:tenants', Value: 't1:OWNER' },
];

let pool: Started;
afterEach(() => pool.close());

async function invite(): Promise<Person> {
  await pool.administrator.send(
    new AdminCreateUserCommand({ ...who, UserAttributes, TemporaryPassword: TEMPORARY, MessageAction: 'SUPPRESS' }),
  );
  return new Person(pool, EMAIL);
}

async function member(): Promise<Person> {
  const person = await invite();
  await pool.administrator.send(new AdminSetUserPasswordCommand({ ...who, Password: PASSWORD, Permanent: true }));
  return person;
}

/** Amazon's client for browsers tries a refused refresh again for seconds. */
const refreshed = (session: CognitoUserSession) =>
  pool.administrator.send(
    new InitiateAuthCommand({
      ...{ ClientId: CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH' },
      AuthParameters: { REFRESH_TOKEN: session.getRefreshToken().getToken() },
    }),
  );

describe('in a pool as the project makes one', () => {
  beforeEach(async () => {
    pool = await start();
  });

  test('a temporary password works once, and is answered by a new one; the tokens are Cognito’s', async () => {
    const person = await invite();
    expect(await person.signIn('Wrong-password-1')).toEqual(REFUSED);
    expect(await person.signIn(TEMPORARY)).toMatchObject({
      kind: 'newPassword',
      attributes: { email: EMAIL, email_verified: 'true', 'custom:tenants': 't1:OWNER' },
      required: [],
    });
    expect(await person.setNewPassword('too short')).toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    });
    const session = sessionOf(await person.setNewPassword(PASSWORD));
    const id = session.getIdToken().payload as Claims;
    const access = session.getAccessToken().payload as Claims;
    const now = Math.floor(pool.now() / 1000);
    expect(id).toEqual({
      ...{ sub: id['sub'], 'cognito:username': id['sub'], email: EMAIL, email_verified: true },
      ...{ 'custom:tenants': 't1:OWNER', token_use: 'id', aud: CLIENT },
      iss: `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`,
      ...{ iat: expect.any(Number) as unknown, auth_time: id['iat'], exp: Number(id['iat']) + 3600 },
      ...{ jti: expect.any(String) as unknown, origin_jti: access['origin_jti'], event_id: access['event_id'] },
    });
    expect(Math.abs(Number(id['iat']) - now)).toBeLessThan(60);
    expect(id['sub']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(access).toMatchObject({
      ...{ sub: id['sub'], username: id['sub'], client_id: CLIENT, token_use: 'access' },
      scope: 'aws.cognito.signin.user.admin',
    });
    expect(access['jti']).not.toBe(id['jti']);

    expect(await new Person(pool, EMAIL).signIn(TEMPORARY)).toEqual(REFUSED);
    expect((await new Person(pool, EMAIL).signIn(PASSWORD)).kind).toBe('in');
  });

  test('Amazon’s verifier takes both tokens by the keys that the endpoint serves, and AppSync lets them in', async () => {
    const session = sessionOf(await (await member()).signIn(PASSWORD));
    const keys = (await (await fetch(`${pool.endpoint}/${POOL}/.well-known/jwks.json`)).json()) as never;
    for (const [tokenUse, token] of [
      ['id', session.getIdToken().getJwtToken()],
      ['access', session.getAccessToken().getJwtToken()],
    ] as const) {
      const verifier = CognitoJwtVerifier.create({ userPoolId: POOL, clientId: CLIENT, tokenUse });
      verifier.cacheJwks(keys);
      expect(verifier.verifySync(token)).toMatchObject({ token_use: tokenUse });
      const [head, body, signature = ''] = token.split('.');
      expect(() =>
        verifier.verifySync([head, body, signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))].join('.')),
      ).toThrow('Invalid signature');

      const api = createApi(definition, { userPoolKeys: () => keys });
      const { body: answer } = await api.execute({
        query: '{ who }',
        headers: { authorization: token },
      });
      expect(answer).toEqual({ data: { who: (session.getIdToken().payload as Claims)['sub'] } });
    }
  });

  test('a proof counts once, and only near the clock of the pool', async () => {
    const person = await member();
    const proofs: object[] = [];
    const { client } = person.user as unknown as { client: { request: (...args: [string, object, unknown]) => void } };
    const request = client.request.bind(client);
    client.request = (operation, input, told) => {
      if (operation === 'RespondToAuthChallenge') proofs.push(input);
      request(operation, input, told);
    };
    expect((await person.signIn(PASSWORD)).kind).toBe('in');
    const again = pool.administrator.send(new RespondToAuthChallengeCommand(proofs[0] as never));
    await expect(again).rejects.toMatchObject({ name: 'NotAuthorizedException', message: REFUSED.message });

    pool.pass(4 * MINUTE);
    expect((await person.signIn(PASSWORD)).kind).toBe('in');
    pool.pass(MINUTE + 1000);
    expect(await person.signIn(PASSWORD)).toEqual(REFUSED);
    pool.pass(-10 * MINUTE - 5000);
    expect(await person.signIn(PASSWORD)).toEqual(REFUSED);
  });

  test('a second factor is set up, and asked for from then on; a code counts once, and one step of drift is let in', async () => {
    const person = await member();
    sessionOf(await person.signIn(PASSWORD));
    const secret = await person.setUpApp();
    expect(await person.verifyApp(codeOf(secret, pool.now() + 10 * MINUTE))).toMatchObject({
      name: 'EnableSoftwareTokenMFAException',
      message: 'Code mismatch',
    });
    const at = pool.now();
    const first = codeOf(secret, at);
    expect(await person.verifyApp(first)).not.toHaveProperty('name');
    await new Promise<void>((resolve, reject) =>
      person.user.setUserMfaPreference(null, { Enabled: true, PreferredMfa: true }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );

    expect(await person.signIn(PASSWORD)).toEqual({ kind: 'code' });
    expect(await person.sayCode(first)).toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Your software token has already been used once.',
    });
    expect(await person.sayCode(codeOf(secret, pool.now() + 10 * MINUTE))).toMatchObject({
      name: 'CodeMismatchException',
    });
    const next = codeOf(secret, at + 30_000);
    expect((await person.sayCode(next)).kind).toBe('in');
    expect(await person.signIn(PASSWORD)).toEqual({ kind: 'code' });
    expect(await person.sayCode(next)).toMatchObject({ name: 'ExpiredCodeException' });
    pool.pass(2 * MINUTE);
    expect((await person.sayCode(codeOf(secret, pool.now()))).kind).toBe('in');
  });

  test('a refresh brings what is so now: a group that was taken away is gone; who is disabled is refused', async () => {
    const person = await member();
    const inGroup = { ...who, GroupName: 'admins' };
    await pool.administrator.send(new AdminAddUserToGroupCommand(inGroup));
    const first = sessionOf(await person.signIn(PASSWORD));
    expect(first.getAccessToken().payload['cognito:groups']).toEqual(['admins']);
    expect(first.getIdToken().payload['cognito:groups']).toEqual(['admins']);

    await pool.administrator.send(new AdminRemoveUserFromGroupCommand(inGroup));
    const changed = [{ Name: 'custom:tenants', Value: 't2:STAFF' }];
    await pool.administrator.send(new AdminUpdateUserAttributesCommand({ ...who, UserAttributes: changed }));
    pool.pass(5 * MINUTE);
    const second = await person.refresh(first);
    const before = first.getIdToken().payload as Claims;
    expect(second.getIdToken().payload).toMatchObject({
      ...{ 'custom:tenants': 't2:STAFF', origin_jti: before['origin_jti'] },
      ...{ auth_time: before['auth_time'], iat: expect.any(Number) as unknown },
    });
    expect(second.getIdToken().payload).not.toHaveProperty('cognito:groups');
    expect(second.getAccessToken().payload['jti']).not.toBe(first.getAccessToken().payload['jti']);

    await pool.administrator.send(new AdminDisableUserCommand(who));
    await expect(refreshed(first)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'User is disabled.',
    });
  });

  test('who signs out everywhere ends all that was signed in, and may sign in again', async () => {
    const person = await member();
    const elsewhere = new Person(pool, EMAIL);
    const other = sessionOf(await elsewhere.signIn(PASSWORD));
    sessionOf(await person.signIn(PASSWORD));
    expect(await person.signOutEverywhere()).toBe('out');
    await expect(refreshed(other)).rejects.toThrow('Refresh Token has been revoked');
    expect(await elsewhere.signOutEverywhere()).toMatchObject({ message: 'Access Token has been revoked' });
    expect((await person.signIn(PASSWORD)).kind).toBe('in');
  });
});

const definition: ApiDefinition = {
  name: 'api',
  schema: 'type Query { who: String }',
  authentication: {
    authenticationType: 'AMAZON_COGNITO_USER_POOLS',
    userPoolConfig: { userPoolId: POOL, awsRegion: 'eu-west-1' },
  },
  apiKeys: [],
  dataSources: { none: { type: 'NONE' } },
  resolvers: [
    {
      ...{ type: 'Query', field: 'who', kind: 'UNIT', dataSource: 'none' },
      code: 'export const request = () => ({ payload: null }); export const response = (ctx) => ctx.identity.sub;',
    },
  ],
};
