import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CLIENT, codeOf, EMAIL, PASSWORD, POOL, start, type Started, TEMPORARY } from './support';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WRONG = 'Incorrect username or password.';
const who = { UserPoolId: POOL, Username: EMAIL };

let pool: Started;
/** Clients that send the password, so that the test's clock is the only one. */
const open = async (changes: Parameters<typeof start>[0] = {}) => {
  const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
  pool = await start({ ...changes, client: { ExplicitAuthFlows, ...changes.client } });
};
afterEach(() => pool.close());

const send: Started['administrator']['send'] = ((command: never) => pool.administrator.send(command)) as never;

/** @returns its sub */
async function member(): Promise<string> {
  const UserAttributes = [
    { Name: 'email', Value: EMAIL },
    { Name: 'email_verified', Value: 'true' },
  ];
  const made = await send(
    new AdminCreateUserCommand({ ...who, UserAttributes, TemporaryPassword: TEMPORARY, MessageAction: 'SUPPRESS' }),
  );
  await send(new AdminSetUserPasswordCommand({ ...who, Password: PASSWORD, Permanent: true }));
  return made.User!.Username!;
}

const initiate = (PASSWORD: string, USERNAME = EMAIL, ClientId = CLIENT) =>
  send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } }));

async function signIn() {
  const { AuthenticationResult } = await initiate(PASSWORD);
  return AuthenticationResult as { AccessToken: string; IdToken: string; RefreshToken: string };
}

const refresh = (REFRESH_TOKEN: string, ClientId = CLIENT) =>
  send(new InitiateAuthCommand({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } }));

const respond = (
  ChallengeName: 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA',
  Session: string | undefined,
  more: object = {},
) =>
  send(
    new RespondToAuthChallengeCommand({
      ...{ ClientId: CLIENT, ChallengeName, Session },
      ChallengeResponses: { USERNAME: EMAIL, ...more },
    }),
  );

const refused = (promise: Promise<unknown>, message: string, name = 'NotAuthorizedException') =>
  expect(promise).rejects.toMatchObject({ name, message });

describe('passwords', () => {
  beforeEach(() => open());

  test('a temporary one ends after the days of the policy, and not before', async () => {
    await member();
    await send(new AdminSetUserPasswordCommand({ ...who, Password: TEMPORARY }));
    pool.pass(3 * DAY - MINUTE);
    expect((await initiate(TEMPORARY)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    pool.pass(MINUTE);
    await refused(initiate(TEMPORARY), 'Temporary password has expired and must be reset by an administrator.');
  });

  test('five wrong ones hold everybody off for a second, then for two; the right one too, until then', async () => {
    await member();
    for (let time = 0; time < 5; time += 1) await refused(initiate('Wrong-password-1'), WRONG);
    await refused(initiate(PASSWORD), 'Password attempts exceeded');
    pool.pass(2 * SECOND);
    await refused(initiate('Wrong-password-1'), WRONG);
    pool.pass(SECOND);
    await refused(initiate(PASSWORD), 'Password attempts exceeded');
    pool.pass(2 * SECOND);
    expect((await initiate(PASSWORD)).AuthenticationResult).toBeDefined();
    await refused(initiate('Wrong-password-1'), WRONG);
    expect((await initiate(PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test('who is not there is refused as a wrong password is, unless the client tells', async () => {
    await member();
    await refused(initiate(PASSWORD, 'nobody@example.com'), WRONG);
    const srp = (USERNAME: string) =>
      send(
        new InitiateAuthCommand({
          ClientId: CLIENT,
          AuthFlow: 'USER_SRP_AUTH',
          AuthParameters: { USERNAME, SRP_A: 'abcdef' },
        }),
      );
    const [first, again, there] = await Promise.all(['nobody@example.com', 'nobody@example.com', EMAIL].map(srp));
    const { SALT, USER_ID_FOR_SRP } = first!.ChallengeParameters!;
    expect(again!.ChallengeParameters).toMatchObject({ SALT, USER_ID_FOR_SRP });
    expect(USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Object.keys(first!.ChallengeParameters!).sort()).toEqual(Object.keys(there!.ChallengeParameters!).sort());

    await pool.close();
    await open({ client: { PreventUserExistenceErrors: 'LEGACY' } });
    await refused(initiate(PASSWORD, 'nobody@example.com'), 'User does not exist.', 'UserNotFoundException');
  });

  test('one that is forgotten is set anew by a code that was sent, once, within an hour', async () => {
    await member();
    const forgot = () => send(new ForgotPasswordCommand({ ClientId: CLIENT, Username: EMAIL }));
    const confirm = (ConfirmationCode: string, Password = 'Another-password-1') =>
      send(new ConfirmForgotPasswordCommand({ ClientId: CLIENT, Username: EMAIL, ConfirmationCode, Password }));
    expect((await forgot()).CodeDeliveryDetails).toEqual({
      ...{ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' },
    });
    const code = () => pool.sent.at(-1)!.secret;
    expect(pool.sent).toEqual([
      {
        pool: POOL,
        to: EMAIL,
        what: 'code',
        username: expect.any(String) as unknown,
        secret: expect.stringMatching(/^\d{6}$/) as unknown,
      },
    ]);
    const wrong = code() === '000000' ? '000001' : '000000';
    await refused(confirm(wrong), 'Invalid verification code provided, please try again.', 'CodeMismatchException');
    await refused(
      confirm(code(), 'weak'),
      'Password did not conform with policy: Password not long enough',
      'InvalidPasswordException',
    );
    await confirm(code());
    await refused(confirm(code()), 'Invalid code provided, please request a code again.', 'ExpiredCodeException');
    await refused(initiate(PASSWORD), WRONG);
    expect((await initiate('Another-password-1')).AuthenticationResult).toBeDefined();

    await forgot();
    pool.pass(HOUR);
    await refused(confirm(code()), 'Invalid code provided, please request a code again.', 'ExpiredCodeException');
    await forgot();
    for (let time = 0; time < 5; time += 1)
      await refused(confirm('x'), 'Invalid verification code provided, please try again.', 'CodeMismatchException');
    await refused(confirm(code()), 'Attempt limit exceeded, please try after some time.', 'LimitExceededException');

    const nobody = { ClientId: CLIENT, Username: 'nobody@example.com' };
    expect((await send(new ForgotPasswordCommand(nobody))).CodeDeliveryDetails).toMatchObject({
      Destination: 'n***@e***',
    });
    await refused(
      send(new ConfirmForgotPasswordCommand({ ...nobody, ConfirmationCode: code(), Password: PASSWORD })),
      'Invalid verification code provided, please try again.',
      'CodeMismatchException',
    );
  });

  test('one that an administrator has reset lets nobody in, until the code is said', async () => {
    await member();
    await send(new AdminResetUserPasswordCommand(who));
    await refused(initiate(PASSWORD), 'Password reset required for the user', 'PasswordResetRequiredException');
    expect((await send(new AdminGetUserCommand(who))).UserStatus).toBe('RESET_REQUIRED');
    const ConfirmationCode = pool.sent.at(-1)!.secret;
    await send(
      new ConfirmForgotPasswordCommand({ ClientId: CLIENT, Username: EMAIL, ConfirmationCode, Password: PASSWORD }),
    );
    expect((await initiate(PASSWORD)).AuthenticationResult).toBeDefined();
  });

  test('one is changed by who knows the one before', async () => {
    await member();
    const { AccessToken } = await signIn();
    const change = (PreviousPassword: string) =>
      send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'Another-password-1' }));
    await refused(change('Wrong-password-1'), WRONG);
    await change(PASSWORD);
    await refused(initiate(PASSWORD), WRONG);
    expect((await initiate('Another-password-1')).AuthenticationResult).toBeDefined();
  });
});

describe('sessions of a sign-in', () => {
  beforeEach(async () => {
    await open();
    await member();
    await send(new AdminSetUserPasswordCommand({ ...who, Password: TEMPORARY }));
  });
  const answer = (Session: string | undefined) => respond('NEW_PASSWORD_REQUIRED', Session, { NEW_PASSWORD: PASSWORD });

  test('one ends after three minutes', async () => {
    const [{ Session: early }, { Session: late }] = [await initiate(TEMPORARY), await initiate(TEMPORARY)];
    pool.pass(3 * MINUTE - SECOND);
    expect((await answer(early)).AuthenticationResult).toBeDefined();
    pool.pass(SECOND);
    await refused(answer(late), 'Invalid session for the user, session is expired.');
  });

  test('one is used once, for what it asks, by the client and by whom it is of', async () => {
    const { Session } = await initiate(TEMPORARY);
    await refused(
      respond('SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: '000000' }),
      'Invalid session for the user.',
    );
    const other = { UserPoolId: POOL, Username: 'bea@example.com' };
    await send(new AdminCreateUserCommand({ ...other, MessageAction: 'SUPPRESS' }));
    const as = { USERNAME: other.Username, NEW_PASSWORD: PASSWORD };
    await refused(respond('NEW_PASSWORD_REQUIRED', Session, as), 'Invalid session for the user.');
    expect((await answer(Session)).AuthenticationResult).toBeDefined();
    await refused(answer(Session), 'Invalid session for the user, session can only be used once.');
    await refused(answer('x'.repeat(40)), 'Invalid session for the user, session can only be used once.');
  });

  test('who was disabled in between gets no further, and may when enabled again', async () => {
    const { Session } = await initiate(TEMPORARY);
    await send(new AdminDisableUserCommand(who));
    await refused(answer(Session), 'User is disabled.');
    await refused(initiate(TEMPORARY), 'User is disabled.');
    await refused(initiate('Wrong-password-1'), WRONG);
    await send(new AdminEnableUserCommand(who));
    expect((await answer(Session)).AuthenticationResult).toBeDefined();
  });
});

describe('tokens', () => {
  beforeEach(async () => {
    await open();
    await member();
  });
  const getUser = (AccessToken: string) => send(new GetUserCommand({ AccessToken }));

  test('they end as the client says, and a refresh token of another client is none', async () => {
    const { AccessToken, RefreshToken } = await signIn();
    expect((await getUser(AccessToken)).UserAttributes).toContainEqual({ Name: 'email', Value: EMAIL });
    await refused(refresh(RefreshToken, `${CLIENT}-2`), 'Invalid Refresh Token');
    pool.pass(HOUR);
    await refused(getUser(AccessToken), 'Access Token has expired');
    const { AuthenticationResult } = await refresh(RefreshToken);
    expect(AuthenticationResult).not.toHaveProperty('RefreshToken');
    await getUser(AuthenticationResult!.AccessToken!);
    pool.pass(DAY);
    await refused(refresh(RefreshToken), 'Refresh Token has expired');
    await refused(refresh('nonsense'), 'Invalid Refresh Token');
  });

  test('a revoked refresh token ends what came of it, and nothing else', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const { AuthenticationResult } = await send(
      new GetTokensFromRefreshTokenCommand({ ClientId: CLIENT, RefreshToken: one.RefreshToken }),
    );
    const revoke = (Token: string) => send(new RevokeTokenCommand({ ClientId: CLIENT, Token }));
    await refused(revoke(one.AccessToken), 'Unsupported token type.', 'UnsupportedTokenTypeException');
    await revoke(one.RefreshToken);
    await revoke(one.RefreshToken);
    await refused(refresh(one.RefreshToken), 'Refresh Token has been revoked');
    for (const token of [one.AccessToken, AuthenticationResult!.AccessToken!])
      await refused(getUser(token), 'Access Token has been revoked');
    await refresh(other.RefreshToken);
    await getUser(other.AccessToken);
  });

  test.each([
    ['by themselves', ({ AccessToken }: { AccessToken: string }) => send(new GlobalSignOutCommand({ AccessToken }))],
    ['by an administrator', () => send(new AdminUserGlobalSignOutCommand(who))],
  ])('who is signed out everywhere, %s, has none that counts', async (_, signOut) => {
    const [one, other] = [await signIn(), await signIn()];
    await signOut(one);
    for (const { AccessToken, RefreshToken } of [one, other]) {
      await refused(refresh(RefreshToken), 'Refresh Token has been revoked');
      await refused(getUser(AccessToken), 'Access Token has been revoked');
    }
    await getUser((await signIn()).AccessToken);
  });

  test('one of another pool, one that nobody signed, an id token and one of nobody are none', async () => {
    const { AccessToken, IdToken } = await signIn();
    const other = await start();
    try {
      await refused(other.administrator.send(new GetUserCommand({ AccessToken })), 'Invalid Access Token');
    } finally {
      await other.close();
    }
    const [head, , signature] = AccessToken.split('.');
    const [, body] = pool.userPools
      .of({ userPoolId: `${POOL}`, awsRegion: 'eu-west-1' })
      .sign({ username: 'x' })
      .split('.');
    await refused(getUser([head, body, signature].join('.')), 'Invalid Access Token');
    await refused(getUser(IdToken), 'Invalid Access Token');
    const ofNobody = pool.userPools.of({ userPoolId: POOL, awsRegion: 'eu-west-1' }).sign({ username: 'x' });
    await refused(getUser(ofNobody), 'Invalid Access Token');
    await refused(getUser('nonsense'), 'Invalid Access Token');
  });

  test('who was removed is nobody', async () => {
    const { AccessToken, RefreshToken } = await signIn();
    await send(new AdminDeleteUserCommand(who));
    await refused(getUser(AccessToken), 'User does not exist.');
    await refused(refresh(RefreshToken), 'User does not exist.');
    await refused(initiate(PASSWORD), WRONG);
  });
});

test('where everybody needs a second factor, it is set up before anybody is in', async () => {
  await open({ pool: { MfaConfiguration: 'ON' } });
  await member();
  const { ChallengeName, ChallengeParameters, Session } = await initiate(PASSWORD);
  expect([ChallengeName, ChallengeParameters!['MFAS_CAN_SETUP']]).toEqual(['MFA_SETUP', '["SOFTWARE_TOKEN_MFA"]']);
  await refused(
    respond('MFA_SETUP', Session),
    'Software Token MFA has not been verified.',
    'InvalidParameterException',
  );
  const associated = await send(new AssociateSoftwareTokenCommand({ Session }));
  await refused(respond('MFA_SETUP', Session), 'Invalid session for the user, session can only be used once.');
  const verify = (UserCode: string) => send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }));
  const wrong = codeOf(associated.SecretCode!, pool.now() + 10 * MINUTE);
  await refused(verify(wrong), 'Code mismatch', 'EnableSoftwareTokenMFAException');
  const code = codeOf(associated.SecretCode!, pool.now());
  const verified = await verify(code);
  expect((await respond('MFA_SETUP', verified.Session)).AuthenticationResult).toBeDefined();

  const next = await initiate(PASSWORD);
  expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  const say = (SOFTWARE_TOKEN_MFA_CODE: string) =>
    respond('SOFTWARE_TOKEN_MFA', next.Session, { SOFTWARE_TOKEN_MFA_CODE });
  await refused(say(code), 'Your software token has already been used once.', 'ExpiredCodeException');
  for (let time = 0; time < 5; time += 1)
    await refused(say(wrong), 'Invalid code received for user', 'CodeMismatchException');
  pool.pass(30 * SECOND);
  expect((await say(codeOf(associated.SecretCode!, pool.now()))).AuthenticationResult).toBeDefined();
});

describe('what members may not', () => {
  beforeEach(async () => {
    await open();
    await member();
  });

  test('they write what the client lets them; a new address has to be verified', async () => {
    const { AccessToken } = await signIn();
    const update = (Name: string, Value: string) =>
      send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    for (const name of ['custom:tenants', 'email_verified', 'phone_number'])
      await refused(update(name, 'true'), 'A client attempted to write unauthorized attribute');
    expect((await update('email', 'new@example.com')).CodeDeliveryDetailsList).toEqual([
      { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@e***' },
    ]);
    const verified = async () =>
      (await send(new GetUserCommand({ AccessToken }))).UserAttributes!.find(({ Name }) => Name === 'email_verified')
        ?.Value;
    expect(await verified()).toBe('false');
    const verify = (Code: string) =>
      send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
    await refused(verify('x'), 'Invalid verification code provided, please try again.', 'CodeMismatchException');
    await verify(pool.sent.at(-1)!.secret);
    expect(await verified()).toBe('true');
    await refused(initiate(PASSWORD), WRONG);
    expect((await initiate(PASSWORD, 'new@example.com')).AuthenticationResult).toBeDefined();
  });

  test('they do not sign up, and come by no flow that the client has not', async () => {
    await refused(
      send(new SignUpCommand({ ClientId: CLIENT, Username: 'x@example.com', Password: PASSWORD })),
      'SignUp is not permitted for this user pool',
    );
    await pool.close();
    await open({ client: { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } });
    await refused(
      initiate(PASSWORD),
      'USER_PASSWORD_AUTH flow not enabled for this client',
      'InvalidParameterException',
    );
    await refused(refresh('x'), 'REFRESH_TOKEN_AUTH flow not enabled for this client', 'InvalidParameterException');
  });
});
