import { beginningOf, placeholder } from '../../../packages/plan-review/src/plan/placeholder';

test('a text is cut in no character, and in no placeholder', () => {
  expect(placeholder(3)).toBe('(sensitive 3)');
  expect(beginningOf('abc', 3)).toBe('abc');
  expect(beginningOf('abcd', 3)).toBe('abc');
  expect(beginningOf('ab😀', 3)).toBe('ab');
  for (const most of [2, 3, 8, 14]) expect(beginningOf('ab(sensitive 1)cd', most)).toBe('ab');
  expect(beginningOf('ab(sensitive 1)cd', 15)).toBe('ab(sensitive 1)');
  expect(beginningOf('ab(sensitive word', 12)).toBe('ab(sensitive');
});
