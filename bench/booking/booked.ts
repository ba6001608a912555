import { providerOf } from '../../model/booking/items/keys';
import type { Business } from './business';
import type { Item } from './counted';
import type { World } from './world';

/** A booking of the first provider, as its table has it. @returns undefined when there is none at this time */
export async function bookedItem(
  { dynamodb, tables }: World,
  { tenantId, providerIds: [providerId = ''] }: Business,
  startsAt: string,
): Promise<Item | undefined> {
  const { Items } = (await dynamodb.send('Query', {
    TableName: tables.bookings,
    IndexName: 'ByProvider',
    KeyConditionExpression: 'tenantProvider = :provider AND startsAt = :startsAt',
    ExpressionAttributeValues: {
      ':provider': { S: providerOf(tenantId, providerId).tenantProvider },
      ':startsAt': { S: new Date(startsAt).toISOString() },
    },
  })) as { Items: Item[] };
  return Items[0];
}
