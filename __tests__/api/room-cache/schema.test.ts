import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { schemaSdl } from './trinity-api';

const PUBLISHED = 'api/room-cache/schema.published.graphql';
const withScalars = (sdl: string) => buildSchema(`scalar AWSDateTime\n${sdl}`);

const current = withScalars(schemaSdl);
const publishedSdl = readFileSync(join(__dirname, '../../..', PUBLISHED), 'utf8');

describe('the schema that clients rely on', () => {
  it('is not broken', () => {
    // A client that is installed on somebody's phone cannot be changed. Add, and deprecate what is not to be used any more.
    expect(findBreakingChanges(withScalars(publishedSdl), current)).toEqual([]);
  });

  it('is published: what clients may rely on from now on', () => {
    // Fails after an addition, too: the diff of the copy is what the review of the change looks at.
    const isPublished = comparable(withScalars(publishedSdl)) === comparable(current);
    const next = 'When it is meant: cp api/room-cache/schema.graphql api/room-cache/schema.published.graphql';
    expect([isPublished, next]).toEqual([true, next]);
  });

  it.each([
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
  ])('would notice %s', (_, text, replacement, type) => {
    const changed = withoutDangling(schemaSdl.replace(text, replacement));
    expect(changed).not.toBe(schemaSdl);
    expect(findBreakingChanges(current, withScalars(changed)).map((change) => change.type)).toContain(type);
  });
});

describe('the documentation in the schema', () => {
  it('is there for every type, field, value and input', () => {
    expect(undescribed(current)).toEqual([]);
  });

  it('tells a client how to page and when to wait', () => {
    const { description } = current.getQueryType()!.getFields()['roomMovies']!;
    for (const word of ['nextFrom', 'wait', 'empty', 'FAILED', 'refillRoom']) expect(description).toContain(word);
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

type Described = { name: string; description?: string | null | undefined };

function undescribed(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && type.name !== 'AWSDateTime',
  );
  const parts = types.flatMap((type) => {
    const members: readonly Described[] = isEnumType(type)
      ? type.getValues()
      : isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : [];
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    const self = isRoot ? [] : [{ name: type.name, description: type.description }];
    return [
      ...self,
      ...members.map((member) => ({ name: `${type.name}.${member.name}`, description: member.description })),
    ];
  });
  return parts.filter(({ description }) => !description).map(({ name }) => name);
}
