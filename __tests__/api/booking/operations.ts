import { buildSchema, getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import type { Fields } from '../../../api/booking/schema.types';
import { schemaSdlOf } from '../wired-api';

export type Field = keyof Fields;

type Way = 'aws_lambda' | 'aws_cognito_user_pools';
/** A widget's key comes in by the authorizer, all else by the pool. */
export const wayOf = (authorization: string | undefined): Way =>
  authorization?.startsWith('bk_') ? 'aws_lambda' : 'aws_cognito_user_pools';

const SCALARS = ['AWSDate', 'AWSDateTime', 'AWSEmail'].map((name) => `scalar ${name}\n`).join('');
const DIRECTIVES = ['aws_lambda', 'aws_cognito_user_pools'].map(
  (name) => `directive @${name} on OBJECT | FIELD_DEFINITION\n`,
);
const SUBSCRIBE = 'directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION\n';

const sdl = schemaSdlOf('booking');
export const schema = buildSchema(SCALARS + DIRECTIVES.join('') + SUBSCRIBE + sdl);

export const ROOTS = {
  query: schema.getQueryType()!,
  mutation: schema.getMutationType()!,
  subscription: schema.getSubscriptionType()!,
};
const fieldOf = (field: Field) => {
  const [root, name] = field.split('.') as [keyof typeof ROOTS, string];
  return { root, definition: ROOTS[root].getFields()[name]! };
};

/** Every field of Query, Mutation and Subscription. */
export const ROOT_FIELDS = Object.entries(ROOTS).flatMap(([root, type]) =>
  Object.keys(type.getFields()).map((name) => `${root}.${name}` as Field),
);

export const takesTenantId = (field: Field): boolean =>
  fieldOf(field).definition.args.some(({ name }) => name === 'tenantId');

/** One field with all of its arguments as variables; all of its answer is asked for that may be had by this way in. */
export function operationOf(field: Field, way: Way): string {
  const { root, definition } = fieldOf(field);
  const { name, args, type } = definition;
  const variables = args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
  const given = args.map((one) => `${one.name}: $${one.name}`).join(', ');
  const named = getNamedType(type);
  const selected = isObjectType(named) ? selectionOf(named, way) : '';
  return `${root} (${variables}) { ${name}(${given}) ${selected} }`;
}

function selectionOf(type: GraphQLObjectType, way: Way): string {
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of, astNode }) => {
    const ways = (astNode?.directives ?? []).map((one) => one.name.value);
    if (ways.length > 0 && !ways.includes(way)) return [];
    const named = getNamedType(of);
    return isObjectType(named) ? `${name} ${selectionOf(named, way)}` : name;
  });
  return `{ ${fields.join(' ')} }`;
}
