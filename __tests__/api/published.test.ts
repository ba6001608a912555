import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  findBreakingChanges,
  lexicographicSortSchema,
  parse,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { schemaOf, SYSTEMS } from '../../model/systems';

/** AppSync's scalars are its own; its directives are nothing that a client relies on. */
const read = (sdl: string): GraphQLSchema =>
  buildASTSchema(parse(`scalar AWSDate\nscalar AWSDateTime\nscalar AWSEmail\n${sdl}`), { assumeValidSDL: true });

const fileOf = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

describe.each(SYSTEMS)('the schema of the %s, on which clients rely', (system) => {
  const file = schemaOf(system);
  const copy = file.replace('.graphql', '.published.graphql');
  const current = read(fileOf(file));
  const published = read(fileOf(copy));

  test('is not broken', () => {
    // A client that is installed on somebody's phone cannot be changed. Add, and deprecate what is not to be used any more.
    expect(findBreakingChanges(published, current)).toEqual([]);
  });

  test('is published: what clients may rely on from now on', () => {
    // Fails after an addition, too: the diff of the copy is what the review of the change looks at.
    const next = `When it is meant: cp ${file} ${copy}`;
    expect([comparable(published) === comparable(current), next]).toEqual([true, next]);
  });
});

describe('a change that breaks a client is noticed:', () => {
  const sdl = fileOf(schemaOf('room-cache'));
  const current = read(sdl);

  test.each([
    ['a removed field', 'nextFrom: Int', '', 'FIELD_REMOVED'],
    [
      'a nullable field that was not',
      'loaded: Int!\n  "The state of the loading: tells',
      'loaded: Int\n  "The state of the loading: tells',
      'FIELD_CHANGED_KIND',
    ],
    ['a new required argument', 'room(id: ID!): Room', 'room(id: ID!, key: String!): Room', 'REQUIRED_ARG_ADDED'],
    ['a removed status', '  FAILED\n}', '}', 'VALUE_REMOVED_FROM_ENUM'],
    [
      'a new required input',
      'input CreateRoomInput {\n',
      'input CreateRoomInput {\n  language: String!\n',
      'REQUIRED_INPUT_FIELD_ADDED',
    ],
  ])('%s', (_, text, replacement, type) => {
    const changed = withoutDangling(sdl.replace(text, replacement));
    expect(changed).not.toBe(sdl);
    expect(findBreakingChanges(current, read(changed)).map((change) => change.type)).toContain(type);
  });
});

/** What clients see, whatever the order and the words. */
function comparable(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema))
    .replaceAll(/"""[\s\S]*?"""\n/g, '')
    .replaceAll(/^\s+/gm, '');
}

/** A description whose field was removed belongs to nothing. */
function withoutDangling(sdl: string): string {
  return sdl.replace(/ {2}"[^"\n]*"\n\s*(?=\n|\}| {2}")/g, '');
}
