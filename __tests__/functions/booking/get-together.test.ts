import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { getTogether, ReadTable } from '../../../functions/booking/shared/tables';
import { createLog, createMetrics } from '../support/machine';

type Keys = Record<string, { readonly Keys: readonly { readonly id: string }[]; readonly ConsistentRead?: boolean }>;

/** A DynamoDB that is busy: of each request it reads so many items. */
function busy(atOnce: number) {
  const sizes: number[] = [];
  const send = ({ input }: { input: { RequestItems: Keys } }) => {
    const [[table, { Keys: all }]] = Object.entries(input.RequestItems) as [[string, Keys[string]]];
    sizes.push(all.length);
    const [now, later] = [all.slice(0, atOnce), all.slice(atOnce)];
    return Promise.resolve({
      Responses: { [table]: now.filter(({ id }) => id !== 'nobody').reverse() },
      UnprocessedKeys: later.length > 0 ? { [table]: { Keys: later, ConsistentRead: true } } : {},
    });
  };
  const dynamodb = { send } as unknown as DynamoDBDocumentClient;
  const table = new ReadTable(dynamodb, 'people', { now: () => 0, log: createLog(), metrics: createMetrics() });
  const get = (...ids: string[]) =>
    getTogether(
      dynamodb,
      ids.map((id) => ({ table, key: { id }, reader: (item: object) => ({ value: item }) })),
    );
  return { get, sizes };
}

test('items come in the order in which they are asked for, also those that are asked for again', async () => {
  const { get, sizes } = busy(2);
  expect(await get('a', 'b', 'nobody', 'c', 'd')).toEqual([
    { id: 'a' },
    { id: 'b' },
    undefined,
    { id: 'c' },
    { id: 'd' },
  ]);
  expect(sizes).toEqual([5, 3, 1]);
});

test('a request has a hundred keys at most, and none asks for nothing', async () => {
  const { get, sizes } = busy(100);
  const ids = Array.from({ length: 201 }, (_, index) => `id-${index}`);
  expect(await get(...ids)).toEqual(ids.map((id) => ({ id })));
  expect(sizes).toEqual([100, 100, 1]);
  expect(await get()).toEqual([]);
  expect(sizes).toHaveLength(3);
});

test('one that is too busy is not asked for ever', async () => {
  const { get, sizes } = busy(0);
  await expect(get('a')).rejects.toThrow('DynamoDB has left keys of a request over 5 times in a row: it is too busy.');
  expect(sizes).toHaveLength(5);
});
