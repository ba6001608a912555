import { data, many, plain, prose } from '../../../packages/plan-review/src/render/phrase';

test('plain words stay words, and all else is data, without the punctuation around it', () => {
  expect(prose('It is replaced: hash_key, "id" -> "key" (of aws_x.y).')).toEqual([
    'It is replaced: ',
    data('hash_key'),
    ', ',
    data('"id" -> "key"'),
    ' (of ',
    data('aws_x.y)'),
    '.',
  ]);
  expect(prose('see (aws_x.y), now')).toEqual(['see (', data('aws_x.y'), '), now']);
});

test.each([
  '@octocat',
  '#1',
  'GH-1',
  'octo/cat#1',
  'www.evil.example',
  'https://evil.example',
  'mail@evil.example',
  'deadbee',
  'deadbeefcafeÀword',
  'Deadbeef.',
  '1.',
  '-',
  '[x](y)',
  '*',
  'a_b',
  '<b>',
  ':smile:',
  '&lt;',
  'a\nb',
  '東京',
  'x'.repeat(41),
])('%j is never words', (text) => {
  expect(prose(text).filter((part) => typeof part === 'string' && /[^.,:;]/.test(part))).toEqual([]);
});

test.each([
  ['(sensitive 1)', [data('(sensitive 1)')]],
  ['it goes from (sensitive 1) to 5', ['it goes from ', data('(sensitive 1)'), ' to ', data('5')]],
  [
    'it was (sensitive 12), and is x-(sensitive 2).',
    ['it was ', data('(sensitive 12)'), ', and is ', data('x-(sensitive 2)'), '.'],
  ],
  [
    'see ((sensitive 1)), (a.b["(sensitive 2)"])',
    ['see (', data('(sensitive 1)'), '), (', data('a.b["(sensitive 2)"]'), ')'],
  ],
  ['of (x-(sensitive 1) and', ['of ', data('(x-(sensitive 1)'), ' and']],
  ['(sensitive 1)x(sensitive 2)', [data('(sensitive 1)x(sensitive 2)')]],
  ['sensitive 1) (sensitive words', ['sensitive ', data('1)'), ' (sensitive words']],
])('a placeholder is one token: %s', (sentence, expected) => expect(prose(sentence)).toEqual(expected));

test('punctuation alone, and nothing, are data', () => {
  expect(prose('...')).toEqual([data('.'), '..']);
  expect(prose('')).toEqual([data('')]);
});

test('a line for a terminal shows what cannot be seen', () => {
  expect(plain(['from ', data('a\u202e'), ' to ', data('b\n')])).toBe('from a\\u202e to b\\n');
});

test('one, and several', () => {
  expect([many(0, 'finding'), many(1, 'finding'), many(2, 'finding')]).toEqual([
    '0 findings',
    '1 finding',
    '2 findings',
  ]);
});
