import { NEXT, plain, readOne, readWritten } from './written';

const refused = (reason: string) => ({ ...plain, reason: `${reason} ${NEXT}` });

describe('JSON that is broken: the place is named', () => {
  test.each([
    ['{\n  "TableName": books\n}', "Unexpected token 'b' at line 2, column 16"],
    ['{ "a": [1,] }', "Unexpected token ']' at line 1, column 11"],
    ['{ "a": trux }', "Unexpected token 'x' at line 1, column 11"],
    ['{\n\t"a": 1,\n}', 'Expected double-quoted property name at line 3, column 1'],
    ['{ "a": 1 "b": 2 }', "Expected ',' or '}' after property value at line 1, column 10"],
    ['{ "a": 1 } { "b": 2 }', 'Unexpected non-whitespace character after JSON at line 1, column 12'],
    ['{\n  "a": {', "Expected property name or '}' at line 2, column 9"],
    ['{\n  "a":', 'Unexpected end at line 2, column 7'],
    ['[\n', 'Unexpected end at line 2, column 1'],
    ['{ "a": "b\n" }', 'Bad control character in string literal at line 1, column 10'],
    ["{ 'a': 1 }", "Expected property name or '}' at line 1, column 3"],
    ['// tables\n{}', "Unexpected token '/' at line 1, column 1"],
    ['/* tables */ {}', "Unexpected token '/' at line 1, column 1"],
  ])('%j', (content, problem) => {
    expect(readOne(content)).toStrictEqual(refused(`It is not JSON: ${problem}.`));
  });

  test.each([
    ['{\n\t"a": 1,\n\t"b": { "c": [{ "d": 1, "d": 2 }] }\n}', 'line 3, column 25'],
    ['{ "a\\"": 1, "b": "a\\\\", "b": "\\":" }', 'line 1, column 25'],
  ])('a key that is there twice: %j', (content, place) => {
    expect(readOne(content)).toStrictEqual(refused(`It is not clear: a key is there twice at ${place}.`));
  });

  test('keys that only look as if they were there twice', () => {
    expect(readOne('{ "a": "a\\": 1", "b:": ["a", "a"], "c" : { "a": ":" }, "\\\\": "}" }')).toStrictEqual(
      refused('It describes no DynamoDB table.'),
    );
  });
});

describe('YAML that is broken: the place is named', () => {
  test.each([
    ['a: b: c', 'Nested mappings are not allowed in compact mappings at line 1, column 4'],
    ['a: 1\nb: 2\na: 3', 'Map keys must be unique at line 3, column 1'],
    ['a:\n\t- b', 'Tabs are not allowed as indentation at line 2, column 1'],
    ['a: "b', 'Missing closing "quote at line 1, column 6'],
    ['a:\n  TableName: !Env BOOKS', 'Unresolved tag: !Env at line 2, column 14'],
    ['a: *b', 'Unresolved alias (the anchor must be set before the alias): b'],
  ])('%j', (content, problem) => {
    expect(readOne(content)).toStrictEqual(refused(`It is not YAML: ${problem}.`));
  });

  test('several documents', () => {
    expect(readOne('a: 1\n---\nb: 2\n')).toStrictEqual(
      refused('It holds several YAML documents. Put each into a file of its own.'),
    );
  });

  test('aliases that multiply', () => {
    const lines = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(9)}]`,
    );
    expect(readOne(['a0: &a0 lol', ...lines].join('\n'))).toStrictEqual(
      refused('It is not YAML: Excessive alias count indicates a resource exhaustion attack.'),
    );
  });
});

const DEEP = 'It is nested deeper than 100 levels, as no description of a table is.';

test.each([
  ['lists in JSON', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['objects in JSON', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)],
  ['lists in YAML', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['lists in YAML that do not end', `a: ${'['.repeat(20_000)}`],
  ['lists in YAML that only seem to end', `a: ${'["]", '.repeat(20_000)}`],
  ['compact lists in YAML', `${'- '.repeat(20_000)}a`],
  ['maps in YAML', Array.from({ length: 1_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ['an alias in YAML that is inside itself', 'a: &a [*a]'],
])('%s are refused where they are nested without end', (_, content) => {
  expect(readOne(content)).toStrictEqual(refused(DEEP));
});

test('what is as deep as a template can be is read', () => {
  const lists = `${'['.repeat(40)}${']'.repeat(40)}`;
  const maps = Array.from({ length: 50 }, (_, level) => `${'   '.repeat(level)}a:`).join('\n');
  expect(readOne(`${maps} ${lists}`)).toStrictEqual(refused('It describes no DynamoDB table.'));
});

test('an anchor is for each place as if it stood there', () => {
  const content = `
KeySchema: &key [{ AttributeName: isbn, KeyType: HASH }]
AttributeDefinitions: [{ AttributeName: isbn, AttributeType: S }]
GlobalSecondaryIndexes:
  - { IndexName: a, KeySchema: *key, Projection: &all { ProjectionType: ALL, Colour: red } }
  - { IndexName: b, KeySchema: *key, Projection: *all }
`;
  expect(readWritten(content)).toStrictEqual([
    {
      ...plain,
      shape: 'create-table input',
      unknown: ['GlobalSecondaryIndexes[0].Projection.Colour', 'GlobalSecondaryIndexes[1].Projection.Colour'],
      table: {
        key: [{ name: 'isbn', type: 'S' }],
        globalIndexes: new Map([
          ['a', { key: [{ name: 'isbn', type: 'S' }], projection: 'ALL' }],
          ['b', { key: [{ name: 'isbn', type: 'S' }], projection: 'ALL' }],
        ]),
      },
    },
  ]);
});
