import { ask, computing, createTestApi, evaluate } from './test-api';

/** What an expression gives in code that has `ddb`. */
async function built(expression: string): Promise<unknown> {
  const code = `
    import * as ddb from '@aws-appsync/utils/dynamodb';
    import { update, operations as ops } from '@aws-appsync/utils/dynamodb';
    export function request() { return { payload: ${expression} }; }
    export const response = (ctx) => ctx.result;`;
  const { data, errors } = await ask(createTestApi({ resolvers: [computing(code)] }));
  if (errors) throw new Error(String(errors[0]!['message']));
  return JSON.parse(data!['value'] as string);
}

const key = { id: { S: 'a' } };

describe('helpers build the request that AWS documents', () => {
  it.each([
    ["ddb.get({ key: { id: 'a' } })", { operation: 'GetItem', key }],
    [
      "ddb.get({ key: { id: 'a' }, consistentRead: true, projection: ['id', 'info.tags[12]'] })",
      {
        ...{ operation: 'GetItem', key, consistentRead: true },
        projection: {
          expression: '#id, #info.#tags[12]',
          expressionNames: { '#id': 'id', '#info': 'info', '#tags': 'tags' },
        },
      },
    ],
    [
      "ddb.put({ key: { id: 'a' }, item: { n: 1, none: null, no: undefined, tags: ddb.toStringSet(['x']), ns: ddb.toNumberSet([1]) }, condition: { id: { attributeExists: false } } })",
      {
        ...{ operation: 'PutItem', key },
        attributeValues: { n: { N: 1 }, none: { NULL: null }, tags: { SS: ['x'] }, ns: { NS: ['1'] } },
        condition: { expression: 'attribute_not_exists(#id)', expressionNames: { '#id': 'id' } },
      },
    ],
    ["ddb.remove({ key: { id: 'a' }, condition: null })", { operation: 'DeleteItem', key }],
    [
      "ddb.query({ query: { id: { eq: 'a' }, n: { between: [1, 2] } }, index: 'byN', limit: 5, nextToken: null, scanIndexForward: false, select: 'ALL_ATTRIBUTES' })",
      {
        ...{ operation: 'Query', index: 'byN', limit: 5, scanIndexForward: false, select: 'ALL_ATTRIBUTES' },
        query: {
          expression: '#id = :id_eq AND #n BETWEEN :n_between AND :n_between_2',
          expressionNames: { '#id': 'id', '#n': 'n' },
          expressionValues: { ':id_eq': { S: 'a' }, ':n_between': { N: 1 }, ':n_between_2': { N: 2 } },
        },
      },
    ],
    ['ddb.scan()', { operation: 'Scan' }],
    [
      "ddb.scan({ limit: 10, filter: { 'a#b': { contains: 'x' } }, segment: 0, totalSegments: 2 })",
      {
        ...{ operation: 'Scan', limit: 10, segment: 0, totalSegments: 2 },
        filter: {
          expression: 'contains(#a_b, :a_b_contains)',
          expressionNames: { '#a_b': 'a#b' },
          expressionValues: { ':a_b_contains': { S: 'x' } },
        },
      },
    ],
    [
      "ddb.batchGet({ tables: { posts: { keys: [{ id: 'a' }], consistentRead: true, projection: ['id'] } } })",
      {
        operation: 'BatchGetItem',
        tables: {
          posts: {
            ...{ keys: [key], consistentRead: true },
            projection: { expression: '#id', expressionNames: { '#id': 'id' } },
          },
        },
      },
    ],
    ["ddb.batchPut({ tables: { posts: [{ id: 'a' }] } })", { operation: 'BatchPutItem', tables: { posts: [key] } }],
    [
      "ddb.batchDelete({ tables: { posts: [{ id: 'a' }] } })",
      { operation: 'BatchDeleteItem', tables: { posts: [key] } },
    ],
    [
      "ddb.transactGet({ items: [{ table: 'posts', key: { id: 'a' }, projection: ['id'] }] })",
      {
        operation: 'TransactGetItems',
        transactItems: [{ table: 'posts', key, projection: { expression: '#id', expressionNames: { '#id': 'id' } } }],
      },
    ],
    [
      "ddb.transactWrite({ items: [{ putItem: { table: 't', key: { id: 'a' }, item: { n: 1 } } }, { updateItem: { table: 't', key: { id: 'a' }, update: { n: 2 } } }, { deleteItem: { table: 't', key: { id: 'a' } } }, { conditionCheck: { table: 't', key: { id: 'a' }, condition: { n: { gt: 1 } } } }] })",
      {
        operation: 'TransactWriteItems',
        transactItems: [
          { operation: 'PutItem', table: 't', key, attributeValues: { n: { N: 1 } } },
          {
            ...{ operation: 'UpdateItem', table: 't', key },
            update: {
              expression: 'SET #expName_1 = :expValue_1',
              expressionNames: { '#expName_1': 'n' },
              expressionValues: { ':expValue_1': { N: 2 } },
            },
          },
          { operation: 'DeleteItem', table: 't', key },
          {
            ...{ operation: 'ConditionCheck', table: 't', key },
            condition: {
              expression: '#n > :n_gt',
              expressionNames: { '#n': 'n' },
              expressionValues: { ':n_gt': { N: 1 } },
            },
          },
        ],
      },
    ],
  ])('%s', async (expression, expected) => {
    expect(await built(expression)).toEqual(expected);
  });
});

describe('update', () => {
  const name = (count: number) => `#expName_${count}`;
  const value = (count: number) => `:expValue_${count}`;
  it.each([
    ["{ title: 'x', none: null, no: undefined }", `SET ${name(1)} = ${value(1)}, ${name(2)} = ${value(2)}`],
    ['{ n: ops.increment() }', `SET ${name(1)} = ${name(1)} + ${value(1)}`],
    ['{ n: ops.decrement(10) }', `SET ${name(1)} = ${name(1)} - ${value(1)}`],
    ['{ l: ops.append([1]) }', `SET ${name(1)} = list_append(${name(1)}, ${value(1)})`],
    ['{ l: ops.prepend([1]) }', `SET ${name(1)} = list_append(${value(1)}, ${name(1)})`],
    [
      "{ l: [ops.updateListItem('b', 1), ops.updateListItem('c', 2)] }",
      `SET ${name(1)}[1] = ${value(1)}, ${name(1)}[2] = ${value(2)}`,
    ],
    ['{ a: ops.remove(), b: 1 }', `SET ${name(2)} = ${value(1)} REMOVE ${name(1)}`],
    ["{ info: { city: 'x' } }", `SET ${name(1)}.${name(2)} = ${value(1)}`],
    ['{ info: { at: ops.replace({ a: 1 }) } }', `SET ${name(1)}.${name(2)} = ${value(1)}`],
    [
      '{ a: ops.add({ b: 1 }), l: [1, 2], m: {}, s: ddb.toStringSet(["x"]) }',
      `SET ${[1, 2, 3, 4].map((n) => `${name(n)} = ${value(n)}`).join(', ')}`,
    ],
  ])('%s', async (update, expression) => {
    expect(await built(`update({ key: { id: 'a' }, update: ${update} })`)).toMatchObject({
      ...{ operation: 'UpdateItem', key, update: { expression } },
    });
  });

  it('types the values, and names the paths', async () => {
    const update =
      "{ n: ops.increment(), info: { at: ops.replace({ a: [1] }) }, none: null, s: ddb.toStringSet(['x']) }";
    expect(await built(`update({ key: { id: 'a' }, update: ${update} })`)).toMatchObject({
      update: {
        expressionNames: { '#expName_1': 'n', '#expName_2': 'info', '#expName_3': 'at', '#expName_4': 'none' },
        expressionValues: {
          ...{ ':expValue_1': { N: 1 }, ':expValue_2': { M: { a: { L: [{ N: 1 }] } } } },
          ...{ ':expValue_3': { NULL: null }, ':expValue_4': { SS: ['x'] } },
        },
      },
    });
  });
});

describe('conditions', () => {
  it.each([
    ["{ title: { contains: 'a' } }", 'contains(#title, :title_contains)'],
    [
      "{ title: { notContains: 'a', beginsWith: 'b' } }",
      'NOT contains(#title, :title_notContains) AND begins_with(#title, :title_beginsWith)',
    ],
    ['{ n: { ge: 1, le: 2 }, m: { ne: 3 } }', '#n >= :n_ge AND #n <= :n_le AND #m <> :m_ne'],
    ['{ n: { in: [1, 2] } }', '#n IN (:n_in, :n_in_2)'],
    [
      "{ n: { attributeType: 'number' }, m: { attributeExists: true } }",
      'attribute_type(#n, :n_attributeType) AND attribute_exists(#m)',
    ],
    ['{ or: [{ a: { eq: 1 } }, { a: { eq: 2 }, b: { eq: 3 } }] }', '(#a = :a_eq OR #a = :a_eq_2 AND #b = :b_eq)'],
    ['{ a: { lt: 1 }, not: { b: { eq: 2 } } }', '#a < :a_lt AND (NOT #b = :b_eq)'],
    [
      '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { b: { eq: 3 } }] }] }',
      '(#a = :a_eq AND (#b = :b_eq OR #b = :b_eq_2))',
    ],
    ["{ info: { city: { eq: 'x' } } }", '#info.#city = :info_city_eq'],
    ['{ list: { size: { gt: 2 } } }', 'size(#list) > :list_size_gt'],
    ['{ a: null, and: null, b: { eq: 1, ne: undefined } }', '#b = :b_eq'],
    ['{}', ''],
  ])('%s', async (filter, expression) => {
    const text = `util.transform.toDynamoDBFilterExpression(${filter})`;
    expect(await evaluate(`JSON.parse(${text})`)).toMatchObject({ expression });
    expect(await evaluate(`${text} === ${text.replace('Filter', 'Condition')}`)).toBe(true);
  });

  it.each([
    ["{ a: { like: 'x' } }", 'There is no operator like (of a). There are eq, ne,'],
    ["{ a: 'x' }", 'a of a condition is no object of operators: write { eq: … }.'],
    ['{ a: { eq: null } }', 'a.eq of a condition is null: what AppSync makes of it is not documented.'],
  ])('%s is refused', async (filter, message) => {
    await expect(built(`ddb.scan({ filter: ${filter} })`)).rejects.toThrow(message);
  });
});

it.each([
  [
    "ddb.get({ key: { id: 'a' }, limit: 1 })",
    'The local run does not know limit of get. It knows key, consistentRead,',
  ],
  ['ddb.sync({})', 'The local run does not know dynamodb.sync, though AppSync has it.'],
  ['ddb.delete({})', 'dynamodb.delete does not exist in APPSYNC_JS. Known are dynamodb.get,'],
  ['ops.multiply(2)', 'dynamodb.operations.multiply does not exist in APPSYNC_JS. Known are dynamodb.operations.add,'],
])('%s is refused by name', async (expression, message) => {
  await expect(built(expression)).rejects.toThrow(message);
});
