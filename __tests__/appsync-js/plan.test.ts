import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import { planQuery } from '../../packages/appsync-js/src/plan';

const schema: GraphQLSchema = buildSchema(`
  interface Named { name: String }
  type Thing implements Named { name: String inner: Thing resolved: Int }
  type Query { thing: Thing named: Named plain: Int }
  type Mutation { thing: Thing }
`);
const resolve = () => null;
schema.getQueryType()!.getFields()['thing']!.resolve = resolve;
schema.getQueryType()!.getFields()['named']!.resolve = resolve;
schema.getMutationType()!.getFields()['thing']!.resolve = resolve;
(schema.getType('Thing') as ReturnType<GraphQLSchema['getQueryType']>)!.getFields()['resolved']!.resolve = resolve;

const isPlanned = (query: string) => planQuery(schema, parse(query)) !== undefined;

it.each([
  '{ thing { name } }',
  'query Q($a: Int) { a: thing { n: name __typename inner { name } } b: thing { name } }',
  '{ thing { ... on Thing { name } ... { inner { name } } } }',
  'fragment F on Thing { name } { thing { ...F } }',
])('%s is planned', (query) => expect(isPlanned(query)).toBe(true));

it.each([
  ['a mutation', 'mutation { thing { name } }'],
  ['several operations', 'query A { thing { name } } query B { thing { name } }'],
  ['a directive', '{ thing { name @include(if: true) } }'],
  ['a directive of a fragment', '{ thing { ... on Thing @skip(if: false) { name } } }'],
  ['a directive of the operation', 'query Q @a { thing { name } }'],
  ['a field twice', '{ thing { inner { name } inner { inner { name } } } }'],
  ['an interface', '{ named { name } }'],
  ['a fragment of another type', '{ thing { ... on Named { name } } }'],
  ['a field without a resolver', '{ plain }'],
  ['a resolver further down', '{ thing { resolved } }'],
  ['introspection', '{ __schema { queryType { name } } }'],
  ['the type of Query', '{ __typename }'],
])('%s is left to graphql-js', (_, query) => expect(isPlanned(query)).toBe(false));
