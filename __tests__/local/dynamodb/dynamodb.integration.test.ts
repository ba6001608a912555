import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDynamodbClient, createTables, startDynamodb } from '../../../local/dynamodb';
import { askAs } from '../../support/ask-as';
import { describeEngine, movies } from './engine-suite';

describe('dynalite', () => describeEngine('dynalite'));

test('dynalite answers only to the names of this machine', async () => {
  const dynamodb = await startDynamodb('dynalite');
  const { port } = new URL(dynamodb.endpoint);
  expect(await askAs(dynamodb.endpoint, { host: `localhost:${port}` })).toMatchObject({ status: 200 });
  expect(await askAs(dynamodb.endpoint, { host: `rebound.example:${port}` })).toMatchObject({ status: 403 });
  await dynamodb.close();
});

describe('closing dynalite', () => {
  it('waits for what is underway, whose clients have gone', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'trinity-dynamodb-'));
    for (const headStart of [2, 6, 12, 20, 30]) {
      const busy = await startDynamodb('dynalite', { dataDir });
      await createTables(busy.endpoint, [movies]);
      const hasty = createDynamodbClient(busy.endpoint);
      const Item = { roomId: { S: 'r' }, text: { S: 'x'.repeat(5000) } };
      const settled = Promise.allSettled(
        Array.from({ length: 80 }, (_, index) =>
          hasty.send('PutItem', {
            TableName: 'movies',
            Item: { ...Item, sequenceIndex: { N: String(index) } },
            ConditionExpression: 'attribute_not_exists(roomId) OR roomId = :room',
            ExpressionAttributeValues: { ':room': { S: 'r' } },
          }),
        ),
      );
      await delay(headStart);
      hasty.close();
      await busy.close();
      await settled;
    }
    rmSync(dataDir, { recursive: true });
  });
});

describe('a data directory in use', () => {
  it('is refused by the second run', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'trinity-dynamodb-'));
    const first = await startDynamodb('dynalite', { dataDir });
    await expect(startDynamodb('dynalite', { dataDir })).rejects.toThrow(
      /dynalite cannot use .*dynalite: .* Is another run using this directory\?/,
    );
    await first.close();
    rmSync(dataDir, { recursive: true });
  });
});
