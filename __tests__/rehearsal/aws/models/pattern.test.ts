import { javaPattern } from '../../../../rehearsal/aws/models/pattern';

test.each([
  ['the whole text', '[a-z]+', ['ab'], ['ab1', '1ab', 'a\nb']],
  ['its own anchors', '^[a-z]+$', ['ab'], ['ab\n', '']],
  ['all alternatives whole', 'ab|cd', ['ab', 'cd'], ['abd', 'acd']],
  ['words of ASCII', '[\\w+=,.@-]+', ['a_Z9.@'], ['é', 'a b']],
  ['digits of ASCII', '\\d{3}', ['123'], ['١٢٣', '12']],
  ['white space of ASCII', '[\\s\\w]+', ['a\tb c'], ['a\u00a0b']],
  ['what is no white space of ASCII', '[\\S]+', ['a\u00a0b'], ['a b']],
  ['letters of any language', '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', ['Équipe 7'], ['a#b']],
  [
    'characters beyond 16 bits, written as pairs',
    '[\\u0020-\\uD7FF\\uD800\\uDC00-\\uDBFF\\uDFFF]{2}',
    ['a😀'],
    ['😀', '\u0001a'],
  ],
  ['characters that are counted whole', '.{2}', ['😀a'], ['😀']],
  ['a hyphen beside a class', '[\\w-/]+', ['a-b/c'], ['a.b']],
  ['a class beside a hyphen', '[/-\\w]+', ['a-b/c'], ['a.b']],
  ['escapes that escape nothing', 'a\\-\\_\\:\\#', ['a-_:#'], ['a-_:']],
  ['a brace and a bracket that close nothing', 'a}]', ['a}]'], ['a']],
  ['names that Java has for classes', '\\p{Alnum}[\\p{Print}]+', ['a !'], ['é!', 'a\u0001']],
  ['the opposite of such a class', '\\P{Digit}+', ['ab'], ['a1']],
  ['options at the beginning', '(?s)a.b', ['a\nb'], ['a\n\nb']],
  ['a look ahead', '^(?!aws:)[a-z:]+$', ['a:b'], ['aws:b']],
  ['the ends of the input', '\\A[a-z]\\z', ['a'], ['a\n']],
  ['octal and hexadecimal', '[\\000-\\037\\x{41}]', ['\u001f', 'A'], [' ']],
])('%s', (_, java, matching, others) => {
  const pattern = javaPattern(java)!;
  expect(matching.filter((text) => !pattern.test(text))).toEqual([]);
  expect(others.filter((text) => pattern.test(text))).toEqual([]);
});

test.each(['[a-z&&[^b]]', '[0-9]{2}+', 'a++', '[a[bc]]', 'a(?i)b', '\\p{LD}', '[^\\P{Alpha}]', '[a-z'])(
  '%s means something else in JavaScript, or nothing',
  (java) => {
    expect(javaPattern(java)).toBeUndefined();
  },
);
