import * as z from 'zod';
import { checkWritable, readableOf } from './attributes';
import { cannotReset } from './for-administrators';
import { wrongCode } from './members';
import { ATTRIBUTES, describeMfa, MFA, operation, PARAMETERS, setMfa } from './operation';
import { checkPassword } from './passwords';
import { deliveryTo, recoveryOf, sendCode, type Delivery } from './recovery';
import { CognitoRefusal, invalid, notAuthorized, noUser } from './refusal';
import { SignIn } from './sign-in';
import { associate, verify } from './software-token';
import { isPassword } from './srp';
import { refresh } from './tokens';

const byToken = { AccessToken: z.string() };
const ofClient = { ClientId: z.string() };
/** By a session of a sign-in that is underway, or by who has signed in. */
const byEither = { AccessToken: z.string().optional(), Session: z.string().optional() };
const needEither = () => invalid('AccessToken or Session is needed.');

/** What everybody may ask, and a page in a browser: nobody has AWS credentials there. */
export const FOR_MEMBERS = {
  InitiateAuth: operation(
    { ...ofClient, AuthFlow: z.string(), AuthParameters: PARAMETERS },
    async (reach, { ClientId, AuthFlow, AuthParameters }) => {
      const { pool, client } = await reach.client(ClientId);
      return new SignIn(pool, client).initiate('member', AuthFlow, AuthParameters);
    },
  ),
  RespondToAuthChallenge: operation(
    {
      ...{ ...ofClient, ChallengeName: z.string(), Session: z.string().optional() },
      ChallengeResponses: PARAMETERS,
    },
    async (reach, { ClientId, ChallengeName, Session, ChallengeResponses }) => {
      const { pool, client } = await reach.client(ClientId);
      return new SignIn(pool, client).respond(ChallengeName, Session, ChallengeResponses);
    },
  ),
  AssociateSoftwareToken: operation(byEither, async (reach, { AccessToken, Session }) => {
    if (AccessToken !== undefined) {
      const { pool, member } = await reach.signedIn(AccessToken);
      return { SecretCode: associate(pool, member) };
    }
    if (Session === undefined) throw needEither();
    return (await reach.underway(Session)).associate(Session);
  }),
  VerifySoftwareToken: operation(
    { ...byEither, UserCode: z.string().regex(/^[0-9]{6}$/) },
    async (reach, { AccessToken, Session, UserCode }) => {
      if (AccessToken !== undefined) {
        const { pool, member } = await reach.signedIn(AccessToken);
        verify(pool, member, UserCode);
        return { Status: 'SUCCESS' };
      }
      if (Session === undefined) throw needEither();
      return (await reach.underway(Session)).verify(Session, UserCode);
    },
  ),
  SetUserMFAPreference: operation({ ...byToken, ...MFA }, async (reach, input) => {
    setMfa((await reach.signedIn(input.AccessToken)).member, input);
    return {};
  }),
  GetUser: operation(byToken, async (reach, { AccessToken }) => {
    const { client, member } = await reach.signedIn(AccessToken);
    return {
      Username: member.username,
      UserAttributes: readableOf(client, member.attributes),
      ...describeMfa(member),
    };
  }),
  UpdateUserAttributes: operation({ ...byToken, UserAttributes: ATTRIBUTES }, async (reach, input) => {
    const { pool, client, member } = await reach.signedIn(input.AccessToken);
    const { members, settings } = pool;
    checkWritable(client, input.UserAttributes);
    const before = new Map(member.attributes);
    members.write(settings, member, input.UserAttributes);
    const changed = ['email', 'phone_number'].filter((name) => member.attributes.get(name) !== before.get(name));
    for (const name of changed) member.attributes.set(`${name}_verified`, 'false');
    const toVerify = changed.filter((name) => settings.autoVerified.includes(name) && member.attributes.get(name));
    return { CodeDeliveryDetailsList: toVerify.map((name) => sendCode(pool, member, name, name)) };
  }),
  GetUserAttributeVerificationCode: operation(
    { ...byToken, AttributeName: z.enum(['email', 'phone_number']) },
    async (reach, { AccessToken, AttributeName }) => {
      const { pool, member } = await reach.signedIn(AccessToken);
      if (!member.attributes.get(AttributeName)) throw invalid(`User has no attribute ${AttributeName}.`);
      return { CodeDeliveryDetails: sendCode(pool, member, AttributeName, AttributeName) };
    },
  ),
  VerifyUserAttribute: operation(
    { ...byToken, AttributeName: z.enum(['email', 'phone_number']), Code: z.string() },
    async (reach, { AccessToken, AttributeName, Code }) => {
      const { pool, member } = await reach.signedIn(AccessToken);
      pool.members.judgeCode(member, AttributeName, Code);
      pool.members.write(pool.settings, member, [{ Name: `${AttributeName}_verified`, Value: 'true' }]);
      return {};
    },
  ),
  ChangePassword: operation(
    { ...byToken, PreviousPassword: z.string(), ProposedPassword: z.string() },
    async (reach, { AccessToken, PreviousPassword, ProposedPassword }) => {
      const { pool, member } = await reach.signedIn(AccessToken);
      const { members, settings } = pool;
      const { verifier } = member;
      members.judge(member, () => verifier !== undefined && isPassword(settings.id, verifier, PreviousPassword));
      checkPassword(settings, ProposedPassword);
      members.setPassword(settings, member, ProposedPassword, false);
      return {};
    },
  ),
  ForgotPassword: operation({ ...ofClient, Username: z.string() }, async (reach, { ClientId, Username }) => {
    const { pool, client } = await reach.client(ClientId);
    const member = pool.members.tryFind(pool.settings, Username);
    let CodeDeliveryDetails: Delivery;
    if (member) {
      if (!member.isEnabled) throw notAuthorized('User is disabled.');
      if (member.status === 'FORCE_CHANGE_PASSWORD') throw cannotReset();
      CodeDeliveryDetails = sendCode(pool, member, 'password', recoveryOf(pool.settings, member));
    } else {
      if (!client.hidesWhoExists) throw noUser();
      CodeDeliveryDetails = deliveryTo('email', Username.includes('@') ? Username : `${Username}@example.com`);
    }
    return { CodeDeliveryDetails };
  }),
  ConfirmForgotPassword: operation(
    { ...ofClient, Username: z.string(), ConfirmationCode: z.string(), Password: z.string() },
    async (reach, { ClientId, Username, ConfirmationCode, Password }) => {
      const { pool, client } = await reach.client(ClientId);
      const { members, settings } = pool;
      const member = members.tryFind(settings, Username);
      if (!member) throw client.hidesWhoExists ? wrongCode() : noUser();
      checkPassword(settings, Password);
      members.judgeCode(member, 'password', ConfirmationCode);
      members.setPassword(settings, member, Password, false);
      return {};
    },
  ),
  GlobalSignOut: operation(byToken, async (reach, { AccessToken }) => {
    const { pool, member } = await reach.signedIn(AccessToken);
    pool.members.signOut(member);
    return {};
  }),
  RevokeToken: operation({ ...ofClient, Token: z.string() }, async (reach, { ClientId, Token }) => {
    const { pool, client } = await reach.client(ClientId);
    if (!client.revokesTokens)
      throw new CognitoRefusal('UnsupportedOperationException', 'Token revocation is not enabled for the client.');
    if (Token.split('.').length === 3)
      throw new CognitoRefusal('UnsupportedTokenTypeException', 'Unsupported token type.');
    const session = pool.members.sessions.get(Token);
    if (session?.clientId === client.id) session.isRevoked = true; // of one that nobody knows, nothing is told (RFC 7009)
    return {};
  }),
  GetTokensFromRefreshToken: operation(
    { ...ofClient, RefreshToken: z.string() },
    async (reach, { ClientId, RefreshToken }) => {
      const { pool, client } = await reach.client(ClientId);
      return { AuthenticationResult: refresh(pool, client, RefreshToken) };
    },
  ),
  SignUp: operation(ofClient, async (reach, { ClientId }) => {
    const { pool } = await reach.client(ClientId);
    if (pool.settings.onlyAdministratorsCreate) throw notAuthorized('SignUp is not permitted for this user pool');
    throw invalid('Nobody signs up by themselves here: AdminCreateUser makes members.');
  }),
};
