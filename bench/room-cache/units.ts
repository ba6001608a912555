import { once } from 'node:events';
import { createDynamodbClient } from '../../local/dynamodb';
import type { Counters } from '../../local/run';
import { RoomClient } from './client';
import { itemSize, type AttributeValue } from './item-size';
import type { ServerAddress } from './page-server';
import { withServer } from '../server';

/** Read units that a page of 30 films takes, by the size of its items. */
export interface UnitFigures {
  /** Of one item on average, as DynamoDB counts it. */
  readonly itemBytes: number;
  readonly readUnits: number;
}

/** Bytes of items with a poster and an overview as TMDB has them: most are between these. */
const REAL_SIZES = [700, 1024];
const PAGE = 30;

type Item = Record<string, AttributeValue>;

/** Counts, and no clock: once as the local films are, whose overviews are short, and with overviews of real length. */
export async function measureUnits(): Promise<UnitFigures[]> {
  return withServer('room-cache/page-server.ts', [], async (server, address: ServerAddress) => {
    const client = new RoomClient(address.endpoint, address.apiKey);
    const dynamodb = createDynamodbClient(address.dynamodbEndpoint);
    const TableName = address.tables.find((name) => name.includes('room-movie-cache'))!;
    const readUnits = async (): Promise<number> => {
      server.send('counters');
      const [counters] = (await once(server, 'message')) as [Counters];
      return Object.values(counters.dynamodb).reduce((total, cost) => total + cost.readUnits, 0);
    };

    const roomId = await client.createRoom([28]);
    await client.waitForFilms(roomId, PAGE, 20);
    await client.page(roomId);
    await client.waitForFilms(roomId, 2 * PAGE, 20); // reading the first page begins no fill any more
    const { Items } = (await dynamodb.send('Query', {
      TableName,
      KeyConditionExpression: 'roomId = :roomId AND sequenceIndex < :end',
      ExpressionAttributeValues: { ':roomId': { S: roomId }, ':end': { N: String(PAGE) } },
    })) as { Items: Item[] };

    const figures: UnitFigures[] = [];
    for (const bytes of [undefined, ...REAL_SIZES]) {
      const items = bytes === undefined ? Items : Items.map((item) => ofSize(item, bytes));
      for (const Item of items) await dynamodb.send('PutItem', { TableName, Item });
      const before = await readUnits();
      await client.page(roomId);
      const bytesOfAll = items.reduce((sum, item) => sum + itemSize(item), 0);
      figures.push({
        itemBytes: Math.round(bytesOfAll / items.length),
        readUnits: (await readUnits()) - before,
      });
    }
    client.close();
    dynamodb.close();
    return figures;
  });
}

/** The same film with so long an overview. */
function ofSize(item: Item, bytes: number): Item {
  const overview = item['overview']?.S ?? '';
  const missing = bytes - itemSize(item);
  return { ...item, overview: { S: overview + 'x'.repeat(Math.max(0, missing)) } };
}
