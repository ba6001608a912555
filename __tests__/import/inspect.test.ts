import type { DeclaredTable } from '../../import/declared';
import type { Replica } from '../../import/description';
import { inspectTables, type FoundTable } from '../../import/inspect';
import { inspectionSchema } from '../../import/schema';
import { PLAIN, SILENT } from './tables';

const declared: readonly DeclaredTable[] = ['rooms', 'votes'].map((id) => ({
  address: `aws_dynamodb_table.${id}`,
  id,
  name: `trinity-${id}-dev`,
  table: { ...PLAIN, name: `trinity-${id}-dev` },
}));

const rooms = (table: Partial<FoundTable['table']> = {}, more: Partial<FoundTable> = {}): FoundTable => ({
  name: 'trinity-rooms-dev',
  table: { ...PLAIN, ...table },
  ...more,
});

const verdict = (one: FoundTable): string => inspectTables([one], declared)[0]!.verdict;

test('the worst first', () => {
  const found: FoundTable[] = [
    { name: 'other', table: PLAIN },
    rooms(),
    { name: 'trinity-votes-dev', table: { ...PLAIN, key: [{ name: 'id', type: 'S' }] } },
    { name: 'broken.json', file: 'broken.json', reason: 'It is empty.' },
  ];
  const tables = inspectTables(found, declared);
  expect(tables.map(({ name, verdict: is }) => [name, is])).toEqual([
    ['trinity-votes-dev', 'replace'],
    ['broken.json', 'unreadable'],
    ['trinity-rooms-dev', 'same'],
    ['other', 'undeclared'],
  ]);
  expect(tables[1]).toEqual({
    name: 'broken.json',
    file: 'broken.json',
    verdict: 'unreadable',
    differences: [],
    reason: 'It is empty.',
  });
  expect(
    inspectionSchema.parse({
      ...{ schemaVersion: 1, environment: 'dev', account: '123456789012', region: 'eu-west-1' },
      tables,
    }),
  ).toBeDefined();
});

test.each<[string, FoundTable, string]>([
  ['all is known, and the same', rooms(), 'same'],
  ['what no plan speaks of changes nothing', rooms({ resourcePolicy: '{}' }), 'same'],
  ['a tag', rooms({ tags: {} }), 'in-place'],
  ['TTL by another attribute, which a deploy cannot do', rooms({ timeToLive: 'expires' }), 'in-place'],
  ['a file never says all', rooms({}, { file: 'rooms.json' }), 'in-place'],
  ['AWS would not tell all', rooms({}, { notSeen: ['these credentials may not call GetResourcePolicy.'] }), 'in-place'],
  [
    'a file proves a replacement',
    { name: 'trinity-rooms-dev', file: 'a', table: { key: [{ name: 'id', type: 'S' }] } },
    'replace',
  ],
  ['a file that says nothing but the key', { name: 'trinity-rooms-dev', file: 'a', table: SILENT }, 'in-place'],
])('%s', (_, found, expected) => expect(verdict(found)).toBe(expected));

test.each(['CREATING', 'UPDATING', 'DELETING', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'ARCHIVED'])(
  'a table in %s stops',
  (status) => {
    const [table] = inspectTables([rooms({ status })], declared);
    expect(table).toMatchObject({ verdict: 'unreadable', declared: 'rooms', differences: [] });
    expect(table?.reason).toMatch(`It is ${status}:`);
  },
);

const INDEX = { key: [{ name: 'status', type: 'S' }], projection: 'ALL' } as const;

test.each<[string, Partial<FoundTable['table']>, string]>([
  [
    'an index that is being made',
    { globalIndexes: new Map([['A', { ...INDEX, status: 'CREATING' }]]) },
    'index A is CREATING',
  ],
  ['one that is going', { globalIndexes: new Map([['A', { ...INDEX, status: 'DELETING' }]]) }, 'index A is DELETING'],
  [
    'a replica that is being made',
    { replicas: [{ region: 'us-east-1', status: 'CREATING' }] },
    'replica in us-east-1 is CREATING',
  ],
])('%s stops as its table would', (_, part, what) => {
  expect(inspectTables([rooms({ ...part, status: 'ACTIVE' })], declared)).toMatchObject([
    {
      verdict: 'unreadable',
      declared: 'rooms',
      differences: [],
      reason: `Its ${what}: adopt the table when all of it is ACTIVE.`,
    },
  ]);
});

test.each<[NonNullable<Replica['status']>, RegExp]>([
  ['CREATING', /: adopt the table when all of it is ACTIVE\.$/],
  ['UPDATING', /: adopt the table when all of it is ACTIVE\.$/],
  ['DELETING', /: adopt the table when all of it is ACTIVE\.$/],
  [
    'CREATION_FAILED',
    /: it is not made, and will not be\. Remove it \(aws .*"RegionName":"us-east-1".*\), make it again/,
  ],
  ['REGION_DISABLED', /: the account has switched the region off, .* Switch the region on again/],
  ['INACCESSIBLE_ENCRYPTION_CREDENTIALS', /: its key is disabled, .* after 20 hours .* Restore the key first\.$/],
  ['ARCHIVING', /: DynamoDB moves its items into a backup, .* Remove the replica when that is done \(aws /],
  ['ARCHIVED', /: its items are in a backup, .* Remove the replica \(aws /],
  ['REPLICATION_NOT_AUTHORIZED', /: its resource policy denies .* Take the denial out of the policy first\.$/],
  ['A_LATER_ONE', /: adopt the table when all of it is ACTIVE\.$/],
])('what to do about a replica that is %s', (status, what) => {
  const [table] = inspectTables([rooms({ replicas: [{ region: 'us-east-1', status }] })], declared);
  expect(table).toMatchObject({ verdict: 'unreadable', differences: [] });
  expect(table?.reason).toMatch(new RegExp(`^Its replica in us-east-1 is ${status}`));
  expect(table?.reason).toMatch(what);
});

test.each([
  ['DELETING', /there will be nothing to adopt/],
  ['ARCHIVING', /Then restore that backup/],
  ['ARCHIVED', /Restore that, under another name/],
  ['REPLICATION_NOT_AUTHORIZED', /Take the denial out of the policy first/],
])('a table that is %s does not get ready by waiting', (status, what) => {
  expect(inspectTables([rooms({ status })], declared)[0]?.reason).toMatch(what);
});

test('a part that stops its table hides no other: what waits, each, and what is compared beside it', () => {
  const globalIndexes = new Map([
    ['A', { ...INDEX, status: 'CREATING' }],
    ['B', { ...INDEX, status: 'ACTIVE' }],
    ['C', { ...INDEX, status: 'DELETING' }],
  ]);
  const [table] = inspectTables([rooms({ globalIndexes, timeToLive: null, timeToLiveStatus: 'ENABLING' })], declared);
  expect(table).toMatchObject({ verdict: 'unreadable' });
  expect(table?.reason).toMatch(/^Its index A is CREATING: .* Its index C is DELETING: .* Its TTL is ENABLING, /);
  expect(table?.differences.map(({ path }) => path)).toEqual(['global_secondary_index[B]']);
  const key = [{ name: 'id', type: 'S' }] as const;
  const [replaced] = inspectTables([rooms({ key, globalIndexes })], declared);
  expect(replaced).toMatchObject({ verdict: 'replace', reason: expect.stringMatching(/^Its index A/) as string });
});

test('TTL that is being switched stops its table, and is not compared; switched, it does not', () => {
  const [switching] = inspectTables([rooms({ timeToLive: null, timeToLiveStatus: 'ENABLING' })], declared);
  expect(switching).toMatchObject({ verdict: 'unreadable', declared: 'rooms', differences: [] });
  expect(switching?.reason).toMatch(/^Its TTL is ENABLING,/);
  expect(verdict(rooms({ timeToLiveStatus: 'ENABLED' }))).toBe('same');
});

test("capacity that only a policy of somebody's own measure moves stops the table, also an index's", () => {
  const alone = { min: 1, max: 9, target: 0, otherPolicies: ['by our measure'] };
  const stopped = (part: Partial<FoundTable['table']>) => inspectTables([rooms(part)], declared)[0];
  const index = { ...INDEX, status: 'ACTIVE', scaling: { read: null, write: alone } };
  expect(stopped({ scaling: { read: alone } })).toMatchObject({ verdict: 'unreadable', differences: [] });
  expect(stopped({ scaling: { read: alone } })?.reason).toMatch(/^Its read capacity is moved only by by our measure,/);
  expect(stopped({ globalIndexes: new Map([['A', index]]) })?.reason).toMatch(
    /^Index A's write capacity is moved only by by/,
  );
  const beside = { ...alone, policy: { name: 'in use' } };
  expect(stopped({ scaling: { read: beside } })).not.toHaveProperty('reason');
});

test('an index and a replica that are there are compared', () => {
  const globalIndexes = new Map([['A', { ...INDEX, status: 'ACTIVE' }]]);
  const [table] = inspectTables(
    [rooms({ globalIndexes, replicas: [{ region: 'us-east-1', status: 'ACTIVE' }] })],
    declared,
  );
  expect(table?.verdict).toBe('in-place');
  expect(table?.differences.map(({ path }) => path)).toEqual(['global_secondary_index[A]', 'replica[us-east-1]']);
});

test('one that nothing declares may be in any state, and is listed with what there is in it', () => {
  const other = {
    name: 'other',
    table: { ...PLAIN, status: 'UPDATING', itemCount: 7, sizeBytes: 900 },
    lastWrite: '2026-11-02',
  };
  expect(inspectTables([other], declared)).toEqual([
    { name: 'other', verdict: 'undeclared', differences: [], itemCount: 7, sizeBytes: 900, lastWrite: '2026-11-02' },
  ]);
});

describe('items that were read', () => {
  const sampled = (unparsable: number) => ({
    ...{ read: 5, parsed: 5 - unparsable, parsedWithDefaults: 0, unparsable, shapes: [], moreShapes: 0 },
  });
  const reason =
    '1 of 5 items that were read cannot be parsed: the application would set them aside. ' +
    'Migrate them, or let another table be this one with --map.';

  test('one that cannot be parsed makes the table unreadable, though every setting is the same', () => {
    expect(inspectTables([rooms({}, { items: sampled(1) })], declared)).toMatchObject([
      { verdict: 'unreadable', differences: [], reason, items: { unparsable: 1 } },
    ]);
  });

  test('what is to be changed in place is said all the same', () => {
    const [table] = inspectTables([rooms({ tags: {} }, { items: sampled(1) })], declared);
    expect(table).toMatchObject({ verdict: 'unreadable', reason });
    expect(table!.differences.length).toBeGreaterThan(0);
  });

  test('a table that would be replaced is that first', () => {
    const key = [{ name: 'id', type: 'S' }] as const;
    expect(verdict(rooms({ key }, { items: sampled(1) }))).toBe('replace');
  });

  test('all of them parsed change nothing', () => {
    expect(verdict(rooms({}, { items: sampled(0) }))).toBe('same');
  });
});
