import { allOf, anyOf } from '../../functions/shared/conditions';

it.each([
  [allOf('a', 'b'), 'a AND b'],
  [anyOf('a', 'b'), 'a OR b'],
  [allOf('a', anyOf('b', allOf('c', 'd'))), 'a AND (b OR c AND d)'],
  [anyOf(allOf('a', anyOf('b', 'c')), 'd'), 'a AND (b OR c) OR d'],
  [allOf(anyOf('a', 'b')), '(a OR b)'],
])('brackets alternatives among what has to hold: %s', (condition, expected) => {
  expect(condition).toBe(expected);
});
