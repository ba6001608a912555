import { reviewPlan, type Acceptance } from '../../packages/plan-review/src/review';
import type { Plan } from '../../packages/plan-review/src/plan/model';
import type { Json, JsonObject } from '../../packages/plan-review/src/plan/value';
import { change, planOf } from './rules/change';

const TABLE = 'aws_dynamodb_table';
const index = (name: string) => ({ name, hash_key: name.toLowerCase(), projection_type: 'ALL' });
const table = (indexes: readonly string[], more: JsonObject = {}): JsonObject => ({
  name: 'rooms',
  global_secondary_index: indexes.map(index),
  ...more,
});
const reads: Plan['indexReads'] = {
  days: 90,
  indexes: ['A', 'B', 'C'].map((one) => ({ table: 'rooms', index: one, lastRead: '2026-11-25', units: 3 })),
};

/** What a deploy is told of a plan that makes one of the other. */
function deploy(before: JsonObject, after: JsonObject, accepted: readonly string[] = [], indexReads = reads) {
  const acceptances = accepted.map((finding): Acceptance => ({
    ...{ finding, reason: 'nobody reads it, see #41', from: '--accept', mayBeUnused: true },
  }));
  const options = { name: 'dev', digest: '0'.repeat(64), commit: null, acceptances, indexReads };
  const { findings, verdict } = reviewPlan(planOf([change(TABLE, before, after)]), options);
  return { findings, verdict, names: findings.map(({ name }) => name) };
}

const accepted = deploy(table(['A', 'B', 'C']), table(['C'])).names;

test('each index that is dropped is accepted by a name of its own', () => {
  expect(new Set(accepted).size).toBe(4); // two rules, two indexes
  expect(deploy(table(['A', 'B', 'C']), table(['C'])).verdict).toBe('blocked');
  expect(deploy(table(['A', 'B', 'C']), table(['C']), accepted).verdict).toBe('changes');
});

test('killed between the two drops and repeated, it is the same acceptance', () => {
  for (const left of ['A', 'B']) {
    const { findings, verdict } = deploy(table([left, 'C']), table(['C']), accepted);
    expect(verdict).toBe('changes');
    expect(findings.map(({ rule, accepted: why }) => [rule, why])).toEqual([
      ['index-in-use', 'nobody reads it, see #41'],
      ['index-dropped', 'nobody reads it, see #41'],
    ]);
  }
  expect(deploy(table(['C']), table(['C'], { stream_enabled: true }), accepted).verdict).toBe('changes');
});

test.each<[string, JsonObject, JsonObject]>([
  ['another index', table(['B', 'C']), table([])],
  [
    'an index built anew',
    table(['A', 'C']),
    { ...table(['C']), global_secondary_index: [{ ...index('A'), hash_key: 'x' }, index('C')] },
  ],
])('it never covers more: %s', (_, before, after) => {
  expect(deploy(before, after, accepted).verdict).toBe('blocked');
});

test('whoever accepted that an unused one goes is asked again when it is read by then', () => {
  const quiet = { days: 90, indexes: [] };
  const unread = deploy(table(['A', 'B']), table([]), [], quiet).names;
  expect(deploy(table(['A', 'B']), table([]), unread, quiet).verdict).toBe('changes');
  const repeated = deploy(table(['B']), table([]), unread);
  expect(repeated.verdict).toBe('blocked');
  expect(repeated.findings.filter(({ accepted: why }) => why === undefined)).toMatchObject([{ rule: 'index-in-use' }]);
});

test('the same goes for replicas, and for what else recovery loses with them', () => {
  const replicas = (...regions: readonly string[]): Json =>
    regions.map((region_name) => ({ region_name, point_in_time_recovery: true }));
  const on = { point_in_time_recovery: [{ enabled: true }] };
  const off = { point_in_time_recovery: [{ enabled: false }] };
  const [before, after] = [
    table([], { replica: replicas('eu-west-2', 'us-east-1'), ...on }),
    table([], { replica: [], ...off }),
  ];
  const all = deploy(before, after).names;
  expect(all).toHaveLength(3);
  expect(deploy(before, after, all).verdict).toBe('changes');
  expect(deploy({ ...before, replica: replicas('us-east-1') }, after, all).verdict).toBe('changes');
  expect(deploy({ ...before, replica: replicas('us-east-1', 'ap-south-1') }, after, all).verdict).toBe('blocked');
  expect(deploy({ ...before, replica: [] }, after, all.slice(0, 2)).verdict).toBe('blocked');
});
