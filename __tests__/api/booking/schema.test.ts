import { getNamedType, type GraphQLObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { keysOf } from '../../../keys/entries';
import { FIELDS, type Access } from './fields';
import { ROOT_FIELDS, ROOTS, schema } from './operations';

const WAYS: Readonly<Record<Access, readonly string[]>> = {
  EVERYBODY: ['aws_cognito_user_pools', 'aws_lambda'],
  WIDGET: ['aws_lambda'],
  STAFF: ['aws_cognito_user_pools'],
  OWNER: ['aws_cognito_user_pools'],
};

const roots: readonly GraphQLObjectType[] = Object.values(ROOTS);
const types = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !isIntrospectionType(type) && !roots.includes(type));

type Node = { readonly directives?: readonly { readonly name: { readonly value: string } }[] } | null | undefined;
const waysOf = (node: Node): string[] =>
  (node?.directives ?? [])
    .map(({ name }) => name.value)
    .filter((name) => name !== 'aws_subscribe')
    .sort();

const rootField = (field: string) => {
  const [root, name] = field.split('.');
  return roots.find((type) => type.name.toLowerCase() === root)!.getFields()[name!]!;
};

test.each(ROOT_FIELDS)('%s lets in by its directives whom the resolver lets in', (field) => {
  expect(waysOf(rootField(field).astNode)).toEqual(WAYS[FIELDS[field][0]]);
});

test('each object type says who may have it', () => {
  expect(types.filter(({ astNode }) => waysOf(astNode).length === 0).map(({ name }) => name)).toEqual([]);
});

test('whoever may ask a field may have all that is in its answer, and nobody else may have any of it', () => {
  const wanted = new Map<string, Set<string>>();
  const visit = (type: GraphQLObjectType, ways: readonly string[]): void => {
    const known = wanted.get(type.name) ?? new Set<string>();
    wanted.set(type.name, known);
    for (const way of ways) known.add(way);
    for (const { type: of } of Object.values(type.getFields())) {
      const named = getNamedType(of);
      if (isObjectType(named)) visit(named, ways);
    }
  };
  for (const field of keysOf(FIELDS)) {
    const named = getNamedType(rootField(field).type);
    if (isObjectType(named)) visit(named, WAYS[FIELDS[field][0]]);
  }
  const said = types.map(({ name, astNode }) => [name, waysOf(astNode)]);
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries([...wanted].map(([name, ways]) => [name, [...ways].sort()])),
  );
});

test('a field of a type says something else than its type where a widget must not have it, and nowhere else', () => {
  const own = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ astNode }) => waysOf(astNode).length > 0)
      .map(({ name }) => `${type.name}.${name}`),
  );
  // Whoever has it goes on with the chat.
  expect(own).toEqual(['Booking.conversationId']);
});
