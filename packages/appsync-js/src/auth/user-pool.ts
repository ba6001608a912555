import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { UserPoolConfig, UserPoolKeys } from './authentication';
import { issuerOf } from './user-pools';

/** A user pool on this machine, as far as tokens go: nobody signs in, and nobody is in it. */
export interface UserPool {
  readonly issuer: string;
  /** What a `userPoolKeys` gives. */
  readonly keys: UserPoolKeys;
  /**
   * A token of the pool, which counts for an hour.
   *
   * @param claims over those of an access token of a user called `user`, whose client is `client`: `{ username, sub,
   *   'cognito:groups': ['admins'], exp }`; `token_use: 'id'` makes it an id token
   * @returns what stands in `Authorization`
   */
  sign(claims?: Readonly<Record<string, unknown>>): string;
}

/**
 * Makes a pool with a key pair of its own, which Cognito does not know: its tokens are worth something here and nowhere else.
 *
 * @param now epoch milliseconds. Default: the machine's clock
 */
export function createUserPool(
  config: Pick<UserPoolConfig, 'userPoolId' | 'awsRegion'>,
  now: () => number = Date.now,
): UserPool {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const issuer = issuerOf(config);
  return {
    issuer,
    keys: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] },
    sign(claims = {}) {
      const { username = 'user', client = 'client', ...others } = claims;
      const ofUse =
        claims['token_use'] === 'id' ? { 'cognito:username': username, aud: client } : { username, client_id: client };
      const seconds = Math.floor(now() / 1000);
      const all = {
        ...{ sub: username, iss: issuer, token_use: 'access', iat: seconds, exp: seconds + 3600, jti: randomUUID() },
        ...ofUse,
        ...others,
      };
      const text = [{ alg: 'RS256', kid }, all].map((part) => toBase64Url(JSON.stringify(part))).join('.');
      return `${text}.${toBase64Url(sign('RSA-SHA256', Buffer.from(text), privateKey))}`;
    },
  };
}

const toBase64Url = (data: string | Buffer): string => Buffer.from(data).toString('base64url');
