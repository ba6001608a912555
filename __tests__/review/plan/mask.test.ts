import { createMasker, nothingMarked } from '../../../review/plan/mask';
import type { Json } from '../../../review/plan/model';

/** A value masked by its own marks, without the numbers. */
function masked(value: unknown, marks: unknown): Json {
  const masker = createMasker();
  masker.collect(value, marks);
  const text = JSON.stringify(masker.mask(value, marks, 'a.b'));
  return JSON.parse(text.replace(/\(sensitive \d+\)/g, '(sensitive)')) as Json;
}

describe('what Terraform marks is masked, what it does not is left', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['a text', { a: 'secret', b: 'open' }, { a: true }, { a: '(sensitive)', b: 'open' }],
    ['a number', { a: 12, b: 12 }, { a: true }, { a: '(sensitive)', b: 12 }],
    ['a truth value', { a: true, b: true }, { a: true, b: false }, { a: '(sensitive)', b: true }],
    ['an object, with all beneath', { a: { b: ['c'] } }, { a: true }, { a: '(sensitive)' }],
    ['an element', { a: ['x', 'secret'] }, { a: [false, true] }, { a: ['x', '(sensitive)'] }],
    ['deep within', { a: [{ b: 's', c: 'o' }] }, { a: [{ b: true }] }, { a: [{ b: '(sensitive)', c: 'o' }] }],
    ['nothing, which is no secret', { a: null }, { a: true }, { a: null }],
    ['the whole', { a: 'x' }, true, '(sensitive)'],
    ['marks of what is not known yet', { a: 'x' }, { b: true }, { a: 'x' }],
  ])('%s', (_, value, marks, expected) => {
    expect(masked(value, marks)).toEqual(expected);
  });
});

describe('a mask that tells nothing masks everything beneath', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['missing', { a: 'x' }, undefined, '(sensitive)'],
    ['false for an object', { a: 'x' }, false, '(sensitive)'],
    ['a list for an object', { a: 'x' }, [], '(sensitive)'],
    ['an object for a list', { a: ['x'] }, { a: {} }, { a: '(sensitive)' }],
    ['a list of another length', { a: ['x', 'y'] }, { a: [false] }, { a: '(sensitive)' }],
    ['none for a container within', { a: { b: 'x' }, c: 'y' }, {}, { a: '(sensitive)', c: 'y' }],
    ['an object for a text', { a: 'x' }, { a: {} }, { a: '(sensitive)' }],
    ['a text', { a: 'x' }, 'false', '(sensitive)'],
    ['null for a list', { a: ['x'] }, { a: null }, { a: '(sensitive)' }],
  ])('%s', (_, value, marks, expected) => {
    expect(masked(value, marks)).toEqual(expected);
  });
});

describe('a secret is masked wherever it stands', () => {
  const masker = createMasker();
  masker.collect({ password: 'hunter"2\n', pin: 'abc', port: 54321 }, { password: true, pin: true, port: true });
  const { hide } = masker;

  test.each([
    ['as the whole of another value', 'hunter"2\n', '(sensitive 1)'],
    ['within a text', 'x hunter"2\n y', 'x (sensitive 1) y'],
    ['within JSON', JSON.stringify({ a: 'hunter"2\n' }), '{"a":"(sensitive 1)"}'],
    ['within JSON within JSON', JSON.stringify(JSON.stringify('hunter"2\n')), '"\\"(sensitive 1)\\""'],
    ['in a URL', `https://u:${encodeURIComponent('hunter"2\n')}@h`, 'https://u:(sensitive 1)@h'],
    ['in Base64', Buffer.from('hunter"2\n').toString('base64'), '(sensitive 1)'],
    ['a number as a text', 'port 54321', 'port (sensitive 3)'],
    ['a short one as a whole', 'abc', '(sensitive 2)'],
    ['a short one not within others', 'abcd', 'abcd'],
  ])('%s', (_, text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  test('also as a value that is a number', () => {
    expect(masker.mask({ a: 54321, b: 5 }, {}, 'c.d')).toEqual({ a: '(sensitive 3)', b: 5 });
  });

  test('of two that begin alike, the longer one', () => {
    const two = createMasker();
    two.collect(['token', 'token-long'], true);
    expect(two.hide('token-long token')).toBe('(sensitive 2) (sensitive 1)');
  });

  test('with characters that mean something to a regular expression', () => {
    const odd = createMasker();
    odd.collect('a.*[b](c)|d\\e-f/g', true);
    expect(odd.hide('= a.*[b](c)|d\\e-f/g =')).toBe('= (sensitive 1) =');
    expect(odd.hide('= aXX[b](c) =')).toBe('= aXX[b](c) =');
  });

  test('one of very many', () => {
    const many = createMasker();
    many.collect(
      Array.from({ length: 1200 }, (_, index) => `secret-${index}-`),
      true,
    );
    expect(many.hide('a secret-0- b secret-1199- c')).toBe('a (sensitive 1) b (sensitive 1200) c');
  });
});

describe('the number of a secret', () => {
  test('is the same for the same text, so that a change shows and no change does not', () => {
    const masker = createMasker();
    masker.collect(['first', 'second'], true);
    const mask = (value: string) => masker.mask({ a: value }, { a: true }, 'a.b');
    expect([mask('first'), mask('second'), mask('first')]).toEqual([
      { a: '(sensitive 1)' },
      { a: '(sensitive 2)' },
      { a: '(sensitive 1)' },
    ]);
  });

  test('is another one for small values of two places, which would give each other away', () => {
    const masker = createMasker();
    const marks = { a: true };
    expect(masker.mask({ a: true }, marks, 'x.one')).toEqual({ a: '(sensitive 1)' });
    expect(masker.mask({ a: true }, marks, 'x.two')).toEqual({ a: '(sensitive 2)' });
    expect(masker.mask({ a: true }, marks, 'x.one')).toEqual({ a: '(sensitive 1)' });
    expect(masker.mask({ a: false }, marks, 'x.one')).toEqual({ a: '(sensitive 3)' });
  });
});

test('nothing is masked by marks that mark nothing', () => {
  const value = { a: ['x', { b: 1 }], c: null, d: {} };
  expect(masked(value, nothingMarked(value))).toEqual(value);
});
