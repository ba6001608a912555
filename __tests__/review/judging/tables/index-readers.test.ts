import { nameOf } from '../../../../packages/plan-review/src/acceptances';
import type { Plan } from '../../../../packages/plan-review/src/plan/model';
import { droppedIn } from '../../../../packages/plan-review/src/judging/tables/lost-indexes';
import { indexDropped } from '../../../../packages/plan-review/src/rules/index-dropped';
import { indexInUse } from '../../../../packages/plan-review/src/rules/index-in-use';
import { change, planOf } from '../../rules/change';

const indexes = (...all: readonly object[]) => ({ name: 'rooms', global_secondary_index: all as never });
const ONE = { name: 'StatusIndex', hash_key: 'status', projection_type: 'ALL' };
const dropped = change('aws_dynamodb_table', indexes(ONE), indexes());

const known = (lastRead: string | null, units: number | null): Plan['indexReads'] => ({
  days: 90,
  indexes: [{ table: 'rooms', index: 'StatusIndex', lastRead, units }],
});
const READ = known('2026-11-25', 1234.5);

const found = (rule: typeof indexDropped, indexReads: Plan['indexReads'], one = dropped) =>
  rule.find(one, planOf([one], { indexReads }));

test.each<[string, Plan['indexReads'], string]>([
  [
    'nobody asked',
    undefined,
    'who still reads it was not looked up: only a review that plans an environment asks CloudWatch',
  ],
  [
    'of others only',
    { days: 90, indexes: [] },
    'who still reads it was not looked up: only a review that plans an environment asks CloudWatch',
  ],
  [
    'refused',
    { why: 'these credentials may not call GetMetricData' },
    'who still reads it could not be looked up: these credentials may not call GetMetricData',
  ],
  [
    'no figures',
    known(null, null),
    'CloudWatch has no figure of it in the last 90 days, as of an index that nobody reads',
  ],
  ['figures of 0', known(null, 0), 'nobody has read it in the last 90 days'],
  ['one unit', known('2026-11-25', 1), 'it was last read on 2026-11-25: 1 read unit in the last 90 days'],
  ['read', READ, 'it was last read on 2026-11-25: 1,234.5 read units in the last 90 days'],
])('%s', (_, indexReads, readers) => {
  expect(found(indexDropped, indexReads)?.because).toEqual([
    `index StatusIndex is dropped: each write of an item that has status costs at least 1 write unit less; ${readers}`,
  ]);
});

test('one that was read lately is louder: a finding of its own, that blocks', () => {
  expect(found(indexInUse, READ)).toMatchObject({
    blocks: true,
    title: 'An index that is still read is dropped, or built anew.',
    because: ['index StatusIndex was last read on 2026-11-25: 1,234.5 read units in the last 90 days'],
  });
  for (const quiet of [undefined, { why: 'x' }, known(null, null), known(null, 0)]) {
    expect(found(indexInUse, quiet)).toBeUndefined();
  }
});

test('figures are of the day, and no part of what is accepted', () => {
  const names = [undefined, { why: 'x' }, known(null, 0), READ].map((one) =>
    nameOf('index-dropped', dropped.address, found(indexDropped, one)!),
  );
  const bare = { ...found(indexDropped, READ)!, judged: ['index StatusIndex is dropped'] };
  expect(new Set(names)).toEqual(new Set([nameOf('index-dropped', dropped.address, bare)]));
  const [today, tomorrow] = [READ, known('2026-11-26', 2000)].map((one) =>
    nameOf('index-in-use', dropped.address, found(indexInUse, one)!),
  );
  expect(today).toBe(tomorrow);
});

test('one that is built anew has readers, too, and they are said once', () => {
  const anew = change('aws_dynamodb_table', indexes(ONE), indexes({ ...ONE, hash_key: 'state', range_key: 'at' }));
  expect(found(indexDropped, READ, anew)?.because).toEqual([
    'index StatusIndex: hash_key goes from status to state; it was last read on 2026-11-25: 1,234.5 read units in the last 90 days',
    'index StatusIndex: range_key goes from nothing to at',
  ]);
  const name = (one: Plan['indexReads']) => nameOf('index-dropped', anew.address, found(indexDropped, one, anew)!);
  expect(name(READ)).toBe(name(undefined));
});

test('an index that is a resource of its own', () => {
  const before = { table_name: 'rooms', index_name: 'StatusIndex' };
  const alone = change('aws_dynamodb_global_secondary_index', before, null);
  expect(droppedIn(alone)).toEqual([{ table: 'rooms', index: 'StatusIndex' }]);
  expect(found(indexInUse, READ, alone)?.because).toHaveLength(1);
});

test('who is asked about: global indexes that go while their table stays, and whose names can be seen', () => {
  expect(droppedIn(dropped)).toEqual([{ table: 'rooms', index: 'StatusIndex' }]);
  const local = { local_secondary_index: [{ name: 'ByYear', range_key: 'year' }] as never };
  const silent = [
    change('aws_dynamodb_table', indexes(ONE), indexes(ONE)),
    change('aws_dynamodb_table', indexes(ONE), null),
    change('aws_dynamodb_table', indexes(ONE), indexes(), { action: 'replace' }),
    change('aws_dynamodb_table', { ...indexes(), ...local }, indexes(), { action: 'replace' }),
    change('aws_dynamodb_table', { ...indexes(ONE), name: '(sensitive 1)' }, indexes()),
  ];
  expect(silent.flatMap(droppedIn)).toEqual([]);
});
