import { differences, judge, namedFacts, set, unordered } from '../../../deployment/verify/compare';
import { INHERITED_NAMES } from '../../support/inherited-names';

describe('differences', () => {
  it('compares as data: the order of keys and what is not set make no difference', () => {
    const [found, expected] = [{ b: [1, { c: null }], a: undefined }, { b: [1, {}] }];
    expect(differences([{ attribute: 'x', found, expected }])).toEqual([]);
  });

  it('keeps the order of a list unless it is told that there is none', () => {
    expect(differences([{ attribute: 'pipeline', found: ['b', 'a'], expected: ['a', 'b'] }])).toEqual([
      'pipeline is ["b","a"], expected ["a","b"]',
    ]);
    const lists = { found: unordered(['b', 'a']), expected: unordered(['a', 'b']) };
    expect(differences([{ attribute: 'actions', ...lists }])).toEqual([]);
  });

  it('tells a number from its text, and nothing from false', () => {
    expect(differences([{ attribute: 'memory', found: '512', expected: 512 }])).toEqual([
      'memory is "512", expected 512',
    ]);
    expect(differences([{ attribute: 'recovery', found: undefined, expected: false }])).toEqual([
      'recovery is not set, expected false',
    ]);
  });

  it('cuts a long value', () => {
    const [difference] = differences([{ attribute: 'x', found: 'y'.repeat(500), expected: 1 }]);
    expect(difference).toMatch(/^x is "y{199}…, expected 1$/);
  });
});

it('takes null, "" and 0 for not set, as the provider writes it', () => {
  expect([null, '', 0].map(set)).toEqual([undefined, undefined, undefined]);
  expect([false, 1, 'a'].map(set)).toEqual([false, 1, 'a']);
});

it('names every difference in one sentence', () => {
  expect(judge('Table t', ['a is 1, expected 2', 'b is 3, expected 4'], { detail: 'fine', next: 'Deploy.' })).toEqual({
    status: 'failed',
    reason: 'Table t: a is 1, expected 2; b is 3, expected 4.',
    next: 'Deploy.',
  });
});

test.each(INHERITED_NAMES)('what only one side has is missing on the other, also when it is called %s', (name) => {
  const one = Object.fromEntries([[name, 'x']]);
  expect(differences(namedFacts('tag', {}, one))).toEqual([`tag ${name} is not set, expected "x"`]);
  expect(differences(namedFacts('tag', one, {}))).toEqual([`tag ${name} is "x", expected not set`]);
});
