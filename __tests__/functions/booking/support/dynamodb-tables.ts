import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Conversations } from '../../../../functions/booking/agent/conversations';
import { BookingsTable } from '../../../../functions/booking/bookings/bookings-table';
import { Belongings } from '../../../../functions/booking/catalog/belongings';
import { ApiKeys } from '../../../../functions/booking/shared/api-keys';
import { Availability } from '../../../../functions/booking/shared/availability';
import { Catalog } from '../../../../functions/booking/shared/catalog';
import { Tenants } from '../../../../functions/booking/shared/tenants';
import { translation } from '../../../../functions/shared/dynamodb';
import { forEachKey, keysOf } from '../../../../keys/entries';
import {
  createTables,
  localCredentials,
  localRegion,
  startDynamodb,
  type DynamodbKind,
} from '../../../../local/dynamodb';
import { TABLES, type TableEntry, type TableName } from '../../../../model/booking/tables';
import { createLog, createMetrics } from '../../support/machine';
import { CONVERSATION_TTL, type Stores } from './stores-suite';
import type { Tables } from './tables-suite';

/** The booking chat's tables, as `model/booking/tables.ts` says them, on a DynamoDB of its own, through the SDK. */
export async function startTables(kind: DynamodbKind) {
  const server = await startDynamodb(kind);
  const { endpoint } = server;
  await createTables(
    endpoint,
    Object.entries<TableEntry>(TABLES).map(([name, { hashKey, rangeKey, globalIndexes = {} }]) => ({
      ...{ name, hashKey, ...(rangeKey && { rangeKey }) },
      indexes: Object.entries(globalIndexes).map(([index, key]) => ({
        ...{ name: index, kind: 'GLOBAL' as const, projection: 'ALL' as const },
        ...key,
      })),
    })),
  );
  const client = new DynamoDBClient({ endpoint, region: localRegion, credentials: localCredentials });
  const requests: { readonly operation: string; readonly input: Record<string, unknown> }[] = [];
  let left = Infinity;
  client.middlewareStack.add(
    (next, context) => (args) => {
      if ((left -= 1) < 0) return Promise.reject(new Error('The process has died.'));
      requests.push({ operation: context.commandName ?? '', input: args.input as Record<string, unknown> });
      return next(args);
    },
    { step: 'initialize' },
  );
  const dynamodb = DynamoDBDocumentClient.from(client, translation);
  return {
    endpoint,
    /** All that was asked so far. */
    requests,
    put: (table: TableName, Item: Record<string, unknown>) => dynamodb.send(new PutCommand({ TableName: table, Item })),
    /** Nothing is done after so many requests more. */
    dieAfter: (requests: number) => (left = requests),
    /** Every item of every table. */
    all: async () => {
      const found = await Promise.all(
        keysOf(TABLES).map(async (TableName) => {
          const items: Record<string, unknown>[] = [];
          for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) items.push(...Items);
          return items.map((item) => ({ table: TableName, item }));
        }),
      );
      return found.flat();
    },
    open: ({ now }: { now: () => number }) => {
      const ports = { now, log: createLog(), metrics: createMetrics() };
      const { tenants, services, providers } = { tenants: 'tenants', services: 'services', providers: 'providers' };
      return {
        catalog: new Catalog(dynamodb, { tenants, services, providers }, ports),
        availability: new Availability(dynamodb, 'availability', ports),
        bookings: new BookingsTable(dynamodb, 'bookings', ports),
        tenants: new Tenants(dynamodb, 'tenants', ports),
        apiKeys: new ApiKeys(dynamodb, 'apiKeys', ports),
        belongings: new Belongings(
          dynamodb,
          forEachKey(TABLES, (name) => name),
          ports,
        ),
        conversations: new Conversations(dynamodb, 'conversations', { ...ports, ttlSeconds: CONVERSATION_TTL }),
        ...ports,
      } satisfies Tables & Stores & { belongings: Belongings } & typeof ports;
    },
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
}

type Started = Awaited<ReturnType<typeof startTables>>;

/** Those tables for all tests of the `describe` around it. */
export function tablesOn(kind: DynamodbKind): Pick<Started, 'open' | 'put'> & { requests: () => Started['requests'] } {
  let started: Started;
  beforeAll(async () => {
    started = await startTables(kind);
  });
  afterAll(() => started.close());
  return {
    open: (runtime) => started.open(runtime),
    put: (table, item) => started.put(table, item),
    requests: () => started.requests,
  };
}
