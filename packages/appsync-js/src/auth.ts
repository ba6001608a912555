import { timingSafeEqual } from 'node:crypto';
import type { ApiDefinition, ApiRequest, ApiResponse } from './definition';
import { refusal } from './response';

/** @returns the refusal, or undefined; and what the log says to whoever runs the API, where there is something to do */
interface Decision {
  readonly outcome: ApiResponse | undefined;
  readonly hint?: string;
}

/**
 * Lets a request in that brings a key which has not expired.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#api-key-authorization
 *
 * @param now epoch milliseconds
 */
export function authorize(
  definition: ApiDefinition,
  request: Pick<ApiRequest, 'headers' | 'apiKey'>,
  now: number,
): Decision {
  const sent = request.apiKey ?? request.headers?.['x-api-key'];
  if (sent === undefined) return { outcome: unauthorized('Valid authorization header not provided.') };
  const known = definition.apiKeys.find(({ key }) => isSame(key, sent));
  if (known && !hasExpired(known, now)) return { outcome: undefined };
  const outcome = unauthorized('You are not authorized to make this call.');
  return known
    ? { outcome, hint: `A request was refused: its API key has expired, at ${known.expires}.` }
    : { outcome };
}

/** Whether a key lets nobody in any more. @param now epoch milliseconds */
export function hasExpired({ expires }: ApiDefinition['apiKeys'][number], now: number): boolean {
  return expires !== undefined && Date.parse(expires) <= now;
}

const unauthorized = (message: string): ApiResponse => refusal(401, 'UnauthorizedException', message);

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
