import { timingSafeEqual } from 'node:crypto';
import type { ApiDefinition } from '../definition';
import type { AuthenticationProvider } from './authentication';
import { notAuthorized, type Verdict } from './caller';

/**
 * Lets a request in that brings a key which has not expired.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#api-key-authorization
 *
 * @param now epoch milliseconds
 */
export function judgeApiKey(
  { apiKeys }: ApiDefinition,
  provider: AuthenticationProvider,
  sent: string,
  now: number,
): Verdict {
  const known = apiKeys.find(({ key }) => isSame(key, sent));
  if (!known) return notAuthorized();
  if (hasExpired(known, now)) {
    return notAuthorized(`A request was refused: its API key has expired, at ${known.expires}.`);
  }
  return { caller: { provider, identity: null, groups: [], deniedFields: new Set() } };
}

/** Whether a key lets nobody in any more. @param now epoch milliseconds */
export function hasExpired({ expires }: ApiDefinition['apiKeys'][number], now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
