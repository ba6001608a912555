import { runInNewContext } from 'node:vm';
import { type Backends, type Invocation } from '../../packages/appsync-js/src';
import { ask, computing, createTestApi, unit } from './test-api';

/** A UNIT resolver whose response shows what the data source left. */
function over(dataSource: string, request: string, backends: Partial<Backends>) {
  const code = unit(`return ${request};`, 'return { result: ctx.result, error: ctx.error ?? null };');
  return createTestApi({ resolvers: [{ type: 'Query', field: 'value', kind: 'UNIT', dataSource, code }] }, backends);
}

async function outcome(dataSource: string, request: string, backends: Partial<Backends>): Promise<unknown> {
  const { data, errors } = await ask(over(dataSource, request, backends));
  expect(errors).toBeUndefined();
  return JSON.parse(data!['value'] as string);
}

async function refusal(dataSource: string, request: string): Promise<unknown> {
  const { errors } = await ask(over(dataSource, request, {}));
  return errors;
}

describe('a DynamoDB data source', () => {
  /** Answers with what is given for each operation, and keeps the requests. */
  function table(answers: Record<string, object | Error>) {
    const sent: [string, object][] = [];
    const send = (operation: string, input: object) => {
      sent.push([operation, input]);
      const answer = answers[operation] ?? new Error(`${operation} was not expected`);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return { sent, backends: { dynamodb: { send } } };
  }
  const refused = Object.assign(new Error('The conditional request failed'), {
    name: 'ConditionalCheckFailedException',
  });
  const key = "key: util.dynamodb.toMapValues({ id: 'a' })";

  it('reads an item as plain values', async () => {
    const item = {
      ...{ id: { S: 'a' }, n: { N: '1.5' }, yes: { BOOL: true }, none: { NULL: true }, bytes: { B: 'AA==' } },
      ...{
        list: { L: [{ N: '1' }, { S: 'b' }] },
        map: { M: { deep: { L: [] } } },
        names: { SS: ['x'] },
        numbers: { NS: ['1', '2'] },
      },
    };
    const { sent, backends } = table({ GetItem: { Item: item } });
    const request = `{ operation: 'GetItem', ${key}, consistentRead: true, projection: { expression: '#n, id', expressionNames: { '#n': 'n' } } }`;
    expect(await outcome('table', request, backends)).toEqual({
      result: {
        id: 'a',
        n: 1.5,
        yes: true,
        none: null,
        bytes: 'AA==',
        list: [1, 'b'],
        map: { deep: [] },
        names: ['x'],
        numbers: [1, 2],
      },
      error: null,
    });
    expect(sent).toEqual([
      [
        'GetItem',
        {
          TableName: 'things',
          Key: { id: { S: 'a' } },
          ConsistentRead: true,
          ProjectionExpression: '#n, id',
          ExpressionAttributeNames: { '#n': 'n' },
        },
      ],
    ]);
  });

  it('gives null for an item that is not there', async () => {
    expect(await outcome('table', `{ operation: 'GetItem', ${key} }`, table({ GetItem: {} }).backends)).toEqual({
      result: null,
      error: null,
    });
  });

  it('puts an item, and gives it back', async () => {
    const { sent, backends } = table({ PutItem: {} });
    const values = 'attributeValues: util.dynamodb.toMapValues({ n: 1, list: [null, { m: 2 }] })';
    expect(await outcome('table', `{ operation: 'PutItem', ${key}, ${values} }`, backends)).toEqual({
      result: { id: 'a', n: 1, list: [null, { m: 2 }] },
      error: null,
    });
    const wire = { id: { S: 'a' }, n: { N: '1' }, list: { L: [{ NULL: true }, { M: { m: { N: '2' } } }] } };
    expect(sent).toEqual([['PutItem', { TableName: 'things', Item: wire }]]);
  });

  it('updates an item under a condition, and gives all of it back', async () => {
    const { sent, backends } = table({ UpdateItem: { Attributes: { id: { S: 'a' }, n: { N: '2' } } } });
    const request = `{ operation: 'UpdateItem', ${key},
      update: { expression: 'SET #n = :n', expressionNames: { '#n': 'n' }, expressionValues: { ':n': { N: 2 } } },
      condition: { expression: '#k = :k', expressionNames: { '#k': 'k' }, expressionValues: util.dynamodb.toMapValues({ ':k': 'x' }) } }`;
    expect(await outcome('table', request, backends)).toEqual({ result: { id: 'a', n: 2 }, error: null });
    expect(sent).toEqual([
      [
        'UpdateItem',
        {
          ...{
            TableName: 'things',
            Key: { id: { S: 'a' } },
            UpdateExpression: 'SET #n = :n',
            ConditionExpression: '#k = :k',
          },
          ...{ ExpressionAttributeNames: { '#n': 'n', '#k': 'k' }, ReturnValues: 'ALL_NEW' },
          ExpressionAttributeValues: { ':n': { N: '2' }, ':k': { S: 'x' } },
        },
      ],
    ]);
  });

  it('deletes an item, and gives back what it was', async () => {
    const { sent, backends } = table({ DeleteItem: { Attributes: { id: { S: 'a' } } } });
    expect(await outcome('table', `{ operation: 'DeleteItem', ${key} }`, backends)).toEqual({
      result: { id: 'a' },
      error: null,
    });
    expect(sent).toEqual([['DeleteItem', { TableName: 'things', Key: { id: { S: 'a' } }, ReturnValues: 'ALL_OLD' }]]);
  });

  it('queries with every option, and hands the end of a page on as a token', async () => {
    const { sent, backends } = table({
      Query: { Items: [{ n: { N: '1' } }], ScannedCount: 7, LastEvaluatedKey: { id: { S: 'a' } } },
    });
    const query = "query: { expression: 'id = :id', expressionValues: { ':id': { S: 'a' } } }";
    const filter =
      "filter: { expression: '#n > :n', expressionNames: { '#n': 'n' }, expressionValues: { ':n': { N: 0 } } }";
    const options =
      "index: 'byName', limit: 5, select: 'ALL_ATTRIBUTES', scanIndexForward: false, consistentRead: true";
    const first = (await outcome('table', `{ operation: 'Query', ${query}, ${filter}, ${options} }`, backends)) as {
      result: { nextToken: string };
    };
    expect(first).toMatchObject({ result: { items: [{ n: 1 }], scannedCount: 7 }, error: null });
    const input = {
      ...{
        TableName: 'things',
        KeyConditionExpression: 'id = :id',
        FilterExpression: '#n > :n',
        IndexName: 'byName',
        Limit: 5,
      },
      ...{
        Select: 'ALL_ATTRIBUTES',
        ScanIndexForward: false,
        ConsistentRead: true,
        ExpressionAttributeNames: { '#n': 'n' },
      },
      ExpressionAttributeValues: { ':id': { S: 'a' }, ':n': { N: '0' } },
    };
    expect(sent).toEqual([['Query', input]]);

    await outcome('table', `{ operation: 'Query', ${query}, nextToken: '${first.result.nextToken}' }`, backends);
    expect(sent[1]![1]).toMatchObject({ ExclusiveStartKey: { id: { S: 'a' } } });
  });

  it('refuses a token that it did not make', async () => {
    const request = "{ operation: 'Query', query: { expression: 'a' }, nextToken: 'nonsense' }";
    expect(await refusal('table', request)).toMatchObject([
      { errorType: 'BadRequest', message: 'Invalid pagination token given.' },
    ]);
  });

  describe('when a condition does not hold', () => {
    const condition = "condition: { expression: 'attribute_not_exists(id)', equalsIgnore: ['n'] }";
    const put = `{ operation: 'PutItem', ${key}, attributeValues: util.dynamodb.toMapValues({ n: 1, name: 'x' }), ${condition} }`;
    const error = {
      type: 'DynamoDB:ConditionalCheckFailedException',
      message: 'The conditional request failed (Service: DynamoDb)',
    };

    it('reads the item consistently, and gives it beside the error', async () => {
      const { sent, backends } = table({ UpdateItem: refused, GetItem: { Item: { id: { S: 'a' }, n: { N: '9' } } } });
      const request = `{ operation: 'UpdateItem', ${key}, update: { expression: 'REMOVE n' }, condition: { expression: 'n = m' } }`;
      expect(await outcome('table', request, backends)).toEqual({ result: { id: 'a', n: 9 }, error });
      expect(sent[1]).toEqual(['GetItem', { TableName: 'things', Key: { id: { S: 'a' } }, ConsistentRead: true }]);
    });

    it('counts a put as done when the item is already as wanted, but for what is ignored', async () => {
      const item = { id: { S: 'a' }, n: { N: '9' }, name: { S: 'x' } };
      expect(await outcome('table', put, table({ PutItem: refused, GetItem: { Item: item } }).backends)).toMatchObject({
        result: { n: 9 },
        error: null,
      });
      const other = { ...item, name: { S: 'y' } };
      expect(await outcome('table', put, table({ PutItem: refused, GetItem: { Item: other } }).backends)).toMatchObject(
        { result: { name: 'y' }, error },
      );
    });

    it('counts a deletion as done when nothing is there', async () => {
      const request = `{ operation: 'DeleteItem', ${key}, condition: { expression: 'a = b', consistentRead: false } }`;
      const { sent, backends } = table({ DeleteItem: refused, GetItem: {} });
      expect(await outcome('table', request, backends)).toEqual({ result: null, error: null });
      expect(sent[1]).toMatchObject(['GetItem', { ConsistentRead: false }]);
    });
  });

  it('asks a second time for what a batch left, and says what is left then', async () => {
    const left = { UnprocessedKeys: { things: { Keys: [{ id: { S: 'b' } }] } } };
    const first = { Responses: { things: [{ id: { S: 'a' }, n: { N: '1' } }] }, ...left };
    const answers = [first, left];
    const send = () => Promise.resolve(answers.shift()!);
    const request =
      "{ operation: 'BatchGetItem', tables: { things: { keys: [{ id: { S: 'b' } }, { id: { S: 'a' } }] } } }";
    expect(await outcome('table', request, { dynamodb: { send } })).toMatchObject({
      result: { data: { things: [null, { id: 'a', n: 1 }] }, unprocessedKeys: { things: [{ id: 'b' }] } },
      error: { type: 'DynamoDB:ProvisionedThroughputExceededException' },
    });
    expect(answers).toEqual([]);
  });

  it("hands DynamoDB's exception to the response handler", async () => {
    const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    expect(await outcome('table', `{ operation: 'GetItem', ${key} }`, table({ GetItem: throttled }).backends)).toEqual({
      result: null,
      error: { type: 'DynamoDB:ThrottlingException', message: 'Rate exceeded (Service: DynamoDb)' },
    });
  });

  it.each([
    ['{}', "Value for field '$[operation]' not found."],
    ["{ operation: 'GetItem' }", "Value for field '$[key]' not found."],
    [`{ operation: 'PutItem', ${key} }`, "Value for field '$[attributeValues]' not found."],
    [`{ operation: 'UpdateItem', ${key} }`, "Value for field '$[update]' not found."],
    ["{ operation: 'Query' }", "Value for field '$[query]' not found."],
    [
      "{ operation: 'Sy'.concat('nc') }",
      "The local run does not know DynamoDB's operation Sync. It knows GetItem, PutItem,",
    ],
    [
      `{ operation: 'GetItem', ${key}, populate: 1 }`,
      'The local run does not know populate of GetItem. It knows version, operation, key,',
    ],
    [
      `{ operation: 'DeleteItem', ${key}, condition: { conditionalCheckFailedHandler: { strategy: 'Custom' } } }`,
      'The local run does not know the strategy "Custom" of conditionalCheckFailedHandler. It knows "Reject",',
    ],
    [
      `{ operation: 'UpdateItem', ${key}, update: { values: 1 } }`,
      'The local run does not know values of update. It knows expression,',
    ],
  ])('refuses %s by name', async (request, message) => {
    expect(await refusal('table', request)).toMatchObject([
      { errorType: 'MappingTemplate', message: expect.stringContaining(message) as string },
    ]);
  });
});

describe('a Lambda data source', () => {
  function lambda(answer: Invocation | Error) {
    const invoked: unknown[][] = [];
    const invoke: Backends['invoke'] = (...args) => {
      invoked.push(args);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return { invoked, backends: { invoke } };
  }

  it('invokes the function with the payload, and waits for its answer', async () => {
    const { invoked, backends } = lambda({ payload: { list: [1, { a: null }] } });
    expect(await outcome('lambda', '{ operation: "Invoke", payload: { a: undefined, b: [1] } }', backends)).toEqual({
      result: { list: [1, { a: null }] },
      error: null,
    });
    expect(invoked).toEqual([['arn:function', 'RequestResponse', { b: [1] }]]);
  });

  it('hands over an event, and has no result', async () => {
    const { invoked, backends } = lambda({ payload: 'ignored' });
    expect(await outcome('lambda', '{ operation: "Invoke", invocationType: "Event", payload: 1 }', backends)).toEqual({
      result: null,
      error: null,
    });
    expect(invoked).toEqual([['arn:function', 'Event', 1]]);
  });

  it('hands the error of a function to the response handler', async () => {
    const { backends } = lambda({ functionError: { errorType: 'TypeError', errorMessage: 'boom' } });
    expect(await outcome('lambda', '{ operation: "Invoke", payload: 1 }', backends)).toEqual({
      result: null,
      error: { type: 'Lambda:Unhandled', message: 'boom', unhandledErrorType: 'TypeError' },
    });
  });

  it('leaves what a function said in the log, when the code says something else to the client', async () => {
    const log = jest.fn();
    const { backends } = lambda({ functionError: { errorType: 'TypeError', errorMessage: 'boom' } });
    const invoke = 'return { operation: "Invoke", payload: 1 };';
    const resolver = (response: string) => ({ ...computing(unit(invoke, response)), dataSource: 'lambda' });
    const masking = createTestApi(
      { resolvers: [resolver('util.error("Try again.", "InternalError");')] },
      { ...backends, log },
    );
    expect((await ask(masking)).errors).toMatchObject([{ message: 'Try again.', errorType: 'InternalError' }]);
    expect(log.mock.calls).toEqual([[{ level: 'ERROR', message: 'Query.value: Lambda:Unhandled: boom' }]]);
    log.mockClear();
    const handling = createTestApi({ resolvers: [resolver('return 1;')] }, { ...backends, log });
    expect(await ask(handling)).toEqual({ data: { value: '1' } });
    expect(log).not.toHaveBeenCalled();
  });

  it('hands the refusal of an invocation to the response handler', async () => {
    const { backends } = lambda(Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' }));
    expect(await outcome('lambda', '{ operation: "Invoke", payload: 1 }', backends)).toEqual({
      result: null,
      error: { type: 'Lambda:TooManyRequestsException', message: 'Rate exceeded', unhandledErrorType: null },
    });
  });

  it('… of another realm, too', async () => {
    const refused = runInNewContext('Object.assign(new Error("No answer"), { name: "Refused" })') as Error;
    const backends = { invoke: () => Promise.reject(refused) };
    expect(await outcome('lambda', '{ operation: "Invoke", payload: 1 }', backends)).toEqual({
      result: null,
      error: { type: 'Lambda:Refused', message: 'No answer', unhandledErrorType: null },
    });
  });

  it.each([
    ['{ payload: 1 }', "Value for field '$[operation]' not found."],
    [
      '{ operation: "Batch".concat("Invoke"), payload: 1 }',
      'The local run does not know Lambda\'s operation "BatchInvoke". It knows Invoke.',
    ],
    ['{ operation: "Invoke", qualifier: 1 }', 'The local run does not know qualifier of a Lambda request.'],
  ])('refuses %s by name', async (request, message) => {
    expect(await refusal('lambda', request)).toMatchObject([
      { errorType: 'MappingTemplate', message: expect.stringContaining(message) as string },
    ]);
  });
});

describe('the data source NONE', () => {
  it('gives the payload back', async () => {
    expect(await outcome('none', '{ payload: { a: [1] } }', {})).toEqual({ result: { a: [1] }, error: null });
    expect(await outcome('none', '{}', {})).toEqual({ result: null, error: null });
  });

  it('refuses anything else by name', async () => {
    const message = 'The local run does not know operation of a request to NONE. It knows version, payload.';
    expect(await refusal('none', "{ operation: 'Invoke' }")).toMatchObject([{ message }]);
  });
});
