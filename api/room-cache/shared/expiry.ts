import { util } from '@aws-appsync/utils';
import { isLiveAt } from '../../../model/item';

/** Whether an item is still to be served: DynamoDB may delete an expired one days later. */
export function isLive(item: { ttl: number }): boolean {
  return isLiveAt(item, util.time.nowEpochSeconds());
}

/** The moment at which an item expires, as AWSDateTime. */
export function expiresAt(item: { ttl: number }): string {
  return util.time.epochMilliSecondsToISO8601(item.ttl * 1000);
}
