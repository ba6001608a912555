import type { DynamodbClient } from '../../local/dynamodb';
import {
  apiKeyKey,
  conversationOf,
  exceptionKey,
  HOURS_PREFIX,
  offerKey,
  offerPrefix,
  providerKey,
  providerOf,
  rateKey,
  serviceKey,
  takenKey,
  tenantKey,
} from '../../model/booking/items/keys';
import type { Business, Key } from './business';
import type { Item } from './counted';
import type { World } from './world';

/** A request of DynamoDB, low-level JSON. */
interface BareRequest {
  readonly operation: 'BatchGetItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';
  readonly input: object;
}

/** Requests that are sent at once, after those before them have been answered. */
export type Stages = readonly (readonly BareRequest[])[];

/** How many of each operation. */
function operationsOf(stages: Stages): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of stages.flat()) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

/** @throws Error when something is not made of the requests that are sent bare beside it: then these are to be mended */
export function expectSame(what: string, operations: Readonly<Record<string, number>>, stages: Stages): void {
  const said = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([operation, count]) => `${count} ${operation}`)
      .join(', ');
  const [ours, bare] = [said(operations), said(operationsOf(stages))];
  if (ours !== bare) throw new Error(`${what} makes ${ours}; bench/booking/bare.ts has ${bare}: mend that.`);
}

/** Sends them as they are. @throws DynamodbError */
export const bareSender = (dynamodb: DynamodbClient, stages: () => Stages) => async (): Promise<void> => {
  for (const stage of stages()) {
    await Promise.all(stage.map(({ operation, input }) => dynamodb.send(operation, input)));
  }
};

/** The dates whose items say a week's free times: the local days around it, too (`datesAround` of the function). */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

/** What a widget's message asks that looks for free times with a provider, in a conversation that it begins. */
export function messageStages(
  { tables }: Pick<World, 'tables'>,
  { tenantId, serviceId, providerIds: [providerId = ''] }: Business,
  { id }: Key,
  conversation: { readonly id: string; readonly saved: Item },
  dates: Dates,
): Stages {
  const key = conversationOf(tenantId, conversation.id);
  const save: BareRequest = {
    operation: 'PutItem',
    input: { TableName: tables.conversations, Item: { ...conversation.saved, ...marshalled(key) } },
  };
  return [
    [get(tables.tenants, tenantKey(tenantId)), get(tables.apiKeys, apiKeyKey(id)), use(tables.apiKeys, id)],
    [ofTenant(tables.services, tenantId), ofTenant(tables.providers, tenantId)],
    [get(tables.conversations, key)],
    [save],
    [
      together({
        [tables.tenants]: [tenantKey(tenantId)],
        [tables.services]: [serviceKey(tenantId, serviceId)],
        [tables.providers]: [providerKey(tenantId, providerId), offerKey(tenantId, serviceId, providerId)],
      }),
    ],
    calendar(tables.availability, tenantId, providerId, dates),
    [save],
  ];
}

/** What a provider's week asks. */
export const weekStages = (
  { tables }: Pick<World, 'tables'>,
  { tenantId, serviceId }: Business,
  providerId: string,
  dates: Dates,
): Stages => [
  [
    together({
      [tables.tenants]: [tenantKey(tenantId)],
      [tables.services]: [serviceKey(tenantId, serviceId)],
      [tables.providers]: [providerKey(tenantId, providerId), offerKey(tenantId, serviceId, providerId)],
    }),
  ],
  calendar(tables.availability, tenantId, providerId, dates),
];

/** What the week of all providers asks. */
export const weekOfAllStages = (
  { tables }: Pick<World, 'tables'>,
  { tenantId, serviceId, providerIds }: Business,
  dates: Dates,
): Stages => [
  [
    together({
      [tables.tenants]: [tenantKey(tenantId)],
      [tables.services]: [serviceKey(tenantId, serviceId)],
    }),
  ],
  [
    query(tables.providers, 'tenantId = :tenant AND begins_with(providerId, :offers)', {
      ':tenant': tenantId,
      ':offers': offerPrefix(serviceId),
    }),
  ],
  [together({ [tables.providers]: providerIds.map((providerId) => providerKey(tenantId, providerId)) })],
  providerIds.flatMap((providerId) => calendar(tables.availability, tenantId, providerId, dates)),
];

const get = (TableName: string, key: Readonly<Record<string, string>>): BareRequest => ({
  operation: 'GetItem',
  input: { TableName, Key: marshalled(key), ConsistentRead: true },
});

const together = (keys: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>): BareRequest => ({
  operation: 'BatchGetItem',
  input: {
    RequestItems: Object.fromEntries(
      Object.entries(keys).map(([table, some]) => [table, { Keys: some.map(marshalled), ConsistentRead: true }]),
    ),
  },
});

const query = (
  TableName: string,
  KeyConditionExpression: string,
  values: Readonly<Record<string, string>>,
  names?: Readonly<Record<string, string>>,
): BareRequest => ({
  operation: 'Query',
  input: {
    ...{ TableName, KeyConditionExpression, ConsistentRead: true, ExpressionAttributeValues: marshalled(values) },
    ...(names && { ExpressionAttributeNames: names }),
  },
});

const ofTenant = (table: string, tenantId: string): BareRequest =>
  query(table, 'tenantId = :tenant', { ':tenant': tenantId });

function calendar(table: string, tenantId: string, providerId: string, { from, to }: Dates): BareRequest[] {
  const { tenantProvider } = providerOf(tenantId, providerId);
  const names = { '#day': 'day' };
  return [
    query(
      ...([table, 'tenantProvider = :provider AND begins_with(#day, :hours)'] as const),
      ...([{ ':provider': tenantProvider, ':hours': HOURS_PREFIX }, names] as const),
    ),
    query(
      ...([table, 'tenantProvider = :provider AND #day BETWEEN :from AND :to'] as const),
      ...([{ ':provider': tenantProvider, ':from': exceptionKey(from), ':to': takenKey(to) }, names] as const),
    ),
  ];
}

/** Counts a use of a key. */
const use = (TableName: string, keyId: string): BareRequest => ({
  operation: 'UpdateItem',
  input: {
    TableName,
    Key: marshalled(rateKey(keyId, 0)),
    UpdateExpression: 'ADD used :one SET #ttl = :ttl',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':one': { N: '1' }, ':ttl': { N: '1800000000' } },
    ReturnValues: 'UPDATED_NEW',
  },
});

/** Takes a cell of a provider's day, if it is free: what decides between visitors. */
export const take = (TableName: string, tenantId: string, day: string, booking: string): BareRequest => ({
  operation: 'UpdateItem',
  input: {
    TableName,
    Key: marshalled({ ...providerOf(tenantId, 'bare'), day }),
    ConditionExpression: 'attribute_not_exists(cell)',
    UpdateExpression: 'SET cell = :booking',
    ExpressionAttributeValues: marshalled({ ':booking': booking }),
  },
});

const marshalled = (values: Readonly<Record<string, string>>): Record<string, { readonly S: string }> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]));
