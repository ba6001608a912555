import { appsyncSchema } from '../../../stacks/constructs/appsync-schema';
import { schemaCheck, signatures } from '../../../deployment/verify/schema';
import { schema } from '../../stacks/synthesize';
import { deployedWith, fakeAws, resource, run } from './fakes';

const deployed = deployedWith(
  resource('aws_appsync_graphql_api.api', { id: 'abc', name: 'trinity-api-dev', schema: appsyncSchema(schema) }),
);

const check = (sdl: string) =>
  run(
    schemaCheck(
      deployed,
      fakeAws({ GetIntrospectionSchemaCommand: () => ({ schema: new TextEncoder().encode(sdl) }) }),
    ),
  );

it('passes for the schema as AppSync prints it: other descriptions, its own scalars and directives', async () => {
  const printed = `directive @aws_api_key on FIELD_DEFINITION\nscalar AWSDateTime\n${schema}`;
  expect(await check(printed)).toEqual({
    status: 'passed',
    detail: `${signatures(schema).length} types, fields and values as deployed`,
  });
});

it('takes arguments in any order, and leaves default values out', () => {
  expect(signatures('type Query { a(y: Int = 3, x: [ID!]!): String }')).toEqual([
    'Query.a(x: [ID!]!, y: Int): String',
    'type Query',
  ]);
});

it.each([
  ['a field that is gone', '  closeRoom(id: ID!): Room!\n', '', '`Mutation.closeRoom(id: ID!): Room!` is missing'],
  [
    'a field of another type',
    'nextFrom: Int',
    'nextFrom: Int!',
    '`MoviePage.nextFrom: Int` is missing; `MoviePage.nextFrom: Int!` is there, expected none',
  ],
  [
    'another argument',
    'room(id: ID!): Room',
    'room(id: ID!, secret: String): Room',
    '`Query.room(id: ID!, secret: String): Room` is there, expected none',
  ],
  ['a value that is gone', '  CLOSED\n', '', '`RoomStatus.CLOSED` is missing'],
  [
    'another type',
    'input CreateRoomInput',
    'type Spy { a: Int }\ninput CreateRoomInput',
    '`Spy.a: Int` is there, expected none',
  ],
  [
    'another field of an input',
    'hostId: ID!\n  "The host\'s',
    'hostId: String!\n  "The host\'s',
    '`CreateRoomInput.hostId: ID!` is missing',
  ],
])('fails for %s', async (_, from, to, difference) => {
  const plain = schema.replaceAll(/^ *"""[^]*?"""\n/gm, '');
  // A description may not stand before nothing.
  const changed = plain.replace(from, to).replaceAll(/^ *"[^"\n]*"\n(?= *("|\}))/gm, '');
  expect(changed).not.toBe(plain);
  expect(await check(changed)).toEqual({
    status: 'failed',
    reason: expect.stringContaining(difference) as string,
    next: 'Something changed it after the deploy. `npx cdktf deploy dev` puts it back.',
  });
});

it('knows interfaces and unions', () => {
  const sdl = 'interface Node { id: ID! } type A implements Node { id: ID! } union Any = A | B type B { x: Int }';
  expect(signatures(sdl)).toEqual([
    'A.id: ID!',
    'B.x: Int',
    'Node.id: ID!',
    'interface Node',
    'type A',
    'type A implements Node',
    'type B',
    'union Any',
    'union Any = A',
    'union Any = B',
  ]);
});

it('names the first ten differences of many', async () => {
  expect(await check('type Query { nothing: Int }')).toMatchObject({
    reason: expect.stringMatching(/^GraphQL schema: (`[^`]+` [^;]+; ){10}and \d+ more\.$/) as string,
  });
});
