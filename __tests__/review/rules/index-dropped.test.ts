import { nameOf } from '../../../packages/plan-review/src/acceptances';
import { hiddenChange } from '../../../packages/plan-review/src/rules';
import { indexDropped } from '../../../packages/plan-review/src/rules/index-dropped';
import { because, change, find, planOf } from './change';

const TABLE = 'aws_dynamodb_table';
const STATUS = {
  name: 'StatusIndex',
  hash_key: 'status',
  range_key: null,
  projection_type: 'ALL',
  non_key_attributes: null,
};
const TTL = {
  name: 'TTLIndex',
  hash_key: 'ttl',
  range_key: '',
  projection_type: 'INCLUDE',
  non_key_attributes: ['a', 'b'],
};
const gsi = (...indexes: readonly object[]) => ({ global_secondary_index: JSON.parse(JSON.stringify(indexes)) as [] });

test('an index is dropped', () => {
  expect(find(indexDropped, change(TABLE, gsi(STATUS, TTL), gsi(TTL)))).toEqual({
    blocks: true,
    title: 'An index is dropped, or built anew.',
    because: ['index StatusIndex is dropped: each write of an item that has status costs at least 1 write unit less'],
  });
});

test('a local one, by a replacement', () => {
  const lsi = { local_secondary_index: [{ name: 'ByYear', range_key: 'year' }] };
  expect(find(indexDropped, change(TABLE, lsi, {}, { action: 'replace' }))?.because).toEqual([
    'index ByYear is dropped',
  ]);
});

test('the only one, in a synthesis', () => {
  const only = { global_secondary_index: { name: 'ByYear', hash_key: 'year' } };
  expect(because(indexDropped, TABLE, only, {})).toEqual([
    'index ByYear is dropped: each write of an item that has year costs at least 1 write unit less',
  ]);
});

test('what a drop saves is said, and is no part of what is accepted', () => {
  const one = change(TABLE, gsi({ ...STATUS, range_key: 'at' }), gsi());
  const found = indexDropped.find(one, planOf([one]))!;
  expect(found.because).toEqual([
    'index StatusIndex is dropped: each write of an item that has status and at costs at least 1 write unit less',
  ]);
  const bare = { ...found, because: ['index StatusIndex is dropped'], judged: ['index StatusIndex is dropped'] };
  expect(nameOf('index-dropped', one.address, found)).toBe(nameOf('index-dropped', one.address, bare));
});

test.each([
  [STATUS, { ...STATUS, hash_key: 'state' }, 'index StatusIndex: hash_key goes from status to state'],
  [STATUS, { ...STATUS, range_key: 'at' }, 'index StatusIndex: range_key goes from nothing to at'],
  [
    STATUS,
    { ...STATUS, projection_type: 'KEYS_ONLY' },
    'index StatusIndex: projection_type goes from ALL to KEYS_ONLY',
  ],
  [TTL, { ...TTL, non_key_attributes: ['b'] }, 'index TTLIndex: no longer has a'],
])('%j to %j', (before, after, sentence) => {
  expect(because(indexDropped, TABLE, gsi(before), gsi(after))).toEqual([sentence]);
});

test.each([
  ['another order', gsi(STATUS, TTL), gsi(TTL, STATUS)],
  ['one more', gsi(STATUS), gsi(STATUS, TTL)],
  ['more in it', gsi(TTL), gsi({ ...TTL, projection_type: 'ALL', non_key_attributes: null })],
  ['no range key, in two spellings', gsi(STATUS), gsi({ ...STATUS, range_key: '' })],
  ['other capacity', gsi({ ...STATUS, read_capacity: 1 }), gsi({ ...STATUS, read_capacity: 2 })],
])('silent: %s', (_, before, after) => {
  expect(find(indexDropped, change(TABLE, before, after))).toBeUndefined();
});

test('indexes that are known only after the apply may be the same', () => {
  const unknown = change(TABLE, gsi(STATUS), {}, { unknown: { global_secondary_index: true } });
  expect(find(indexDropped, unknown)).toBeUndefined();
});

test('an index that is a resource of its own', () => {
  const type = 'aws_dynamodb_global_secondary_index';
  const before = { index_name: 'ByYear' };
  expect(find(indexDropped, change(type, before, null))?.because).toEqual(['index ByYear is dropped']);
  expect(find(indexDropped, change(type, before, {}, { action: 'replace' }))?.because).toEqual([
    'index ByYear is built anew',
  ]);
  expect(find(indexDropped, change(type, before, {}))).toBeUndefined();
});

test('a table that goes takes its indexes along: that is said elsewhere', () => {
  expect(find(indexDropped, change(TABLE, gsi(STATUS), null))).toBeUndefined();
});

test('several attributes that it no longer has', () => {
  const none = { ...TTL, non_key_attributes: [] };
  expect(because(indexDropped, TABLE, gsi(TTL), gsi(none))).toEqual(['index TTLIndex: no longer has a, b']);
});

test('indexes that cannot be seen', () => {
  const indexes = (text: string) => ({ global_secondary_index: text });
  const [one, other] = [indexes('(sensitive 1)'), indexes('(sensitive 2)')];
  expect(because(indexDropped, 'aws_dynamodb_table', one, other)).toEqual([]);
  expect(because(hiddenChange, 'aws_dynamodb_table', one, other)).toEqual([
    'global_secondary_index is sensitive: whether it got worse cannot be seen',
  ]);
});
