import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createDynamodbClient } from '../../local/dynamodb';
import type { Counters } from '../../local/run';
import { bareSender } from './bare';
import { RoomClient } from './client';
import { eventualReadUnits, itemSize, type AttributeValue } from './item-size';
import { compareLatency, sendFromReaders, type Comparison } from '../load';
import type { EmbeddedRequest, ServerAddress } from './page-server';
import { withServer } from '../server';

export interface PageFigures {
  /** Per page of 30 films, away from the end of what is loaded. */
  readonly graphqlRequests: number;
  readonly lambdaInvocations: number;
  readonly dynamodbRequests: number;
  readonly readUnits: number;
  /** What the items' and the metadata's bytes allow at least: two eventually consistent reads. */
  readonly readUnitsFloor: number;
  /** Bytes of the 30 items, as DynamoDB counts them. */
  readonly itemBytes: number;
  /** Embedded: the reader is in the server's process, and both sides pay one HTTP exchange with DynamoDB. */
  readonly embedded: readonly Comparison[];
  /** The reader is another process that posts GraphQL over HTTP; it asks DynamoDB itself for what is bare. */
  readonly overHttp: readonly Comparison[];
}

const pageSize = 30;
const countedPages = 20;
const readersAtOnce = [1, 50, 200];

/** Measures a page of 30 films over HTTP against a local run in another process. */
export async function measurePage(): Promise<PageFigures> {
  return withServer('room-cache/page-server.ts', [], async (server, address: ServerAddress) => {
    const client = new RoomClient(address.endpoint, address.apiKey);
    const dynamodb = createDynamodbClient(address.dynamodbEndpoint);
    const itemsTable = tableNamed(address, 'room-movie-cache');
    const metadataTable = tableNamed(address, 'room-cache-metadata');

    // Two batches, so that the first page lies before the point where reading starts the next fill.
    const roomId = await client.createRoom([28]);
    await client.waitForFilms(roomId, pageSize, 20);
    await client.page(roomId);
    await client.waitForFilms(roomId, 2 * pageSize, 20);

    const requestsBefore = client.requests;
    const before = await countersOf(server);
    for (let page = 0; page < countedPages; page++) await client.page(roomId);
    const graphqlRequests = (client.requests - requestsBefore) / countedPages;
    const after = await countersOf(server);

    const films = {
      TableName: itemsTable,
      KeyConditionExpression: 'roomId = :roomId AND sequenceIndex BETWEEN :from AND :last',
      ExpressionAttributeValues: {
        ':roomId': { S: roomId },
        ':from': { N: '0' },
        ':last': { N: String(pageSize - 1) },
      },
    };
    const state = { TableName: metadataTable, Key: { roomId: { S: roomId } } };
    const { Items } = (await dynamodb.send('Query', films)) as { Items: Record<string, AttributeValue>[] };
    const { Item } = (await dynamodb.send('GetItem', state)) as {
      Item: Record<string, AttributeValue>;
    };
    if (Items.length !== pageSize) throw new Error(`the bare Query found ${Items.length} items instead of ${pageSize}`);
    const itemBytes = Items.reduce((sum, item) => sum + itemSize(item), 0);

    const sendPage = async (): Promise<void> => {
      const { items } = await client.page(roomId);
      if (items.length !== pageSize) throw new Error(`a page held ${items.length} films instead of ${pageSize}`);
    };
    const sendBare = bareSender(dynamodb, { state, films });
    await sendFromReaders(10, 50, sendPage);
    await sendFromReaders(10, 50, sendBare);
    const overHttp: Comparison[] = [];
    for (const readers of readersAtOnce) overHttp.push(await compareLatency(readers, sendPage, sendBare));
    server.send({ roomId, bare: { state, films }, readersAtOnce } satisfies EmbeddedRequest);
    const [embedded] = (await once(server, 'message')) as [Comparison[]];

    client.close();
    dynamodb.close();
    return {
      graphqlRequests,
      lambdaInvocations: (total(after.lambda) - total(before.lambda)) / countedPages,
      dynamodbRequests: (sumOf(after, 'requests') - sumOf(before, 'requests')) / countedPages,
      readUnits: (sumOf(after, 'readUnits') - sumOf(before, 'readUnits')) / countedPages,
      readUnitsFloor: eventualReadUnits(itemBytes) + eventualReadUnits(itemSize(Item)),
      itemBytes,
      embedded,
      overHttp,
    };
  });
}

async function countersOf(server: ChildProcess): Promise<Counters> {
  server.send('counters');
  const [counters] = (await once(server, 'message')) as [Counters];
  return counters;
}

const sumOf = ({ dynamodb }: Counters, key: 'requests' | 'readUnits'): number =>
  Object.values(dynamodb).reduce((sum, cost) => sum + cost[key], 0);

const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

function tableNamed({ tables }: ServerAddress, part: string): string {
  const name = tables.find((table) => table.includes(part));
  if (name === undefined) throw new Error(`no table ${part} among ${tables.join(', ')}`);
  return name;
}
