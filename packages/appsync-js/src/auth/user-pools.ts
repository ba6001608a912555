import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { messageOf } from '../../../../programs/user-error';
import type { Backends } from '../definition';
import { type Asking, notAuthorized, unauthorized, type Verdict } from './caller';
import type { AuthenticationProvider, UserPoolConfig, UserPoolKeys } from './authentication';
import { wholly } from './providers';

export type UserPoolProvider = Extract<AuthenticationProvider, { authenticationType: 'AMAZON_COGNITO_USER_POOLS' }>;

export interface UserPoolsProps {
  readonly providers: readonly UserPoolProvider[];
  readonly keysOf: NonNullable<Backends['userPoolKeys']>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** "For a user pool, the issuer is `https://cognito-idp.<region>.amazonaws.com/<userPoolId>`." */
export const issuerOf = ({ awsRegion, userPoolId }: Pick<UserPoolConfig, 'awsRegion' | 'userPoolId'>): string =>
  `https://cognito-idp.${awsRegion}.amazonaws.com/${userPoolId}`;

/** The claims that are read here. A token of Cognito has more. */
interface Claims extends Record<string, unknown> {
  readonly sub?: unknown;
  readonly iss?: unknown;
  readonly exp?: unknown;
  readonly nbf?: unknown;
  readonly token_use?: unknown;
}

/**
 * Lets in who brings a token, of either use, that one of the pools has signed and that has not expired.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 *
 * @param token the header Authorization; "Note that the OIDC token can be a Bearer scheme"
 *   (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization)
 */
export async function judgeToken(props: UserPoolsProps, token: string, request: Asking): Promise<Verdict> {
  const jwt = withoutScheme(token);
  const claims = claimsOf(jwt);
  if (!claims) return unauthorized('Unable to parse JWT token.'); // seen in aws-appsync-community#198
  const provider = props.providers.find(({ userPoolConfig }) => issuerOf(userPoolConfig) === claims.iss);
  if (!provider) return notAuthorized();
  try {
    verify(jwt, await props.keysOf(provider.userPoolConfig));
  } catch (error) {
    return notAuthorized(`A token of ${String(claims.iss)} was refused: ${messageOf(error)}`);
  }
  const now = props.now() / 1000;
  if (typeof claims.exp !== 'number' || claims.exp <= now) return unauthorized('Token has expired.');
  if (typeof claims.nbf === 'number' && claims.nbf > now) return notAuthorized();
  if (!takes(provider.userPoolConfig, claims)) return notAuthorized();
  const { defaultAction = 'ALLOW' } = provider.userPoolConfig;
  return { caller: { provider, ...identify(claims, request, defaultAction), deniedFields: new Set() } };
}

/** Whether it is a token of Cognito's kind, which is none for an authorizer of an API that has user pools. */
export const isJwt = (token: string): boolean => claimsOf(withoutScheme(token)) !== undefined;

const withoutScheme = (token: string): string => token.replace(/^Bearer\s+/i, '');

function claimsOf(jwt: string): Claims | undefined {
  try {
    return decomposeUnverifiedJwt(jwt).payload;
  } catch {
    return undefined;
  }
}

/** The signature alone: the API's own clock says what has expired. @throws Error when it is not the pool's */
function verify(jwt: string, keys: UserPoolKeys): void {
  verifyJwtSync(jwt, keys as never, { issuer: null, audience: null, graceSeconds: Infinity });
}

function takes({ appIdClientRegex }: UserPoolConfig, claims: Claims): boolean {
  if (claims.token_use !== 'id' && claims.token_use !== 'access') return false;
  const client = claims[claims.token_use === 'id' ? 'aud' : 'client_id'];
  return appIdClientRegex === undefined || (typeof client === 'string' && wholly(appIdClientRegex).test(client));
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html#aws-appsync-resolver-context-reference-identity-js */
function identify(claims: Claims, { sourceIp = ['127.0.0.1'] }: Asking, defaultAuthStrategy: 'ALLOW' | 'DENY') {
  const listed = claims['cognito:groups'];
  const groups = Array.isArray(listed) ? listed.map(String) : [];
  const identity = {
    sub: claims.sub,
    issuer: claims.iss,
    username: claims['cognito:username'] ?? claims['username'],
    claims,
    sourceIp,
    groups: groups.length > 0 ? groups : null,
    defaultAuthStrategy,
  };
  return { identity, groups };
}
