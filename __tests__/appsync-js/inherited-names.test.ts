import type { Backends } from '../../packages/appsync-js/src';
import { INHERITED_NAMES } from '../support/inherited-names';
import { ask, computing, createTestApi, unit } from './test-api';

const PLAIN = 'plainname';
/** GraphQL keeps names with two underscores for itself, in a schema. */
const DECLARABLE = INHERITED_NAMES.filter((name) => !name.startsWith('__'));

type Ask = (name: string) => Promise<unknown>;

/** Answered once by the query's plan, once by graphql-js, which runs what names an operation. */
async function both(
  api: ReturnType<typeof createTestApi>,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<unknown> {
  const planned = await ask(api, `query Q ${query}`, { variables });
  const named = await ask(api, `query Q ${query}`, {
    variables,
    operationName: 'Q',
  });
  expect(planned).toEqual(named);
  return planned;
}

const echo = computing(unit('return { payload: null };', 'return ctx.args;'));
const returning = (code: string, backends: Partial<Backends> = {}, schema?: string) =>
  createTestApi(
    { ...(schema && { schema }), resolvers: [computing(unit('return { payload: null };', `return ${code};`))] },
    backends,
  );
const thing = (name: string, code: string) =>
  returning(code, {}, `type Thing { id: ID ${name}: String } type Query { value: Thing }`);

/** What a data source's answer becomes in the response handler. */
const answered = (dataSource: string, request: string, backends: Partial<Backends>) =>
  createTestApi(
    {
      resolvers: [
        {
          ...{ type: 'Query', field: 'value', kind: 'UNIT', dataSource },
          code: unit(`return ${request};`, 'return { result: ctx.result };'),
        },
      ],
    },
    backends,
  );
const key = "key: util.dynamodb.toMapValues({ id: 'a' })";

const CLIENT: Readonly<Record<string, Ask>> = {
  alias: (name) => both(returning("'a'"), `{ ${name}: value other: value }`),
  'alias below': (name) => both(thing('text', "{ id: 'a', text: 'b' }"), `{ value { ${name}: id text } }`),
  'name of a fragment': (name) =>
    both(thing('text', "{ id: 'a', text: 'b' }"), `{ value { ...${name} } } fragment ${name} on Thing { id text }`),
  variable: (name) =>
    both(createTestApi({ resolvers: [echo] }), `($${name}: AWSJSON) { value(input: $${name}) }`, { [name]: '{"a":1}' }),
  'key of an input': (name) =>
    both(createTestApi({ resolvers: [echo] }), '($json: AWSJSON) { value(input: $json) }', {
      json: `{"${name}":{"${name}":1}}`,
    }),
  'key of what a function answers': (name) =>
    ask(
      answered('lambda', "{ operation: 'Invoke', payload: {} }", {
        invoke: () => Promise.resolve({ payload: JSON.parse(`{"${name}":{"${name}":[1]}}`) as unknown }),
      }),
    ),
  'attribute of an item': (name) =>
    ask(
      answered('table', `{ operation: 'GetItem', ${key} }`, {
        dynamodb: {
          send: () =>
            Promise.resolve({ Item: JSON.parse(`{"${name}":{"M":{"${name}":{"N":"1"}}},"id":{"S":"a"}}`) as object }),
        },
      }),
    ),
  'attribute that is written': async (name) => {
    const sent: object[] = [];
    const values = `util.dynamodb.toMapValues(JSON.parse('{"${name}":{"${name}":1}}'))`;
    await ask(
      answered('table', `{ operation: 'PutItem', ${key}, attributeValues: ${values} }`, {
        dynamodb: { send: (_operation, input) => (sent.push(input), Promise.resolve({})) },
      }),
    );
    return sent;
  },
};

const DEVELOPER: Readonly<Record<string, Ask>> = {
  'field that nobody answered': (name) => both(thing(name, "{ id: 'a' }"), `{ value { id ${name} } }`),
  'field that was answered': (name) => both(thing(name, `{ id: 'a', ${name}: 'b' }`), `{ value { id ${name} } }`),
  argument: (name) =>
    both(
      createTestApi({ schema: `type Query { value(${name}: Int, other: Int): AWSJSON }`, resolvers: [echo] }),
      `{ a: value(${name}: 1, other: 2) b: value(other: 2) }`,
    ),
  'field of Query': (name) =>
    both(
      createTestApi({
        schema: `type Query { ${name}: AWSJSON }`,
        resolvers: [computing(unit('return { payload: null };', 'return 1;'), 'Query', name)],
      }),
      `{ ${name} }`,
    ),
};

test.each(Object.entries(CLIENT))('a name that every object inherits is a name as any other: %s', async (_, place) => {
  const plain = JSON.stringify(await place(PLAIN));
  expect(plain).not.toContain('error');
  for (const name of INHERITED_NAMES) expect(JSON.stringify(await place(name)).replaceAll(name, PLAIN)).toBe(plain);
});

test.each(Object.entries(DEVELOPER))('so it is in a schema: %s', async (_, place) => {
  const plain = JSON.stringify(await place(PLAIN));
  for (const name of DECLARABLE) expect(JSON.stringify(await place(name)).replaceAll(name, PLAIN)).toBe(plain);
});

test.each(INHERITED_NAMES)('%s is no operation, no data source and no scalar', async (name) => {
  const { errors } = await ask(answered('table', `{ operation: '' + '${name}', ${key} }`, {}));
  expect(errors).toMatchObject([
    {
      message: `The local run does not know DynamoDB's operation ${name}. It knows GetItem, PutItem, UpdateItem, DeleteItem, Query, Scan, BatchGetItem, BatchPutItem, BatchDeleteItem, TransactGetItems, TransactWriteItems.`,
    },
  ]);
  expect(() => answered(name, '{}', {})).toThrow(`There is no data source ${name}. The API has none, table, lambda.`);
  expect(() => returning('1', {}, `type Query { value: ${name} }`)).toThrow(`Unknown type "${name}".`);
});

test.each(INHERITED_NAMES)('%s is no global of APPSYNC_JS', (name) => {
  expect(() => returning(`${name}('a')`)).toThrow(`${name} does not exist in APPSYNC_JS.`);
});
