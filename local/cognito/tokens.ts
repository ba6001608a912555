import { randomBytes, randomUUID } from 'node:crypto';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { claimOf, readableOf } from './attributes';
import type { Member, Session } from './members';
import type { Pool } from './pool';
import { notAuthorized } from './refusal';
import type { ClientSettings } from './settings';

export interface Tokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  readonly RefreshToken?: string;
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
}

/** What Cognito's own operations for members ask of an access token. */
const SCOPE = 'aws.cognito.signin.user.admin';

/** Signs a member in: from now on the session, by its refresh token, brings tokens. */
export function open(pool: Pool, client: ClientSettings, member: Member): Tokens {
  const now = pool.now();
  const session: Session = {
    ...{ id: randomUUID(), member, clientId: client.id, isRevoked: false },
    ...{ signedInAt: Math.floor(now / 1000), until: now + client.refreshSeconds * 1000 },
  };
  const RefreshToken = randomBytes(96).toString('base64url');
  pool.members.forgetEnded();
  pool.members.sessions.set(RefreshToken, session);
  return { ...issue(pool, client, session), RefreshToken };
}

/** @throws CognitoRefusal where the session has ended, or its member may not go on */
export function refresh(pool: Pool, client: ClientSettings, refreshToken: string): Tokens {
  const session = pool.members.sessions.get(refreshToken);
  if (session?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  if (session.until <= pool.now()) throw notAuthorized('Refresh Token has expired');
  requireSignedIn(pool, session, 'Refresh Token has been revoked');
  return issue(pool, client, session);
}

/** Of an access token that the pool has signed, the session that brought it. @throws CognitoRefusal where it counts no more */
export function sessionOf(pool: Pool, accessToken: string): Session {
  let claims: Record<string, unknown>;
  try {
    // The signature alone: the clock of whoever runs this says what has expired.
    claims = verifyJwtSync(accessToken, pool.keys.keys as never, {
      ...{ issuer: pool.keys.issuer, audience: null, graceSeconds: Infinity },
    });
  } catch {
    throw invalidToken();
  }
  if (claims['token_use'] !== 'access') throw invalidToken();
  if (Number(claims['exp']) * 1000 <= pool.now()) throw notAuthorized('Access Token has expired');
  const session = [...pool.members.sessions.values()].find(({ id }) => id === claims['event_id']);
  if (!session) throw invalidToken();
  requireSignedIn(pool, session, 'Access Token has been revoked');
  return session;
}

/** Which pool an access token says that it is of; it may lie. @throws CognitoRefusal for what is no token */
export function poolIdIn(accessToken: string): string {
  try {
    const { iss = '' } = decomposeUnverifiedJwt(accessToken).payload;
    return iss.slice(iss.lastIndexOf('/') + 1);
  } catch {
    throw invalidToken();
  }
}

const invalidToken = () => notAuthorized('Invalid Access Token');

function requireSignedIn({ members }: Pool, { member, isRevoked }: Session, revoked: string): void {
  if (!members.isThere(member)) throw notAuthorized('User does not exist.');
  if (!member.isEnabled) throw notAuthorized('User is disabled.');
  if (isRevoked) throw notAuthorized(revoked);
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html */
function issue({ keys, now }: Pool, client: ClientSettings, { id, member, signedInAt }: Session): Tokens {
  const seconds = Math.floor(now() / 1000);
  const groups = [...member.groups];
  const both = {
    sub: member.sub,
    event_id: id,
    auth_time: signedInAt,
    ...(groups.length > 0 && { 'cognito:groups': groups }),
    ...(client.revokesTokens && { origin_jti: id }),
  };
  const readable = Object.fromEntries(readableOf(client, member.attributes).map(claimOf));
  const ofMember = { username: member.username, client: client.id };
  return {
    AccessToken: keys.sign({ ...both, ...ofMember, scope: SCOPE, exp: seconds + client.accessSeconds }),
    IdToken: keys.sign({ ...readable, ...both, ...ofMember, token_use: 'id', exp: seconds + client.idSeconds }),
    ExpiresIn: client.accessSeconds,
    TokenType: 'Bearer',
  };
}
