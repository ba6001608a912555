import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { retentionShortened } from '../../../packages/plan-review/src/rules/retention-shortened';
import { because, change, find } from '../rules/change';

const TYPE = 'aws_s3_bucket_lifecycle_configuration';

const rule = (more: object = {}): JsonObject => ({ id: 'old', status: 'Enabled', expiration: [{ days: 30 }], ...more });
const of = (...rules: readonly JsonObject[]): JsonObject => ({ bucket: 'films', rule: rules });

test('a rule that is switched on warns', () => {
  const off = of(rule({ status: 'Disabled' }));
  expect(find(retentionShortened, change(TYPE, off, of(rule())))).toMatchObject({
    blocks: false,
    because: ['rule[old].status goes from Disabled to Enabled'],
  });
  expect(because(retentionShortened, TYPE, of(rule()), off)).toEqual([]);
});

test.each([
  ['a filter', { filter: [{ prefix: 'tmp/' }] }, { filter: [{ prefix: '' }] }],
  ['a prefix', { prefix: 'tmp/' }, { prefix: 'films/' }],
])('%s that is another one warns', (_, before, after) => {
  const otherwise = 'rule[old] removes other objects: its filter is another one';
  expect(because(retentionShortened, TYPE, of(rule(before)), of(rule(after)))).toEqual([otherwise]);
  const keeps = { expiration: [], transition: [{ days: 3 }] };
  expect(
    because(retentionShortened, TYPE, of(rule({ ...before, ...keeps })), of(rule({ ...after, ...keeps }))),
  ).toEqual([]);
});

test('nothing said in another way is the same filter', () => {
  expect(because(retentionShortened, TYPE, of(rule({ filter: [] })), of(rule({ filter: [{ prefix: '' }] })))).toEqual(
    [],
  );
});

test('new rules of a bucket that has something in it', () => {
  const made = change(TYPE, null, of(rule()));
  expect(find(retentionShortened, made)).toMatchObject({
    blocks: false,
    because: ['rule[old] removes what the bucket has already'],
  });
  const noncurrent = { expiration: [], noncurrent_version_expiration: [{ noncurrent_days: 3 }] };
  expect(because(retentionShortened, TYPE, null, of(rule(noncurrent)))).toHaveLength(1);
  expect(because(retentionShortened, TYPE, null, of(rule({ expiration: [{ days: 0 }] })))).toEqual([]);
});

test.each<[string, object, string]>([
  ['days', {}, 'expiration.days is 30'],
  ['a day', { expiration: [{ date: '2027-01-01T00:00:00Z' }] }, 'expiration.date is 2027-01-01T00:00:00Z'],
  [
    'days of old versions',
    { expiration: [], noncurrent_version_expiration: [{ noncurrent_days: 3 }] },
    'noncurrent_version_expiration.noncurrent_days is 3',
  ],
])('a rule that is added to others, with %s, blocks; taken away, it is silent', (_, more, sentence) => {
  const [one, two] = [of(rule()), of(rule(), rule({ id: 'new', ...more }))];
  expect(find(retentionShortened, change(TYPE, one, two))).toMatchObject({
    blocks: true,
    because: [`rule[new].${sentence}`],
  });
  expect(because(retentionShortened, TYPE, two, one)).toEqual([]);
});

test('of a new bucket, nothing is removed', () => {
  const made = change(TYPE, null, of(rule()));
  expect(find(retentionShortened, made, change('aws_s3_bucket', null, { bucket: 'films' }))).toBeUndefined();
  expect(find(retentionShortened, made, change('aws_s3_bucket', null, { bucket: 'other' }))).toBeDefined();
  expect(find(retentionShortened, { ...made, unknown: { bucket: true } })).toBeUndefined();
});

test('a day on which all goes blocks, when it is new or earlier', () => {
  const until = (date: string) => of(rule({ expiration: [{ date }] }));
  const [early, late] = [until('2026-01-01T00:00:00Z'), until('2027-01-01T00:00:00Z')];
  expect(find(retentionShortened, change(TYPE, late, early))?.blocks).toBe(true);
  expect(find(retentionShortened, change(TYPE, of(), early))?.blocks).toBe(true);
  expect(find(retentionShortened, change(TYPE, early, late))).toBeUndefined();
});

test('a rule that is switched off removes nothing', () => {
  const off = (prefix: string) => of(rule({ status: 'Disabled', filter: [{ prefix }] }));
  expect(because(retentionShortened, TYPE, off('tmp/'), off('films/'))).toEqual([]);
  expect(because(retentionShortened, TYPE, null, off('tmp/'))).toEqual([]);
});
