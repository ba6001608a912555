import { timingSafeEqual } from 'node:crypto';
import type { ApiDefinition, ApiRequest, ApiResponse } from './definition';
import { refusal } from './response';

/**
 * Lets a request in that brings a key which has not expired.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#api-key-authorization
 *
 * @returns the refusal, or undefined
 */
export function authorize(definition: ApiDefinition, request: ApiRequest, now: number): ApiResponse | undefined {
  const sent = request.apiKey ?? request.headers?.['x-api-key'];
  if (sent === undefined) return refusal(401, 'UnauthorizedException', 'Valid authorization header not provided.');
  const known = definition.apiKeys.find(({ key }) => isSame(key, sent));
  const isValid = known && (known.expires === undefined || Date.parse(known.expires) > now);
  return isValid ? undefined : refusal(401, 'UnauthorizedException', 'You are not authorized to make this call.');
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
