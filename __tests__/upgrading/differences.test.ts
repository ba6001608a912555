import { differences } from '../../upgrading/differences';

const of = (before: unknown, after: unknown) => differences(before, after).map(({ text }) => text);

test('what is the same, differs nowhere', () => {
  expect(of({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
});

test.each([
  [{ a: { b: 1 } }, { a: { b: 2 } }, 'a.b is 2, was 1'],
  [{ a: [1, 2] }, { a: [1] }, 'a.1 is not there, was 2'],
  [{}, { constructor: {} }, 'constructor is {}, was not there'],
  [{ a: {} }, { a: [] }, 'a is [], was {}'],
  [{ a: null }, { a: {} }, 'a is {}, was null'],
  [{ a: '1' }, { a: 1 }, 'a is 1, was "1"'],
])('%j and %j', (before, after, text) => {
  expect(of(before, after)).toEqual([text]);
});
