import {
  createDynamodbClient,
  createTables,
  type DynamodbClient,
  type DynamodbKind,
  type LocalDynamodb,
  startDynamodb,
} from '../../../local/dynamodb';
import { ask, createTestApi } from '../../appsync-js/test-api';

let dynamodb: LocalDynamodb;
let client: DynamodbClient;

interface Seen {
  result: Record<string, unknown> | null;
  error: { type: string; message: string } | null;
}

/** What AppSync's data source makes of a request that code builds with `ddb`. */
async function outcome(request: string): Promise<Seen> {
  const code = `
    import { util } from '@aws-appsync/utils';
    import * as ddb from '@aws-appsync/utils/dynamodb';
    export function request() { return ${request}; }
    export const response = (ctx) => ({ result: ctx.result, error: ctx.error ?? null });`;
  const resolver = { type: 'Query', field: 'value', kind: 'UNIT', dataSource: 'table', code } as const;
  const { data, errors } = await ask(createTestApi({ resolvers: [resolver] }, { dynamodb: client }));
  if (errors) throw new Error(String(errors[0]!['message']));
  return JSON.parse(data!['value'] as string) as Seen;
}

const film = (id: string, year: number) => ({
  id: { S: id },
  year: { N: String(year) },
  tags: { L: [{ S: `t${id}` }] },
});
const ids = ({ result }: Seen) => (result!['items'] as { id: string }[]).map(({ id }) => id).toSorted();

/** The data source over a real table: what the requests mean, and what the table refuses. */
export function describeDataSource(kind: DynamodbKind): void {
  beforeAll(async () => {
    dynamodb = await startDynamodb(kind);
    client = createDynamodbClient(dynamodb.endpoint);
    await createTables(dynamodb.endpoint, [
      { name: 'things', hashKey: { name: 'id', type: 'S' } },
      { name: 'counts', hashKey: { name: 'n', type: 'N' } },
    ]);
  });

  afterAll(async () => {
    client.close();
    await dynamodb.close();
  });

  beforeEach(async () => {
    const { Items = [] } = (await client.send('Scan', { TableName: 'things' })) as { Items?: { id: object }[] };
    await Promise.all(Items.map(({ id }) => client.send('DeleteItem', { TableName: 'things', Key: { id } })));
    for (const [id, year] of [
      ['a', 1970],
      ['b', 1999],
      ['c', 2005],
    ] as const) {
      await client.send('PutItem', { TableName: 'things', Item: film(id, year) });
    }
    await client.send('PutItem', { TableName: 'counts', Item: { n: { N: '1' }, word: { S: 'one' } } });
  });

  describe('Scan', () => {
    it.each([
      ['ddb.scan({})', ['a', 'b', 'c']],
      ['ddb.scan({ filter: { year: { between: [1990, 2000] } } })', ['b']],
      ["ddb.scan({ filter: { or: [{ id: { eq: 'a' } }, { year: { gt: 2000 } }] } })", ['a', 'c']],
      ["ddb.scan({ filter: { not: { tags: { contains: 'ta' } }, id: { in: ['a', 'b'] } } })", ['b']],
      [
        'ddb.scan({ filter: { nothing: { attributeExists: false }, tags: { size: { eq: 1 } } }, consistentRead: true })',
        ['a', 'b', 'c'],
      ],
      [
        "{ operation: 'Scan', filter: JSON.parse(util.transform.toDynamoDBFilterExpression({ id: { beginsWith: 'c' } })) }",
        ['c'],
      ],
    ])('%s', async (request, expected) => {
      const seen = await outcome(request);
      expect([seen.error, ids(seen)]).toEqual([null, expected]);
      expect(seen.result).toMatchObject({ scannedCount: 3, nextToken: null });
    });

    it('goes on where a page ended, and shows what was asked for', async () => {
      const first = await outcome("ddb.scan({ limit: 2, projection: ['id'] })");
      const second = await outcome(
        `ddb.scan({ nextToken: '${String(first.result!['nextToken'])}', projection: ['id'] })`,
      );
      expect([...ids(first), ...ids(second)].toSorted()).toEqual(['a', 'b', 'c']);
      expect(Object.keys((first.result!['items'] as object[])[0]!)).toEqual(['id']);
    });
  });

  it('a query takes its condition and filter from the helper', async () => {
    const request = "ddb.query({ query: { id: { eq: 'a' } }, filter: { year: { lt: 1980 } } })";
    expect(ids(await outcome(request))).toEqual(['a']);
  });

  it('an update does what its operations say', async () => {
    const update = "{ year: ddb.operations.increment(2), tags: ddb.operations.append(['x']), title: 'A' }";
    expect(await outcome(`ddb.update({ key: { id: 'a' }, update: ${update} })`)).toEqual({
      result: { id: 'a', year: 1972, tags: ['ta', 'x'], title: 'A' },
      error: null,
    });
    const more = "{ tags: [ddb.operations.updateListItem('y', 1)], title: ddb.operations.remove() }";
    expect((await outcome(`ddb.update({ key: { id: 'a' }, update: ${more} })`)).result).toEqual({
      ...{ id: 'a', year: 1972, tags: ['ta', 'y'] },
    });
  });

  it('a put whose condition does not hold gives the item beside the error', async () => {
    const request = "ddb.put({ key: { id: 'a' }, item: { year: 1 }, condition: { id: { attributeExists: false } } })";
    expect(await outcome(request)).toMatchObject({
      result: { id: 'a', year: 1970 },
      error: { type: 'DynamoDB:ConditionalCheckFailedException' },
    });
  });

  describe('batches', () => {
    it('read in the order of the keys, null where there is nothing', async () => {
      const keys = "keys: [{ id: 'c' }, { id: 'x' }, { id: 'a' }]";
      const request = `ddb.batchGet({ tables: { things: { ${keys}, projection: ['year'] }, counts: { keys: [{ n: 1.0 }] } } })`;
      expect(await outcome(request)).toEqual({
        result: {
          data: { things: [{ year: 2005 }, null, { year: 1970 }], counts: [{ n: 1, word: 'one' }] },
          unprocessedKeys: { things: [], counts: [] },
        },
        error: null,
      });
    });

    it('write and delete, and give back what they did', async () => {
      expect(await outcome("ddb.batchPut({ tables: { things: [{ id: 'd', year: 1 }] } })")).toEqual({
        result: { data: { things: [{ id: 'd', year: 1 }] }, unprocessedItems: { things: [] } },
        error: null,
      });
      expect(await outcome("ddb.batchDelete({ tables: { things: [{ id: 'a' }, { id: 'd' }] } })")).toEqual({
        result: { data: { things: [{ id: 'a' }, { id: 'd' }] }, unprocessedKeys: { things: [] } },
        error: null,
      });
      expect(ids(await outcome('ddb.scan({})'))).toEqual(['b', 'c']);
    });

    it.each([
      ['batchGet', 100, (list: string) => `{ keys: ${list} }`],
      ['batchPut', 25, (list: string) => list],
      ['batchDelete', 25, (list: string) => list],
    ])('%s takes %d items, and no more', async (helper, most, table) => {
      const all = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => ({ id: `n${index}` })));
      const request = (count: number) => `ddb.${helper}({ tables: { things: ${table(all(count))} } })`;
      expect((await outcome(request(most))).error).toBeNull();
      const refused = await outcome(request(most + 1));
      expect(refused.error).toMatchObject({ type: 'DynamoDB:ValidationException' });
      expect((refused.result!['data'] as Record<string, unknown[]>)['things']).toHaveLength(most + 1);
    });
  });

  describe('transactions', () => {
    const write = (year: number) =>
      `ddb.transactWrite({ items: [{ putItem: { table: 'things', key: { id: 'z' }, item: { year: 1 } } }, { updateItem: { table: 'things', key: { id: 'a' }, update: { year: 2 }, condition: { year: { eq: ${year} } } } }] })`;
    const read =
      "ddb.transactGet({ items: [{ table: 'things', key: { id: 'b' } }, { table: 'things', key: { id: 'x' } }] })";

    if (kind === 'dynalite') {
      it.each([write(1970), read])('do not run here, which the call says', async (request) => {
        await expect(outcome(request)).rejects.toThrow(
          /^Transact(Write|Get)Items does not run on dynalite, which has no transactions\. Start with --dynamodb local/,
        );
      });
      return;
    }

    it('write all and give the keys back', async () => {
      expect(await outcome(write(1970))).toEqual({
        result: { keys: [{ id: 'z' }, { id: 'a' }], cancellationReasons: null },
        error: null,
      });
      expect(ids(await outcome('ddb.scan({ filter: { year: { le: 2 } } })'))).toEqual(['a', 'z']);
    });

    it('… or none, and say why', async () => {
      expect(await outcome(write(1))).toMatchObject({
        result: {
          keys: null,
          cancellationReasons: [{ type: 'None' }, { type: 'ConditionCheckFailed', item: { id: 'a', year: 1970 } }],
        },
        error: { type: 'DynamoDB:TransactionCanceledException' },
      });
    });

    it('read, null where there is nothing', async () => {
      expect((await outcome(read)).result).toMatchObject({ items: [{ id: 'b' }, null], cancellationReasons: null });
    });
  });
}
