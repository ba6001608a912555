import { util } from '@aws-appsync/utils';
import { isLiveAt, type Reading } from '../../../model/item';
import { logSetAside } from '../../shared/log';

/** Whether an item is still to be served: DynamoDB may delete an expired one days later. */
export function isLive(item: { ttl: number }): boolean {
  return isLiveAt(item, util.time.nowEpochSeconds());
}

/** What was read of an item; null when it has expired, or is set aside, which the API's log says with its table and key. */
export function liveOf<T extends { ttl: number }>(reading: Reading<T>, table: string, key: string): T | null {
  const { value, problem } = reading;
  if (!value) {
    logSetAside(table, key, problem);
    return null;
  }
  return isLive(value) ? value : null;
}

/** The moment at which an item expires, as AWSDateTime. */
export function expiresAt(item: { ttl: number }): string {
  return util.time.epochMilliSecondsToISO8601(item.ttl * 1000);
}
