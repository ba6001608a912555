import type { JsonObject } from '../../../packages/plan-review/src/plan/value';
import { compareSyntheses } from '../../../packages/plan-review/src/synthesis/compare';
import { actionsOf, queues } from './documents';

const several = (repeated: JsonObject): JsonObject => queues({ films: { name: 'films', ...repeated } });
const gone = (before: JsonObject, after: JsonObject) =>
  compareSyntheses(before, after)
    .resources.filter(({ action }) => action === 'delete')
    .map(({ address, reason }) => [address, reason]);

test('a smaller count destroys the last ones', () => {
  expect(gone(several({ count: 3 }), several({ count: '1' }))).toEqual([
    ['aws_sqs_queue.films[1]', 'delete_because_count_index'],
    ['aws_sqs_queue.films[2]', 'delete_because_count_index'],
  ]);
  expect(gone(several({ count: 1 }), several({ count: 0 }))).toEqual([
    ['aws_sqs_queue.films[0]', 'delete_because_count_index'],
  ]);
  expect(actionsOf(several({ count: 1 }), several({ count: 2 }))).toEqual({ 'aws_sqs_queue.films[1]': 'create' });
});

test('a key that goes from for_each destroys its own one; a value that changes changes it', () => {
  const [before, after] = [several({ for_each: { a: 1, b: 2, c: 3 } }), several({ for_each: { b: 2, c: 4 } })];
  expect(gone(before, after)).toEqual([['aws_sqs_queue.films["a"]', 'delete_because_each_key']]);
  expect(compareSyntheses(before, after).resources).toContainEqual(
    expect.objectContaining({
      address: 'aws_sqs_queue.films["c"]',
      action: 'update',
      before: { name: 'films', 'each.value': 3 },
      after: { name: 'films', 'each.value': 4 },
    }),
  );
});

test('the only one becomes the first of several, and back', () => {
  for (const [before, after, from, to] of [
    [several({}), several({ count: 1 }), 'aws_sqs_queue.films', 'aws_sqs_queue.films[0]'],
    [several({ count: 1 }), several({}), 'aws_sqs_queue.films[0]', 'aws_sqs_queue.films'],
  ] as const) {
    expect(compareSyntheses(before, after).resources).toEqual([
      expect.objectContaining({ previousAddress: from, address: to, action: 'no-op' }),
    ]);
  }
});

test('the only one is destroyed when it becomes one of several with keys', () => {
  expect(gone(several({}), several({ for_each: { a: 1 } }))).toEqual([
    ['aws_sqs_queue.films', 'delete_because_wrong_repetition'],
  ]);
});

test.each<[string, JsonObject]>([
  ['count', { count: '${var.queues}' }],
  ['count', { count: 1e12 }],
  ['for_each', { for_each: '${toset(["a"])}' }],
  ['for_each', { for_each: { '${var.key}': 1 } }],
])('a %s that cannot be counted out, as in %j, changes the resource as a whole', (name, repeated) => {
  const [one, other] = [several(repeated), several({ count: 2 })];
  expect(actionsOf(one, one)).toEqual({});
  expect(actionsOf(one, other)).toEqual({ 'aws_sqs_queue.films': 'update' });
  const [change] = compareSyntheses(other, one).resources;
  expect(change?.after).toHaveProperty(name, repeated[name]);
});
