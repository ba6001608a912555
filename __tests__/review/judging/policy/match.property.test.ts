import fc from 'fast-check';
import { lostDenials, widenings } from '../../../../packages/plan-review/src/judging/policy/compare';
import { matches } from '../../../../packages/plan-review/src/judging/policy/match';
import { readStatements } from '../../../../packages/plan-review/src/judging/policy/statement';

const RUNS = { numRuns: 500 };
const letters = (...all: readonly string[]) =>
  fc.array(fc.constantFrom(...all), { maxLength: 8 }).map((one) => one.join(''));

/** The same, written as a regular expression. */
const expression = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);

test('a pattern matches what its regular expression does', () => {
  const [pattern, text] = [letters('a', 'b', '*', '?'), letters('a', 'b')];
  fc.assert(
    fc.property(pattern, text, (one, other) => matches(one, other) === expression(one).test(other)),
    RUNS,
  );
});

test('a pattern that matches another matches all that the other does', () => {
  const pattern = letters('a', 'b', '*', '?');
  const holds = (wide: string, narrow: string, text: string) =>
    !(matches(wide, narrow) && matches(narrow, text)) || matches(wide, text);
  fc.assert(fc.property(pattern, pattern, letters('a', 'b'), holds), { numRuns: 2000 });
});

test('a pattern of many stars takes no time', () => {
  expect(matches('*a'.repeat(40), 'a'.repeat(39) + 'b'.repeat(5000))).toBe(false);
});

const names = (...all: readonly string[]) => fc.subarray([...all], { minLength: 1 });
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: names('s3:Get*', 's3:GetObject', 's3:PutObject', '*'),
  Resource: names('arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', '*'),
  Principal: fc.constantFrom<unknown>('*', { AWS: '111111111111' }, { AWS: 'arn:aws:iam::111111111111:role/a' }),
  Condition: fc.constantFrom<object>(
    {},
    { StringEquals: { 'aws:SourceVpc': ['a'] } },
    { StringEquals: { 'aws:SourceVpc': ['a', 'b'] } },
  ),
});
const statements = fc.array(statement, { maxLength: 4 }).map((list) => readStatements({ Statement: list } as never)!);

test('a policy is no wider than itself, in whatever order, and nothing it denies is lost', () => {
  fc.assert(
    fc.property(statements, (one) => {
      const turned = [...one].reverse();
      expect(widenings(one, turned)).toEqual([]);
      expect(lostDenials(one, turned)).toEqual([]);
    }),
    RUNS,
  );
});

test('of two policies, neither is wider than both together', () => {
  fc.assert(
    fc.property(statements, statements, (one, other) => {
      expect(widenings([...one, ...other], one)).toEqual([]);
      expect(lostDenials(one, [...one, ...other])).toEqual([]);
    }),
    RUNS,
  );
});

test('what one allows is wider than nothing', () => {
  fc.assert(
    fc.property(statements, (one) => {
      expect(widenings([], one)).toHaveLength(one.filter(({ isAllow }) => isAllow).length);
      expect(lostDenials(one, [])).toHaveLength(one.filter(({ isAllow }) => !isAllow).length);
    }),
    RUNS,
  );
});

test('all but some is covered by everything, and by itself only', () => {
  expect(matches('*', 'not a')).toBe(true);
  expect(matches('not a', 'not a')).toBe(true);
  expect(matches('not a*', 'not ab')).toBe(false);
  expect(matches('not *', 'not ab')).toBe(false);
  expect(matches('n*', 'not ab')).toBe(false);
  expect(matches('not ab', 'b')).toBe(false);
});
