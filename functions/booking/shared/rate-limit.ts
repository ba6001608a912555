import type { Failure } from '../../shared/result';
import type { ApiKeys } from './api-keys';
import { fail } from './failure';
import type { BookingMetrics } from './metrics';

export interface RatePorts {
  readonly apiKeys: Pick<ApiKeys, 'get' | 'use'>;
  readonly metrics: Pick<BookingMetrics, 'count'>;
}

/**
 * Counts what a widget writes, by key and minute of the clock: two requests side by side, one of them a write. Reading is not counted:
 * it is what a visitor's page does by itself, and changes nothing.
 *
 * Only what writes asks here. The authorizer does not: AppSync remembers its answer by the key, so that it would count one call in a
 * minute; and what it looked up would be a third read before every answer, for keys that nobody uses too often.
 *
 * @param apiKeyId the key's hash
 * @returns undefined when the key may
 */
export async function overRate({ apiKeys, metrics }: RatePorts, apiKeyId: string): Promise<Failure | undefined> {
  const [key, used] = await Promise.all([apiKeys.get(apiKeyId), apiKeys.use(apiKeyId)]);
  if (key?.status !== 'ACTIVE') {
    return fail(
      'NotFound',
      'The key of this widget has ended or was revoked. Whoever runs the page has to give it another.',
    );
  }
  const { requestsPerMinute } = key;
  if (used <= requestsPerMinute) return undefined;
  metrics.count('RateLimited');
  return fail(
    'RateLimited',
    `The key of this widget was used ${used} times in this minute; it may be ${requestsPerMinute} times. Try again in a minute.`,
  );
}
