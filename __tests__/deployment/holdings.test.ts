import type { Environment } from '../../environments';
import { copyOf } from '../../environments/derived';
import { roomCache } from '../../deployment/room-cache';
import { awsError, fakeAws, type Answers } from './aws';
import { dev } from './project';

const missing = () => awsError('ResourceNotFoundException', 'no such table');

describe('what is held', () => {
  const counting =
    (items: Readonly<Record<string, number>>): Answers['DescribeTableCommand'] =>
    ({ TableName }) => {
      const ItemCount = items[String(TableName)];
      return ItemCount === undefined ? missing() : { Table: { TableName, ItemCount } };
    };

  test('the tables that are there, with the items that DynamoDB has counted, and when', async () => {
    const aws = fakeAws({
      DescribeTableCommand: counting({
        'trinity-rooms-dev': 1,
        'trinity-filter-cache-dev': 1204,
        'trinity-mine-dev': 7,
      }),
    });
    expect(await roomCache.holdings(dev(), aws)).toEqual([
      { name: 'trinity-rooms-dev', what: '1 item, as DynamoDB counted some six hours ago or less', isAdopted: false },
      {
        name: 'trinity-filter-cache-dev',
        what: '1204 items, as DynamoDB counted some six hours ago or less',
        isAdopted: false,
      },
    ]);
  });

  test('one that is adopted by its own name; none that somebody else looks after', async () => {
    const environment = dev({
      'systems.roomCache.tables.rooms.adopt': { name: 'rooms-of-old' },
      'systems.roomCache.tables.filterCache.released': true,
    });
    const aws = fakeAws({ DescribeTableCommand: counting({ 'rooms-of-old': 3, 'trinity-filter-cache-dev': 4 }) });
    expect(await roomCache.holdings(environment, aws)).toMatchObject([{ name: 'rooms-of-old', isAdopted: true }]);
  });

  test('what AWS refuses to say is told', async () => {
    const aws = fakeAws({ DescribeTableCommand: () => awsError('AccessDeniedException', 'no') });
    await expect(roomCache.holdings(dev(), aws)).rejects.toThrow('no');
  });
});

describe('copies', () => {
  const MADE = new Date('2026-11-20T09:00:00Z');
  /** An account with these tables, in pages of two, and what each is tagged with. */
  const account = (tables: Readonly<Record<string, Readonly<Record<string, string>>>>): Answers => ({
    ListTablesCommand: ({ ExclusiveStartTableName }) => {
      const names = Object.keys(tables).sort();
      const from = names.indexOf(String(ExclusiveStartTableName)) + 1;
      const TableNames = names.slice(from, from + 2);
      return { TableNames, ...(from + 2 < names.length && { LastEvaluatedTableName: TableNames.at(-1) }) };
    },
    DescribeTableCommand: ({ TableName }) => ({
      Table: { TableName, TableArn: `arn:${String(TableName)}`, CreationDateTime: MADE },
    }),
    ListTagsOfResourceCommand: ({ ResourceArn }) => {
      const tags = tables[String(ResourceArn).replace('arn:', '')] ?? {};
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },
  });
  const found = (tables: Parameters<typeof account>[0]) => roomCache.copies(dev(), fakeAws(account(tables)));
  const tagged = (Owner: string) => ({ Owner, CopyOf: 'dev', Project: 'Trinity' });

  test('are found on every page, by their table of rooms', async () => {
    const all = await found({
      'other-app': {},
      'trinity-filter-cache-dev-ana': tagged('ana'),
      'trinity-rooms-dev': { Project: 'Trinity' },
      'trinity-rooms-dev-ana': tagged('ana'),
      'trinity-rooms-dev-ben': tagged('ben'),
    });
    expect(all).toEqual([
      { environment: 'dev-ana', owner: 'ana', made: MADE },
      { environment: 'dev-ben', owner: 'ben', made: MADE },
    ]);
  });

  test('what is called as one is none without the tag, and none of dev with that of another', async () => {
    const tables = {
      'trinity-rooms-dev-us-east-1': { Owner: 'ana' },
      'trinity-rooms-dev-zoe': { ...tagged('zoe'), CopyOf: 'prod' },
    };
    expect(await found(tables)).toEqual([]);
  });

  test('one that has just gone is not listed', async () => {
    const aws = fakeAws({ ...account({ 'trinity-rooms-dev-ana': tagged('ana') }), DescribeTableCommand: missing });
    expect(await roomCache.copies(dev(), aws)).toEqual([]);
  });

  test("TMDB's key is the declared environment's: it may go when no copy reads it, and a copy leaves none", async () => {
    const left = (of: Environment, tables: Parameters<typeof account>[0] = {}) =>
      roomCache.leaves(of, fakeAws(account(tables)));
    expect(await left(dev())).toEqual([
      expect.stringMatching(/aws ssm delete-parameter .* \/trinity\/dev\/tmdb-api-key removes it/),
    ]);
    expect(
      await left(dev(), { 'trinity-rooms-dev-ana': tagged('ana'), 'trinity-rooms-dev-ben': tagged('ben') }),
    ).toEqual(["TMDB's key stays for dev-ana, dev-ben: /trinity/dev/tmdb-api-key."]);
    expect(await left(copyOf(dev(), 'ana'))).toEqual([]);
  });
});
