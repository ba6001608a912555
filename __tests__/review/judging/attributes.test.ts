import {
  attributesAt,
  describeChange,
  isEmpty,
  lostFrom,
  numberOf,
  UNKNOWN,
} from '../../../packages/plan-review/src/judging/attributes';
import { change } from '../rules/change';

const at = (before: object, after: object, path: string, unknown: object = {}) =>
  attributesAt({ ...change('x', before as never, after as never), unknown: unknown as never }, path);

test.each([
  ['a list of one', { ttl: [{ enabled: true }] }, { ttl: [{ enabled: false }] }],
  ['an object', { ttl: { enabled: true } }, { ttl: { enabled: false } }],
  ['one of each', { ttl: { enabled: true } }, { ttl: [{ enabled: false }] }],
])('a block that is %s', (_, before, after) => {
  expect(at(before, after, 'ttl.enabled')).toEqual([{ name: 'ttl.enabled', before: true, after: false }]);
});

test('nothing there', () => {
  expect(at({}, { ttl: 'no block' }, 'ttl.enabled')).toEqual([
    { name: 'ttl.enabled', before: undefined, after: undefined },
  ]);
});

test('blocks of a list, told apart by name', () => {
  const before = {
    rule: [
      { id: 'a', days: 1 },
      { id: 'b', days: 2 },
    ],
  };
  const after = {
    rule: [
      { id: 'c', days: 3 },
      { id: 'b', days: 4 },
    ],
  };
  expect(at(before, after, 'rule[id].days')).toEqual([
    { name: 'rule[a].days', before: 1, after: undefined },
    { name: 'rule[b].days', before: 2, after: 4 },
    { name: 'rule[c].days', before: undefined, after: 3 },
  ]);
});

test.each([
  ['the attribute', { ttl: [{ enabled: true }] }],
  ['the block', { ttl: true }],
  ['all', true],
])('unknown: %s', (_, unknown) => {
  const found = at({ ttl: [{ enabled: true }] }, {}, 'ttl.enabled', unknown as object);
  expect(found).toEqual([{ name: 'ttl.enabled', before: true, after: UNKNOWN }]);
});

test('unknown within one of several blocks', () => {
  const rules = {
    rule: [
      { id: 'a', days: 1 },
      { id: 'b', days: 2 },
    ],
  };
  const after = { rule: [{ id: 'a', days: 1 }, { id: 'b' }] };
  expect(at(rules, after, 'rule[id].days', { rule: [{}, { days: true }] })).toEqual([
    { name: 'rule[a].days', before: 1, after: 1 },
    { name: 'rule[b].days', before: 2, after: UNKNOWN },
  ]);
});

test.each([
  [7, 7],
  ['7', 7],
  ['-1', -1],
  ['604800s', 604800],
  ['7 days', undefined],
  ['${var.days}', undefined],
  ['(sensitive 3)', undefined],
  [null, undefined],
  [true, undefined],
])('the number of %j is %j', (value, number) => expect(numberOf(value)).toBe(number));

test.each([
  [null, true],
  ['', true],
  [[], true],
  [[null], true],
  [{ a: [] }, true],
  [false, false],
  [0, false],
  [{ a: false }, false],
])('%j is empty: %j', (value, empty) => expect(isEmpty(value)).toBe(empty));

test('elements that a list has no more; an unknown one may be any of them', () => {
  const lost = (before: readonly string[], after: readonly (string | null)[] | string) =>
    lostFrom({ name: 'x', before: [...before], after: typeof after === 'string' ? after : [...after] });
  expect(lost(['a', 'b'], ['b', 'c'])).toEqual(['a']);
  expect(lost(['a', 'b'], ['b', null])).toEqual([]);
  expect(lost(['a', 'b'], [null])).toEqual(['a']);
  expect(lost(['a', 'b'], UNKNOWN)).toEqual([]);
});

test('a long value is whole: what is accepted is all of it', () => {
  const long = 'x'.repeat(300);
  expect(describeChange({ name: 'a', before: 'b', after: long })).toBe(`a goes from b to ${long}`);
});
